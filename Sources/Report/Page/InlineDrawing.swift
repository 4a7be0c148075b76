import Console
import Foundation

/// Drawings of gnuplot made fit to stand in a page: names of their own, and less of them.
struct InlineDrawings {
  /// What all drawings of a page share: the marks of their lines, which a page has once.
  private(set) var marks = ""
  private var count = 0

  /// The drawing's element.
  /// - Throws: where the file cannot be read or is no drawing.
  mutating func read(_ figure: Figure, in folder: String) throws(RunError) -> HTML {
    let file = "\(folder)/\(figure.name).svg"
    guard let bytes = FileManager.default.contents(atPath: file),
      let begin = String(decoding: bytes, as: UTF8.self).range(of: "<svg")
    else { throw RunError("\(file): is no drawing; look at what gnuplot says") }
    let text = String(decoding: bytes, as: UTF8.self)
    return HTML(raw: add(String(text[begin.lowerBound...]), title: figure.title))
  }

  /// The same of a drawing's text.
  mutating func add(_ svg: String, title: String) -> String {
    let prefix = "f\(count)-"
    count += 1
    var text = svg
    // What every group of gnuplot repeats is said once, in the page's style.
    for (long, short) in [
      (" stroke-linecap=\"round\" stroke-linejoin=\"round\"", ""),
      (" stroke-width=\"1.00\"", ""), (" font-family=\"sans\"", ""),
    ] { text = text.replacing(long, with: short) }
    // The title is said below, and would stand beside the pointer all the time.
    text = text.replacing(#/<desc>[^<]*<\/desc>|<title>[^<]*<\/title>/#, with: "")
    text = SlimDrawing.slim(text)
    let sharesMarks = shareMarks(&text)
    // Drawings of one page share a space of names.
    for (plain, own) in [
      ("id='", "id='\(prefix)"), ("id=\"", "id=\"\(prefix)"), ("href='#", "href='#\(prefix)"),
      ("url(#", "url(#\(prefix)"),
    ] { text = text.replacing(plain, with: own) }
    if sharesMarks { text = text.replacing("href='#\(prefix)gpPt", with: "href='#gpPt") }
    // Last, because the title's words may look like anything.
    if let begin = text.firstRange(of: "<svg") {
      text.replaceSubrange(
        begin, with: "<svg role=\"img\" aria-label=\"\(HTML.escaped(title))\"")
    }
    return text
  }

  /// Takes the marks out where they are those of the drawings before; a drawing may have none.
  private mutating func shareMarks(_ text: inout String) -> Bool {
    guard let begin = text.firstRange(of: "<circle id='gpDot'")?.lowerBound,
      let end = text[begin...].firstRange(of: "</defs>")?.lowerBound
    else { return false }
    let own = String(text[begin..<end])
    if marks.isEmpty { marks = own }
    guard own == marks else { return false }
    text.removeSubrange(begin..<end)
    return true
  }
}
