/// The page's style sheet: system fonts, light, and fit for paper.
package enum Style {
  package static let sheet: HTML = """
    :root { --ink: #1c1c1e; --quiet: #63636b; --line: #dcdce0; --paper: #ffffff; --tint: #f6f6f8;
      color-scheme: light; }
    * { box-sizing: border-box; }
    body { margin: 0 auto; max-width: 74rem; padding: 2.5rem 1.5rem 5rem; background: var(--paper);
      color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans",
      "DejaVu Sans", sans-serif; }
    h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .3rem; letter-spacing: -.01em; }
    h2 { font-size: 1.4rem; margin: 3.5rem 0 .8rem; padding-top: .8rem; border-top: 2px solid var(--ink); }
    h3 { font-size: 1.1rem; margin: 2.4rem 0 .6rem; }
    p { max-width: 46rem; margin: .4rem 0 1rem; }
    a { color: #00558a; text-decoration-thickness: 1px; text-underline-offset: .15em; }
    .lead { font-size: 1.1rem; color: var(--quiet); }
    .quiet { color: var(--quiet); font-size: .88em; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.2rem; margin: 1.2rem 0; }
    dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
    nav { background: var(--tint); border-radius: .4rem; padding: .9rem 1.2rem; margin: 1.6rem 0; }
    nav ol { columns: 20rem; column-gap: 2.5rem; font-size: .92rem; margin: .3rem 0 0; padding-left: 1.6rem; }
    nav strong { font-weight: 600; }
    nav .grid { min-width: 0; } .grid td, .grid th { border: 0; padding: .12rem 1.1rem .12rem 0; font-size: .9rem; }
    .grid th { font-weight: 400; color: var(--quiet); vertical-align: top; text-align: left; }
    .grid a { display: inline-block; padding: .1rem 0; }
    .defs { position: absolute; }
    .table { margin: 1.2rem 0 1.8rem; } .scroll { overflow-x: auto; }
    .caption { color: var(--quiet); font-size: .88rem; max-width: 60rem; margin: 0 0 .5rem; }
    .plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20.5rem), 1fr)); gap: .4rem 1.2rem; }
    .plot { min-width: 0; } .plot svg { display: block; width: 100%; height: auto; }
    .line { width: 2.4em; height: .8em; margin-right: .4em; }
    .numbers > summary { font-size: .95rem; color: #00558a; }
    table { border-collapse: collapse; font-size: .84rem; line-height: 1.35; min-width: 40rem;
      font-variant-numeric: tabular-nums lining-nums; }
    caption { caption-side: top; text-align: left; color: var(--quiet); padding-bottom: .55rem;
      max-width: 60rem; font-size: .9rem; }
    th, td { padding: .32rem .9rem .32rem 0; text-align: left; vertical-align: top; }
    th { vertical-align: bottom; font-weight: 600; border-bottom: 1.5px solid var(--ink); }
    td { border-bottom: 1px solid var(--line); }
    td small { color: var(--quiet); font-size: .86em; white-space: nowrap; }
    strong small { font-weight: 400; }
    .n { text-align: right; } td.n { white-space: nowrap; }
    th.n { max-width: 11rem; }
    .scheme { white-space: nowrap; font-weight: 500; }
    .spot { width: .62em; height: .62em; margin-right: .4em; }
    figure { margin: 1.6rem 0 2.2rem; }
    figure > svg { display: block; width: 100%; height: auto; }
    figure svg text { font-family: system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans",
      sans-serif; }
    figure svg g { stroke-linecap: butt; stroke-linejoin: round; }
    figcaption { color: var(--ink); font-size: .9rem; max-width: 60rem; margin-top: .6rem; }
    details { font-size: .85rem; margin-top: .5rem; }
    summary { color: var(--quiet); cursor: pointer; }
    pre { background: var(--tint); border-radius: .3rem; padding: .7rem .9rem; margin: .5rem 0;
      white-space: pre-wrap; overflow-wrap: anywhere; font: .8rem/1.45 ui-monospace, "SF Mono",
      "DejaVu Sans Mono", monospace; }
    .legend { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; padding: 0; margin: 0;
      list-style: none; }
    .up { font-size: .85rem; margin-left: .8rem; font-weight: 400; }
    @media (max-width: 700px) {
      body { padding: 1.2rem 1rem 3rem; } h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; }
      dl { grid-template-columns: 1fr; gap: 0 0; } dd { margin-bottom: .5rem; }
      nav { padding: .7rem .9rem; } .grid a { padding: .35rem .1rem; }
    }
    @page { margin: 14mm 12mm; size: A4; }
    @media print {
      body { max-width: none; padding: 0; font-size: 9.5pt; }
      h2 { margin-top: 1.4rem; break-after: avoid; }
      h3, h4 { break-after: avoid; margin-top: 1rem; }
      .plot, .panel, tr, .keys { break-inside: avoid; }
      figure { margin: .6rem 0 1rem; }
      .plots { grid-template-columns: repeat(3, 1fr); gap: .2rem .6rem; }
      .four { grid-template-columns: repeat(4, 1fr); }
      /* A browser prints each dash as a shape; marks tell lines apart. */
      .plot svg path, .line path { stroke-dasharray: none; }
      .panels { grid-template-columns: repeat(2, 1fr) !important; }
      .legend { break-after: avoid; }
      .scroll { overflow: visible; }
      table { font-size: 6.9pt; min-width: 0; width: 100%; }
      .grid { width: auto; } .caption, caption { font-size: 8.5pt; break-after: avoid; }
      th, td { padding-right: .5rem; }
      td.n { white-space: normal; }
      figcaption { font-size: 8pt; }
      details { display: none; }
      nav, .up, .screen { display: none; }
      a { color: inherit; text-decoration: none; }
    }

    """
}
