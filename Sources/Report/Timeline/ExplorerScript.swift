/// What makes timelines answer: for pointer, finger and keyboard.
///
/// It fetches nothing, and all that it says
/// comes from the numbers beside the drawings.
enum ExplorerScript {
  /// Rules for its controls and words.
  static let style: HTML = """
    .explorer { margin: 1rem 0 2rem; }
    .keys { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; font-size: .85rem; margin: 0 0 .6rem; max-width: none; }
    .key { width: 1.7em; height: .95em; margin-right: .4em; vertical-align: -.1em; }
    .controls { display: flex; flex-wrap: wrap; gap: .4rem .9rem; align-items: center; font-size: .88rem;
      background: var(--tint); border-radius: .4rem; padding: .5rem .8rem; margin: 0 0 .8rem; }
    .controls[hidden], .tip[hidden] { display: none; }
    .controls .wide { flex: 1 1 14rem; display: flex; gap: .5rem; } .controls input { flex: 1; min-width: 6rem; }
    .controls output { font-variant-numeric: tabular-nums; min-width: 8.5rem; }
    .controls button, .controls select { font: inherit; padding: .15rem .5rem; max-width: 100%; }
    .panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: .4rem 2rem; }
    .panel { margin: .4rem 0 1rem; min-width: 0; } .panel[hidden] { display: none; }
    .panel h4 { font-size: 1rem; margin: 0 0 .2rem; } .panel p { margin: 0 0 .3rem; }
    .panel svg { font-size: 12px; cursor: crosshair; } .panel svg text { fill: #1c1c1e; }
    .panel svg .q { fill: #63636b; } .panel svg .in-awaited, .panel svg .in-late { fill: #fff; }
    .panel svg:focus-visible { outline: 2px solid #00558a; outline-offset: 2px; }
    .mark path { fill: none; stroke: #c00; stroke-width: 1.2; } .mark rect { fill: none; stroke: #000; stroke-width: 2; }
    .held { font-size: .82rem; line-height: 1.5; min-height: 3.4em; } .held span { display: block; }
    .held .new { background: #b9ddf1; } .held .old { background: #f7c9a3; } .held .older { background: #e0701a; color: #fff; }
    .held b { display: inline-block; min-width: 1.5em; text-align: center; font-weight: 400; margin: 1px;
      border: 1px solid #8a8a8a; font-variant-numeric: tabular-nums; }
    .tip { position: sticky; bottom: .5rem; background: #1c1c1e; color: #fff; padding: .4rem .8rem; border-radius: .3rem;
      font-size: .88rem; max-width: none; margin: 0; z-index: 1; }
    @media print { .controls, .tip, .held { display: none !important; } }

    """

