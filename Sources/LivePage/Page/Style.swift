extension Page {
  static let style = """
    :root { --ink: #1c1c1e; --quiet: #5e5e66; --line: #d9d9de; --paper: #ffffff; --tint: #f4f4f6;
      --fresh: #0072b2; --late: #d55e00; --third: #007a58; --fourth: #8a4f9e; --good: #00664a; --bad: #b3261e;
      color-scheme: light dark; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #ececf0; --quiet: #a5a5ae; --line: #3a3a40; --paper: #161618; --tint: #222226;
        --fresh: #56b4e9; --late: #ff9d4d; --third: #4fd0a8; --fourth: #d0a3ea; --good: #4fd0a8; --bad: #ff8a80; }
    }
    * { box-sizing: border-box; }
    body { margin: 0 auto; max-width: 76rem; padding: 1.5rem 1.25rem 4rem; background: var(--paper);
      color: var(--ink); font: 16px/1.45 system-ui, -apple-system, "Segoe UI", "Noto Sans",
      "DejaVu Sans", sans-serif; }
    header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: flex-start;
      justify-content: space-between; }
    header > div { min-width: 0; }
    h1 { font-size: 1.45rem; line-height: 1.2; margin: 0; overflow-wrap: anywhere; }
    h2 { font-size: 1.05rem; margin: 0 0 .5rem; }
    .quiet { color: var(--quiet); font-size: .88rem; margin: .25rem 0 0; overflow-wrap: anywhere; }
    .status { margin: 0; padding: .2rem .8rem; border-radius: 1rem; background: var(--tint);
      border: 1.5px solid var(--line); font-weight: 600; font-size: .92rem; }
    .status.on { color: var(--good); border-color: currentColor; }
    .status.off { color: var(--bad); border-color: currentColor; }
    .bar { height: .5rem; border-radius: .25rem; background: var(--tint); margin: 1rem 0 0;
      overflow: hidden; }
    .bar > div { height: 100%; width: 0; background: var(--fresh); }
    .tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: .6rem;
      margin: 1rem 0 1.4rem; }
    .tiles > div { background: var(--tint); border-radius: .5rem; padding: .55rem .8rem; min-width: 0; }
    dt { color: var(--quiet); font-size: .82rem; }
    dd { margin: 0; font-size: 1.22rem; font-weight: 600; font-variant-numeric: tabular-nums;
      overflow-wrap: anywhere; line-height: 1.25; }
    dd small { font-size: .8rem; font-weight: 400; color: var(--quiet); }
    .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr));
      gap: 1.4rem 1.6rem; margin-bottom: 1.8rem; }
    figure { margin: 0; min-width: 0; }
    figcaption { display: flex; flex-wrap: wrap; gap: .1rem 1rem; align-items: baseline;
      font-size: .88rem; color: var(--quiet); margin-bottom: .2rem; }
    figcaption b { color: var(--ink); font-size: 1rem; }
    svg { display: block; width: 100%; height: auto; overflow: visible; }
    svg text { fill: var(--quiet); font: 12px system-ui, -apple-system, "Segoe UI", "Noto Sans",
      "DejaVu Sans", sans-serif; }
    svg .grid { stroke: var(--line); stroke-width: 1; }
    svg .c0 { stroke: var(--fresh); } svg .c1 { stroke: var(--late); } svg .c2 { stroke: var(--third); }
    svg .c3 { stroke: var(--fourth); }
    svg polyline { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
    svg polyline.thin { stroke-width: 1.2; stroke-dasharray: 3 3; }
    svg circle { fill: var(--paper); stroke-width: 1.6; }
    .dash { display: inline-block; width: 1.3em; height: 0; border-top: 3px solid; margin-right: .35em;
      vertical-align: middle; }
    .dash.c0 { border-color: var(--fresh); } .dash.c1 { border-color: var(--late); }
    .dash.c2 { border-color: var(--third); } .dash.c3 { border-color: var(--fourth); }
    .key { color: var(--quiet); font-size: .88rem; margin: 0 0 .5rem; }
    .swatch { display: inline-block; width: .8em; height: .8em; border-radius: .15em; margin: 0 .3em 0 .5em; }
    .swatch:first-child { margin-left: 0; }
    .fresh { background: var(--fresh); } .late { background: var(--late); }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-size: .88rem;
      font-variant-numeric: tabular-nums; }
    th { text-align: right; font-weight: 600; border-bottom: 1.5px solid var(--ink); padding: .25rem .5rem; }
    td { text-align: right; border-bottom: 1px solid var(--line); padding: .2rem .5rem; white-space: nowrap; }
    th:first-child, td:first-child { text-align: left; padding-left: 0; }
    td.wide, th.wide { width: 55%; padding-right: 0; text-align: left; }
    td.words { white-space: normal; overflow-wrap: anywhere; text-align: left; }
    tr.away td { color: var(--bad); font-weight: 600; }
    .share { display: flex; height: .8rem; border-radius: .15rem; overflow: hidden; min-width: 4rem; }
    section { margin-bottom: 1.8rem; }
    .stale main { opacity: .6; }
    @media (max-width: 48rem) { .tiles { grid-template-columns: 1fr 1fr; } }
    @media (max-width: 30rem) {
      body { padding: 1rem .9rem 3rem; }
      td.wide, th.wide { width: 32%; }
      th, td { padding-left: .3rem; padding-right: .3rem; }
    }
    """
}
