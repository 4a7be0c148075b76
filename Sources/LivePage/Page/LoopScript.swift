extension Page {
  /// Asks for the state again and again, also while nobody answers.
  static let loop = #"""
    const say = (text, kind) => {
      byId("status").textContent = text;
      byId("status").className = "status " + kind;
      document.title = text + " · " + byId("title").textContent;
    };
    let shown = null, goneSince = null;
    const show = s => {
      shown = s;
      if (s.kind === "none") return say("starting", "");
      if (s.kind === "run") showRun(s); else showPlan(s);
      document.body.classList.remove("stale");
      if (s.outcome !== null) return say(s.outcome, s.outcome === "done" || s.kind === "plan" ? "on" : "off");
      say(s.phase === "training" || s.phase === "running" ? "running" : s.phase, "on");
    };
    // A run that is over will not answer again, unless somebody goes on with it.
    const gone = () => {
      if (shown !== null && shown.outcome !== null && shown.outcome === "done") return;
      if (shown !== null && shown.kind === "plan" && shown.outcome !== null) return;
      goneSince = goneSince || new Date();
      document.body.classList.add("stale");
      say("gone since " + goneSince.toLocaleTimeString() + "; looking for it", "off");
    };
    const ask = async () => {
      const stop = new AbortController();
      const clock = setTimeout(() => stop.abort(), 4000);
      try {
        const answer = await fetch("state", {cache: "no-store", signal: stop.signal});
        if (!answer.ok) throw new Error(String(answer.status));
        const state = await answer.json();
        goneSince = null;
        show(state);
      } catch (error) {
        gone();
      } finally {
        clearTimeout(clock);
      }
      setTimeout(ask, document.hidden ? 5000 : goneSince ? 2000 : 1000);
    };
    document.addEventListener("visibilitychange", () => { if (!document.hidden && shown) show(shown); });
    addEventListener("resize", () => { if (shown && !goneSince) show(shown); });
    ask();

    """#
}