  /// Once a page, after all timelines.
  static let script = HTML(
    raw: """
      'use strict';
      for (const box of document.querySelectorAll('.explorer')) {
        const data = JSON.parse(box.querySelector('script').textContent);
        const end = Number(box.dataset.window);
        const find = (name) => box.querySelector(name);
        const [one, two, slider, output, tip] =
          ['.one', '.two', '.time', 'output', '.tip'].map(find);
        const figures = [...box.querySelectorAll('.panel')];
        const short = (x) => Number(x.toPrecision(3)).toString();
        const plural = (n, word) => n + ' ' + word + (n === 1 ? '' : 's');
        let now = end, timer = null, chosen = null;

        const x = (panel, time) => panel.axes[0] + time / end * (panel.axes[1] - panel.axes[0]);
        function shape(name, values) {
          const element = document.createElementNS(find('svg').namespaceURI, name);
          for (const key in values) element.setAttribute(key, values[key]);
          return element;
        }
        // The step that is open; one that closes just now still is.
        const open = (panel, time) => panel.closed.filter((end) => end < time).length;

        function drawMark(place) {
          const panel = data.panels[place], svg = figures[place].querySelector('svg');
          const [, , top, row] = panel.axes, mark = svg.querySelector('.mark');
          const bottom = svg.viewBox.baseVal.height - 36;
          mark.replaceChildren();
          if (now < end) mark.append(shape('path', {d: 'M' + x(panel, now) + ' ' + (top - 3) + 'V' + bottom}));
          if (chosen && chosen.place === place) {
            const task = panel.tasks[chosen.task], from = x(panel, task[3]);
            mark.append(shape('rect', {x: from, y: top + task[0] * row, height: row,
              width: Math.max(1, x(panel, Math.min(task[4], end)) - from)}));
          }
        }

        // What places hold at a time, by age in steps of the step that is open then.
        function cells(panel, time, title) {
          const line = document.createElement('span'), step = open(panel, time);
          line.append(title);
          const ages = panel.held.map((changes) => {
            let version = -1;
            for (const [at, v] of changes) if (v < 0 ? at < time : at <= time) version = v;
            return version < 0 ? -1 : step - version;
          });
          const words = (age) => age < 0 ? 'nothing' : age === 0 ? 'new' : plural(age, 'step') + ' old';
          // Many places are counted.
          if (ages.length > 60) {
            const kinds = [...new Set(ages)].sort((a, b) => a - b);
            line.append(kinds.map((age) => ages.filter((x) => x === age).length + ' ' + words(age)).join(', '));
            return line;
          }
          ages.forEach((age, index) => {
            const cell = document.createElement('b');
            cell.textContent = age < 0 ? '–' : age;
            cell.title = (panel.blocks ? 'block ' : 'worker ') + index + ': ' + words(age);
            cell.className = age < 0 ? '' : age === 0 ? 'new' : age < 3 ? 'old' : 'older';
            line.append(cell);
          });
          return line;
        }
        function drawHeld(place) {
          const panel = data.panels[place], count = panel.closed.filter((time) => time <= now).length;
          const what = panel.blocks ? 'block' : 'worker';
          const lines = [];
          if (count) lines.push(cells(panel, panel.closed[count - 1], 'Update ' + count + ', steps old of each ' + what + '’s answer: '));
          if (panel.closed[count - 1] !== now) lines.push(cells(panel, now, 'Held for the next update: '));
          figures[place].querySelector('.held').replaceChildren(...lines);
        }

        function moveTo(time, isSnapped) {
          now = Math.min(Math.max(time, 0), end);
          slider.value = Math.round(now / end * 1000);
          output.textContent = short(now) + ' of ' + short(end) + ' s';
          figures.forEach((figure, place) => { drawMark(place); drawHeld(place); });
        }

        function tell(place, index) {
          const panel = data.panels[place], [worker, version, blocks, began, ended, kind] = panel.tasks[index];
          const closed = panel.closed[version], name = data.kinds[kind];
          const closer = panel.tasks.find((task) => task[1] === version && data.kinds[task[5]] === 'awaited');
          let words = panel.name + ', worker ' + worker + ', ' + (blocks.length > 6 ? plural(blocks.length, 'block')
            : (blocks.length > 1 ? 'blocks ' : 'block ') + blocks.join(', '))
            + ', model of step ' + (version + 1) + ', ' + short(began) + ' to ' + short(ended) + ' s. ';
          const waiting = panel.tasks.filter((task) => task[1] === version && data.kinds[task[5]] === 'fresh'
            && task[4] < ended).length;
          if (name === 'fresh')
            words += 'Came in its step' + (closed === undefined ? '.' : ', then waited '
              + short(Math.max(0, closed - ended)) + ' s' + (closer ? ' for worker ' + closer[0] : '') + '.');
          else if (name === 'awaited')
            words += 'The step waited for this answer, and ' + plural(waiting, 'worker') + ' with it.';
          else if (name === 'late') {
            const step = panel.closed.filter((time) => time < ended).length;
            words += 'Step ' + (version + 1) + ' did not wait for it; it came in step ' + (step + 1) + ', '
              + plural(step - version, 'step') + ' old.';
          } else if (name === 'cancelled') words += 'Dropped when the next model came: nobody uses it.';
          else if (name === 'lost') words += 'Lost with its worker.';
          else words += 'Still under way when the record ends.';
          tip.textContent = words;
          tip.hidden = false;
        }
        function choose(place, index) {
          const before = chosen;
          chosen = index === undefined || index < 0 ? null : {place, task: index};
          if (before) drawMark(before.place);
          if (!chosen) { tip.hidden = true; return; }
          drawMark(place);
          tell(place, index);
        }
        function pointed(event, place) {
          const panel = data.panels[place], svg = figures[place].querySelector('svg');
          const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
          const worker = Math.floor((at.y - panel.axes[2]) / panel.axes[3]);
          choose(place, panel.tasks.findIndex((task) => task[0] === worker
            && x(panel, task[3]) <= at.x && at.x <= Math.max(x(panel, task[4]), x(panel, task[3]) + 2)));
        }
        function pressed(event, place) {
          const tasks = data.panels[place].tasks;
          const step = {ArrowRight: 1, ArrowLeft: -1, ArrowDown: 0, ArrowUp: 0}[event.key];
          if (event.key === 'Escape') { choose(place); return; }
          if (step === undefined) return;
          event.preventDefault();
          const order = tasks.map((_, i) => i).sort((a, b) => tasks[a][0] - tasks[b][0] || tasks[a][3] - tasks[b][3]);
          if (!chosen || chosen.place !== place) { choose(place, order[0]); return; }
          const here = order.indexOf(chosen.task);
          if (step) { choose(place, order[(here + step + order.length) % order.length]); return; }
          // The task of the next worker that is under way at the same time.
          const task = tasks[chosen.task], way = event.key === 'ArrowDown' ? 1 : -1;
          const others = order.filter((i) => (tasks[i][0] - task[0]) * way > 0 && tasks[i][3] <= task[3] + 1e-9);
          if (!others.length) return;
          const row = tasks[way > 0 ? others[0] : others[others.length - 1]][0];
          choose(place, others.filter((i) => tasks[i][0] === row).pop());
        }
        figures.forEach((figure, place) => {
          const svg = figure.querySelector('svg');
          svg.addEventListener('pointermove', (event) => pointed(event, place));
          svg.addEventListener('pointerdown', (event) => pointed(event, place));
          svg.addEventListener('pointerleave', (event) => { if (event.pointerType === 'mouse') choose(place); });
          svg.addEventListener('keydown', (event) => pressed(event, place));
          svg.addEventListener('focus', () => { if (svg.matches(':focus-visible') && !chosen) choose(place, 0); });
          svg.addEventListener('blur', () => choose(place));
        });

        function show() {
          two.disabled = one.value === '';
          figures.forEach((figure, place) => {
            figure.hidden = one.value !== '' && place !== Number(one.value) && place !== Number(two.value);
          });
        }
        one.addEventListener('change', () => {
          if (one.value === two.value) two.value = (Number(one.value) + 1) % figures.length;
          show();
        });
        two.addEventListener('change', show);
        two.value = figures.length - 1;
        const halt = () => { clearInterval(timer); timer = null; find('.play').textContent = 'Play'; };
        slider.addEventListener('input', () => { halt(); moveTo(slider.value / 1000 * end); });
        find('.play').addEventListener('click', () => {
          if (timer) { halt(); return; }
          if (now >= end) moveTo(0);
          find('.play').textContent = 'Pause';
          timer = setInterval(() => { moveTo(now + end / 300); if (now >= end) halt(); }, 40);
        });
        // To where a step of one of the schemes that are seen closes.
        function jump(way) {
          halt();
          const times = data.panels.filter((_, place) => !figures[place].hidden).flatMap((panel) => panel.closed)
            .filter((time) => (time - now) * way > end * 1e-9).sort((a, b) => (a - b) * way);
          moveTo(times.length ? times[0] : way > 0 ? end : 0);
        }
        find('.back').addEventListener('click', () => jump(-1));
        find('.next').addEventListener('click', () => jump(1));
        if (figures.length < 2) for (const select of [one, two]) select.parentElement.hidden = true;
        find('.controls').hidden = false;
        moveTo(end);
        show();
      }
      """)
}
