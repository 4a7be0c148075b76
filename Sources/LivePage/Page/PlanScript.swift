extension Page {
  /// The runs of a plan.
  static let plan = #"""
    const showPlan = s => {
      byId("title").textContent = s.title;
      byId("lead").textContent = "a plan of " + s.total + " runs";
      progress(s.total ? s.done / s.total : 1);
      tiles([
        ["runs done", String(s.done), "of " + s.total + ", " + Math.max(s.total - s.done, 0) + " left"],
        ["running", String(s.running.length)],
        ["failed", String(s.failed)],
        ["time left", s.phase === "over" ? "0 s" : duration(s.seconds_left)],
      ]);
      const shown = s.running.slice(0, 6);
      const names = new Set(shown.map(one => "chart-" + one.name));
      for (const old of [...byId("charts").children]) if (!names.has(old.id)) old.remove();
      for (const one of shown)
        chart(figure(one.name), one.label, [{x: one.curve.done, y: one.curve.loss, color: 0}],
          {log: true, whole: true,
            note: "loss · step " + one.done + " of " + one.steps + " · " + duration(one.seconds)});
      byId("over").hidden = s.ended.length === 0;
      byId("ended").replaceChildren(
        row(["run", "outcome", "took", "last loss"], "th"),
        ...s.ended.map(one => row([
          make("td", one.label, {className: "words"}), one.outcome, duration(one.seconds), digits(one.loss),
        ])));
    };

    """#
}
