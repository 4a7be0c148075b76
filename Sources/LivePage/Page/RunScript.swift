extension Page {
  /// A run.
  static let run = #"""
    // Means over a second or more, and over a sixtieth of all or more.
    const speeds = curve => {
      const x = [], y = [], known = curve.seconds.filter(isNumber);
      const least = Math.max(1, (known[known.length - 1] - known[0]) / 60);
      let from = -1;
      curve.done.forEach((done, i) => {
        if (!isNumber(curve.seconds[i])) return;
        if (from < 0) { from = i; return; }
        const took = curve.seconds[i] - curve.seconds[from];
        if (took < least) return;
        x.push(done);
        y.push((done - curve.done[from]) / took);
        from = i;
      });
      return {x, y};
    };
    const showRun = s => {
      byId("title").textContent = s.title;
      byId("lead").textContent = "waits for " + s.waits_for + " · " + s.folder;
      progress(s.steps ? s.done / s.steps : 1);
      const w = s.workers, sum = list => list.reduce((a, b) => a + b, 0);
      const fresh = sum(w.fresh), late = sum(w.late), lost = sum(w.lost);
      const away = w.away.filter(x => x).length;
      const isOver = s.phase !== "training";
      tiles([
        ["step", String(s.done), "of " + s.steps],
        ["loss", digits(s.loss)],
        ["time left", isOver ? "0 s" : duration(s.seconds_left), s.at_most && !isOver ? "at most" : ""],
        ["steps a second", digits(s.steps_a_second, 3),
          !isOver && s.silence > 5 ? "none for " + duration(s.silence) : ""],
        [s.clock + " time", digits(s.time) + " s"],
        ["staleness", digits(s.staleness, 3), "max " + s.oldest],
        ["recovery", isNumber(s.recovery) ? digits(100 * s.recovery, 3) + " %" : "–", "of samples"],
        ["messages", fresh + " fresh", late + " late" + (lost ? ", " + lost + " losses" : "")
          + (away ? ", " + away + " away now" : "")],
      ]);
      const c = s.curve, e = s.evaluations;
      const ofLoss = [{name: "training loss", x: c.done, y: c.loss, color: 0}];
      const others = [];
      e.names.forEach((name, i) => {
        if (name === "model_norm") return;
        const one = {name: name.replaceAll("_", " "), x: e.step, y: e.values[i], dots: true};
        if (name === "train_loss") return;
        if (/loss|mse|error/.test(name)) ofLoss.push({...one, color: ofLoss.length % 4});
        else others.push({...one, color: others.length % 4});
      });
      chart(figure("loss"), "Loss", ofLoss,
        {log: true, whole: true, note: c.stride > 1 ? "mean of " + c.stride + " steps" : ""});
      const made = e.count + (e.count === 1 ? " evaluation" : " evaluations");
      if (others.length)
        chart(figure("metrics"), "Evaluations", others, {whole: true, note: made});
      chart(figure("staleness"), "Staleness", [
        {name: "mean", x: c.done, y: c.staleness, color: 0},
        {name: "oldest", x: c.done, y: c.oldest, color: 1, thin: true},
      ], {zero: true, whole: true});
      const pace = speeds(c);
      chart(figure("pace"), "Steps a second", [{x: pace.x, y: pace.y, color: 0}], {zero: true, whole: true});
      byId("people").hidden = w.count === 0;
      byId("since").textContent = s.first > 0 ? " · since step " + s.first : "";
      const most = Math.max(1, ...w.fresh.map((f, i) => f + w.late[i]));
      byId("workers").replaceChildren(
        row([w.each > 1 ? "workers" : "worker", "fresh", "late", "lost", "last on model",
          make("th", "messages", {className: "wide"})], "th"),
        ...w.fresh.map((f, i) => {
          const share = make("div", undefined, {className: "share"});
          for (const [count, name] of [[f, "fresh"], [w.late[i], "late"]]) {
            const part = make("div", undefined, {className: name});
            part.style.width = 100 * count / most + "%";
            share.append(part);
          }
          const wide = make("td", undefined, {className: "wide"});
          wide.append(share);
          const first = i * w.each, last = Math.min(first + w.each, w.count) - 1;
          const one = row([
            (last > first ? first + "–" + last : String(first)) + (w.away[i] ? " away" : ""),
            String(f), String(w.late[i]), String(w.lost[i]),
            w.version[i] < 0 ? "–" : String(w.version[i]), wide,
          ]);
          if (w.away[i]) one.className = "away";
          return one;
        }));
    };

    """#
}
