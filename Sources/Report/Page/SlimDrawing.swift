import Foundation

/// Says what gnuplot says with fewer bytes: a page of thirty comparisons is to stay below ten million.
enum SlimDrawing {
  /// The same drawing: shorter numbers, no empty groups, a box as one element.
  static func slim(_ svg: String) -> String {
    var lines: [Substring] = []
    var result = ""
    result.reserveCapacity(svg.utf8.count / 2)
    let usesMarkers = svg.contains("transform='translate(")
    var isFilter = false
    for line in svg.split(whereSeparator: \.isNewline) {
      let line = line.drop { $0 == " " || $0 == "\t" }
      // Boxes around text, and markers where there are none.
      if line.hasPrefix("<filter") { isFilter = true }
      defer { if line.hasPrefix("</filter") { isFilter = false } }
      // A page's drawings need no names of their own for what a page knows.
      if isFilter || line.isEmpty || line.hasPrefix("xmlns") { continue }
      if !usesMarkers, line.contains("id='gpPt") || line.contains("id='gpDot") { continue }
      lines.append(line)
    }
    var i = 0
    while i < lines.count {
      if let first = box(lines, at: i) {
        // Boxes of one look are one path.
        var places = ""
        while let next = box(lines, at: i), next.look == first.look {
          places += next.place
          i += 5
        }
        result += "<path \(first.look) d='\(places)'/>\n"
      } else if lines[i].hasPrefix("<g fill=\"none\" color="), i + 1 < lines.count,
        lines[i + 1] == "</g>"
      {
        i += 2
      } else if lines[i].hasPrefix("<g id=\"gnuplot_plot") {
        // Its title is gnuplot's own command.
        result += "<g>\n"
        i += 1
      } else if i + 2 < lines.count, lines[i + 1] == "<text></text>",
        let label = lines[i].firstRange(of: "<g transform")
      {
        // A tick without a number.
        result += lines[i][..<label.lowerBound] + "\n"
        i += 3
      } else {
        // In a path, places after the first are line ends without saying so.
        result += lines[i].hasPrefix("<path") ? lines[i].replacing(" L", with: " ") : lines[i]
        result += "\n"
        i += 1
      }
    }
    for (long, short) in said { result = result.replacing(long, with: short) }
    return rounded(hexadecimal(result))
  }

  /// What the page's style says for all drawings.
  private static let said = [
    ("fill=\"none\" color=\"black\" stroke=\"currentColor\"", "class=\"p\""),
    ("fill=\"none\" color=\"gray\" stroke=\"currentColor\"", "class=\"p\""),
    ("stroke='rgb(221, 221, 221)' stroke-dasharray='2,4' class=\"gridline\"", "class=\"gridline\""),
    (" font-size=\"13.00\" ", ""),
  ]

  /// Its rules.
  static let style: HTML = """
    figure svg { font-size: 13px; }
    figure svg .p { fill: none; color: black; stroke: currentColor; }
    /* Dashes would be a shape each in print. */
    figure svg .gridline { stroke: #e6e6ea; }

    """

  /// `#d55e00` for `rgb(213,  94,   0)`.
  private static func hexadecimal(_ text: String) -> String {
    let parts = text.components(separatedBy: "rgb(")
    return parts[0]
      + parts.dropFirst().map { part in
        guard let end = part.firstIndex(of: ")") else { return "rgb(" + part }
        let numbers = part[..<end].split(separator: ",").compactMap {
          Int($0.trimmingCharacters(in: .whitespaces))
        }
        guard numbers.count == 3 else { return "rgb(" + part }
        let digits = numbers.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return "#" + digits + part[part.index(after: end)...]
      }.joined()
  }

  /// Gnuplot's five lines for a filled box with an edge: how it looks, and where it is.
  private static func box(_ lines: [Substring], at i: Int) -> (look: String, place: String)? {
    guard i + 4 < lines.count, lines[i].hasPrefix("<g fill=\"none\" color="),
      lines[i + 1] == "<g stroke='none' shape-rendering='crispEdges'>",
      lines[i + 2].hasPrefix("<polygon fill = "), lines[i + 3] == "</g>",
      lines[i + 4].hasPrefix("<path stroke='"), lines[i + 4].hasSuffix("/></g>"),
      let width = lines[i].firstRange(of: "stroke-width="),
      let points = lines[i + 2].firstRange(of: " points = '"),
      let end = lines[i + 2].lastIndex(of: "'")
    else { return nil }
    let edge = lines[i + 4].dropFirst("<path stroke='".count).prefix { $0 != "'" }
    let fill = lines[i + 2][..<points.lowerBound].dropFirst("<polygon ".count)
    let place = lines[i + 2][points.upperBound..<end].trimmingCharacters(in: .whitespaces)
    return ("stroke='\(edge)' \(lines[i][width.lowerBound...].dropLast()) \(fill)", "M\(place)z")
  }

  /// Numbers in tags with one digit behind the point, or two where that is all there is of them.
  private static func rounded(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    let zero = UInt8(ascii: "0")
    let digits = zero...UInt8(ascii: "9")
    var isTag = false
    var kept = Int.max
    var hasDigits = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "<") { isTag = true }
      if byte == UInt8(ascii: ">") { isTag = false }
      if isTag, byte == UInt8(ascii: "."), let last = result.last, digits.contains(last) {
        let isSmall = last == zero && !(result.dropLast().last.map(digits.contains) ?? false)
        kept = isSmall ? 2 : 1
        hasDigits = false
        result.append(byte)
        continue
      }
      if kept != .max {
        if digits.contains(byte) {
          if kept > 0 { result.append(byte) }
          kept -= 1
          hasDigits = true
          continue
        }
        // A point that no digit followed is none of a number.
        if hasDigits {
          while result.last == zero { result.removeLast() }
          if result.last == UInt8(ascii: ".") { result.removeLast() }
        }
        kept = .max
      }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
