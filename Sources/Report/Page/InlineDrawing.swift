import Experiments
import Foundation

/// Makes a drawing of gnuplot fit to stand in a page: names of its own, a title, and less of it.
enum InlineDrawing {
  /// The drawing's element.
  /// - Throws: where the file cannot be read or is no drawing.
  static func read(_ figure: Figure, in folder: String) throws(RunError) -> HTML {
    let file = "\(folder)/\(figure.name).svg"
    guard let bytes = FileManager.default.contents(atPath: file),
      let begin = String(decoding: bytes, as: UTF8.self).range(of: "<svg")
    else { throw RunError("\(file): is no drawing; look at what gnuplot says") }
    let text = String(decoding: bytes, as: UTF8.self)
    return HTML(
      raw: slim(String(text[begin.lowerBound...]), name: figure.name, title: figure.title))
  }

  static func slim(_ svg: String, name: String, title: String) -> String {
    var text = svg
    // What every group of gnuplot repeats is said once, in the page's style.
    for (long, short) in [
      ("<title>Gnuplot</title>", "<title>\(HTML.escaped(title))</title>"),
      (" stroke-linecap=\"round\" stroke-linejoin=\"round\"", ""),
      (" stroke-width=\"1.00\"", ""), (" font-family=\"sans\"", ""),
      ("<svg \n", "<svg role=\"img\" aria-label=\"\(HTML.escaped(title))\"\n"),
    ] { text = text.replacing(long, with: short) }
    text = text.replacing(#/<desc>[^<]*</desc>/#, with: "")
    text = text.replacing(#/<title>gnuplot_plot_[^<]*</title>/#, with: "")
    text = text.replacing(
      #/<g fill="none" color="[^"]*" stroke="currentColor"[^>]*>\s*</g>/#, with: "")
    // Drawings of one page share a space of names.
    text = text.replacing(#/id=(['"])/#) { "id=\($0.output.1)\(name)-" }
    text = text.replacing(#/href=(['"])#/#) { "href=\($0.output.1)#\(name)-" }
    text = text.replacing("url(#", with: "url(#\(name)-")
    text = text.replacing(#/\s*\n\s*/#, with: "\n")
    return text
  }
}
