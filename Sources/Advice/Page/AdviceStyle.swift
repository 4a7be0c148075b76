import Report

/// What the page has beyond the style of reports: two drawings in a row, and a box beside the pointer.
enum AdviceStyle {
  static let sheet: HTML = """
    .answer { font-size: 1.12rem; max-width: 52rem; }
    .lead { overflow-wrap: anywhere; } td:first-child { overflow-wrap: break-word; }
    .caption { color: var(--quiet); font-size: .9rem; max-width: 60rem; margin: 1.2rem 0 .3rem; }
    .scroll { margin-top: 0; }
    .two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2rem; align-items: start; }
    .two figure { margin: .8rem 0 1.2rem; min-width: 0; }
    h2 { margin-top: 2.4rem; }
    h4 { font-size: 1rem; margin: 0 0 .3rem; }
    svg text { font: 12px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1c1c1e; }
    svg .q { fill: #63636b; }
    .keys { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; font-size: .85rem; margin: 0 0 .4rem; }
    .keys i { display: inline-block; width: .8em; height: .8em; margin-right: .35em; border: 1px solid #777;
      vertical-align: -.05em; }
    .keys i.late { background: #e0701a; } .keys i.fresh { background: #b9ddf1; }
    .keys i.awaited { background: #0b3c5d; } .keys i.cancelled { background: #bdbdbd; }
    rect.fresh { fill: #b9ddf1; } rect.awaited { fill: #0b3c5d; } rect.late { fill: #e0701a; }
    rect.cancelled, rect.lost { fill: #bdbdbd; } rect.unfinished { fill: #fff; stroke: #a8a8a8; stroke-width: .5; }
    rect:hover { stroke: #000; stroke-width: 1; }
    #tip { position: fixed; display: none; background: #1c1c1e; color: #fff; padding: .3rem .6rem;
      border-radius: .3rem; font-size: .85rem; pointer-events: none; max-width: 20rem; z-index: 2; }
    tr.on td { background: #f1f7fb; font-weight: 600; }
    tr.group td { padding-top: .9rem; color: #63636b; border-bottom: 1.5px solid #1c1c1e; }
    @media (max-width: 820px) {
      body { padding: 1.2rem .9rem 3rem; }
      h1 { font-size: 1.5rem; }
      .two { grid-template-columns: 1fr; }
      .answer { font-size: 1.02rem; }
      table { font-size: .8rem; }
      .caption { font-size: .85rem; }
    }
    @media print { #tip { display: none !important; } .two { gap: 0 1rem; } h2.stay { break-after: avoid; }
      .answer { font-size: 11pt; } }

    """

  /// Shows what a shape says of itself, also where a finger is all there is to point with.
  static let script = HTML(
    raw: """
      (function () {
        var tip = document.getElementById('tip');
        function cell(svg, event) {
          var map = svg.dataset.cells && JSON.parse(svg.dataset.cells);
          if (!map) return '';
          var point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
          var column = Math.floor((point.x - map.x) / map.w), row = Math.floor((point.y - map.y) / map.h);
          if (column < 0 || row < 0 || row >= map.names.length || column >= map.steps.length) return '';
          var value = map.values[row][column];
          return 'worker ' + map.names[row] + ', step ' + map.steps[column] + ': '
            + (value === null ? 'no answer' : value + ' s');
        }
        function show(event) {
          var title = event.target.querySelector && event.target.querySelector(':scope > title');
          var svg = event.target.closest && event.target.closest('svg[data-cells]');
          var text = svg ? cell(svg, event) : title ? title.textContent : '';
          tip.style.display = text ? 'block' : 'none';
          if (!text) return;
          tip.textContent = text;
          tip.style.left = Math.min(event.clientX + 12, innerWidth - tip.offsetWidth - 8) + 'px';
          tip.style.top = Math.max(4, event.clientY - 34) + 'px';
        }
        document.addEventListener('pointermove', show);
        document.addEventListener('pointerdown', show);
      })();
      """)
}
