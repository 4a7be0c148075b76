import Console
import Foundation

/// Makes a drawing of gnuplot fit to stand in a page: names of its own, a title, and less of it.
enum InlineDrawing {
  /// The drawing's element.
  /// - Throws: where the file cannot be read or is no drawing.
  static func read(_ figure: Figure, number: Int, in folder: String) throws(RunError) -> HTML {
    let file = "\(folder)/\(figure.name).svg"
    guard let bytes = FileManager.default.contents(atPath: file),
      let begin = String(decoding: bytes, as: UTF8.self).range(of: "<svg")
    else { throw RunError("\(file): is no drawing; look at what gnuplot says") }
    let text = String(decoding: bytes, as: UTF8.self)
    return HTML(
      raw: slim(
        String(text[begin.lowerBound...]), prefix: "f\(number)-", title: figure.title))
  }

  /// - Parameter prefix: Before all names in the drawing; unique in a page.
  static func slim(_ svg: String, prefix: String, title: String) -> String {
    let title = HTML.escaped(title)
    var text = svg
    // What every group of gnuplot repeats is said once, in the page's style.
    for (long, short) in [
      (" stroke-linecap=\"round\" stroke-linejoin=\"round\"", ""),
      (" stroke-width=\"1.00\"", ""), (" font-family=\"sans\"", ""),
    ] { text = text.replacing(long, with: short) }
    text = text.replacing(#/<desc>[^<]*<\/desc>/#, with: "")
    text = SlimDrawing.slim(text)
    // Drawings of one page share a space of names.
    for (plain, own) in [
      ("id='", "id='\(prefix)"), ("id=\"", "id=\"\(prefix)"), ("href='#", "href='#\(prefix)"),
      ("url(#", "url(#\(prefix)"), ("<title>Gnuplot</title>", "<title>\(title)</title>"),
    ] { text = text.replacing(plain, with: own) }
    // Last, because the title's words may look like anything.
    if let begin = text.firstRange(of: "<svg") {
      text.replaceSubrange(begin, with: "<svg role=\"img\" aria-label=\"\(title)\"")
    }
    return text
  }
}
