extension Page {
  /// Words, elements and line charts.
  static let lines = #"""
    "use strict";
    const byId = name => document.getElementById(name);
    const make = (name, text, of = {}) => {
      const one = document.createElement(name);
      if (text !== undefined) one.textContent = text;
      Object.assign(one, of);
      return one;
    };
    const shape = (name, of, text) => {
      const one = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const key in of) one.setAttribute(key, of[key]);
      if (text !== undefined) one.textContent = text;
      return one;
    };
    const isNumber = x => typeof x === "number" && isFinite(x);
    const digits = (x, n = 4) => {
      if (!isNumber(x)) return "–";
      if (x === 0) return "0";
      const size = Math.abs(x);
      if (size >= 1e6 || size < 1e-4) return x.toExponential(2);
      return String(Number(x.toPrecision(Math.max(n, Math.ceil(Math.log10(size + 1))))));
    };
    const duration = s => {
      if (!isNumber(s)) return "–";
      const whole = Math.ceil(s);
      if (whole < 100) return whole + " s";
      const minutes = Math.ceil(whole / 60);
      return minutes < 100 ? minutes + " min" : Math.floor(minutes / 60) + " h " + minutes % 60 + " min";
    };
    // Steps of 1, 2 or 5 times a power of ten.
    const ticks = (low, high, count) => {
      const raw = (high - low) / count || 1;
      const power = Math.pow(10, Math.floor(Math.log10(raw)));
      const step = [1, 2, 5, 10].map(f => f * power).find(s => s >= raw * 0.999) || raw;
      const found = [];
      for (let i = Math.ceil(low / step); i * step <= high + step * 1e-9 && found.length < 20; i++)
        found.push(Number((i * step).toPrecision(12)));
      return found;
    };
    /* A chart of lines: {name, x, y, color, dots, thin}. */
    const chart = (place, title, series, options = {}) => {
      const width = Math.max(Math.round(place.clientWidth || 320), 240), height = 220;
      const kept = series.map(one => {
        const points = [];
        one.x.forEach((x, i) => {
          if (isNumber(x) && isNumber(one.y[i])) points.push([x, one.y[i]]);
        });
        return {...one, points};
      }).filter(one => one.points.length > 0);
      const caption = make("figcaption");
      caption.append(make("b", title));
      kept.forEach(one => {
        if (!one.name) return;
        const key = make("span");
        key.append(make("span", undefined, {className: "dash c" + one.color}), one.name);
        caption.append(key);
      });
      if (options.note) caption.append(make("span", options.note));
      if (kept.length === 0) {
        place.replaceChildren(caption, make("p", "nothing yet", {className: "quiet"}));
        return;
      }
      const all = kept.flatMap(one => one.points);
      const least = all.reduce((a, p) => [Math.min(a[0], p[0]), Math.min(a[1], p[1])], [Infinity, Infinity]);
      const most = all.reduce((a, p) => [Math.max(a[0], p[0]), Math.max(a[1], p[1])], [-Infinity, -Infinity]);
      const isLog = !!options.log && least[1] > 0 && most[1] / least[1] > 30;
      const up = isLog ? Math.log10 : y => y;
      let low = options.zero ? 0 : up(least[1]), high = up(most[1]);
      if (high - low < 1e-12) { low -= options.zero ? 0 : 0.5; high += 0.5; }
      const pad = options.zero ? 0 : (high - low) * 0.05;
      low -= pad; high += (high - low) * 0.05;
      const marks = isLog
        ? ticks(Math.floor(low), Math.ceil(high), 5).filter(t => Number.isInteger(t) && t >= low && t <= high)
            .map(t => [t, digits(Math.pow(10, t))])
        : ticks(low, high, 4).map(t => [t, digits(t)]);
      const svg = shape("svg", {viewBox: `0 0 ${width} ${height}`, role: "img"});
      svg.append(shape("title", {}, title));
      const left = 12 + 7 * Math.max(3, ...marks.map(m => m[1].length)), right = width - 12;
      const top = 8, bottom = height - 36;
      const first = least[0], last = most[0] > first ? most[0] : first + 1;
      const toX = x => left + (right - left) * (x - first) / (last - first);
      const toY = y => bottom - (bottom - top) * (up(y) - low) / (high - low);
      for (const [t, text] of marks) {
        const y = bottom - (bottom - top) * (t - low) / (high - low);
        svg.append(shape("line", {class: "grid", x1: left, x2: right, y1: y, y2: y}));
        svg.append(shape("text", {x: left - 6, y: y + 4, "text-anchor": "end"}, text));
      }
      for (const t of ticks(first, last, width < 420 ? 3 : 6)) {
        if (options.whole && !Number.isInteger(t)) continue;
        svg.append(shape("text", {x: toX(t), y: bottom + 17, "text-anchor": "middle"}, digits(t)));
      }
      svg.append(shape("text", {x: right, y: bottom + 33, "text-anchor": "end"}, options.across || "steps"));
      for (const one of kept) {
        const path = one.points.map(p => toX(p[0]).toFixed(1) + "," + toY(p[1]).toFixed(1)).join(" ");
        svg.append(shape("polyline", {class: "c" + one.color + (one.thin ? " thin" : ""), points: path}));
        if (one.dots && one.points.length <= 60)
          for (const p of one.points)
            svg.append(shape("circle", {class: "c" + one.color, cx: toX(p[0]), cy: toY(p[1]), r: 2.6}));
      }
      place.replaceChildren(caption, svg);
    };
    const figure = name => {
      let one = byId("chart-" + name);
      if (!one) {
        one = make("figure", undefined, {id: "chart-" + name});
        byId("charts").append(one);
      }
      return one;
    };
    const tiles = rows => byId("tiles").replaceChildren(...rows.map(([name, value, small]) => {
      const one = make("div"), text = make("dd", value);
      if (small) text.append(" ", make("small", small));
      one.append(make("dt", name), text);
      return one;
    }));
    const progress = share => {
      byId("bar").hidden = false;
      byId("filled").style.width = (100 * Math.min(Math.max(share, 0), 1)).toFixed(2) + "%";
    };
    const row = (cells, name = "td") => {
      const one = make("tr");
      for (const cell of cells)
        one.append(typeof cell === "object" ? cell : make(name, cell));
      return one;
    };

    """#
}
