import Testing

@testable import Report

@Suite("Pieces of pages")
struct HTMLTests {
  @Test("Strings are escaped, pieces are not")
  func escaping() {
    let name = "<script>alert('a & \"b\"')</script>"
    let piece: HTML = "<b>\(name)</b>"
    #expect(
      piece.text == "<b>&lt;script&gt;alert(&#39;a &amp; &quot;b&quot;&#39;)&lt;/script&gt;</b>")
    let whole: HTML = "<p>\(piece)\([piece, piece]) \(3)</p>"
    #expect(whole.text == "<p>\(piece.text)\(piece.text)\(piece.text) 3</p>")
  }

  @Test(
    "Numbers have three digits that say something",
    arguments: [
      (0.0, "0"), (1.23456, "1.23"), (12.3456, "12.3"), (123.456, "123"), (1234.5, "1234"),
      (0.012345, "0.0123"), (-2.5, "−2.50"), (1.5e-7, "1.50e−07"), (3e9, "3.00e+09"),
      (Double.nan, "–"), (.infinity, "–"),
    ])
  func digits(value: Double, text: String) {
    #expect(Digits.short(value) == text)
  }

  @Test(
    "Ticks are round, few, and inside of the axis",
    arguments: [(0.0, 1.0), (0.942, 0.961), (-3, 170)])
  func linearTicks(low: Double, high: Double) {
    let ticks = Ticks.linear(low, high)
    #expect((2...7).contains(ticks.count))
    #expect(ticks.allSatisfy { $0 >= low - 1e-9 && $0 <= high + 1e-9 })
    #expect(!ticks.map(Ticks.label).contains("−0"))
  }

  @Test(
    "A logarithmic axis has numbers wherever it lies",
    arguments: [(0.09, 0.8), (1e-9, 3.0), (2.0, 60)])
  func logarithmicTicks(low: Double, high: Double) {
    let ticks = Ticks.logarithmic(low, high)
    #expect((2...9).contains(ticks.count))
    #expect(ticks.allSatisfy { $0 >= low && $0 <= high })
  }

  @Test(
    "Numbers at an axis are short",
    arguments: [
      (1e-5, "10⁻⁵"), (1e-4, "10⁻⁴"), (0.001, "0.001"), (1e6, "10⁶"), (-0.5, "−0.5"), (0, "0"),
      (2e-5, "2e−05"),
    ])
  func tickLabels(place: Double, text: String) { #expect(Ticks.label(place) == text) }

  @Test("Names in a drawing become its own, so that drawings of one page do not meet")
  func drawingNames() {
    let svg = """
      <svg \n viewBox="0 0 1 1"><title>Gnuplot</title><desc>Produced by GNUPLOT</desc>
      <pattern id='gpPat1'/><path style='fill:url(#gpPat1)'/><use xlink:href='#gpPt5' id="a"/></svg>
      """
    var drawings = InlineDrawings()
    let text = drawings.add(svg, title: "a < b")
    #expect(text.contains("id='f0-gpPat1'"))
    #expect(text.contains("url(#f0-gpPat1)"))
    #expect(text.contains("href='#f0-gpPt5'"))
    #expect(text.contains("aria-label=\"a &lt; b\""))
    #expect(!text.contains("GNUPLOT") && !text.contains("<title>"))
    #expect(drawings.add(svg, title: "").contains("id='f1-gpPat1'"))
  }

  @Test("Marks that all drawings have alike stand in a page once")
  func sharedMarks() {
    func svg(_ size: Int) -> String {
      "<svg \n><defs>\n<circle id='gpDot' r='\(size)'/>\n<rect id='gpPt3'/>\n</defs>\n"
        + "<use xlink:href='#gpPt3' transform='translate(1,2)'/>\n</svg>"
    }
    var drawings = InlineDrawings()
    let texts = [1, 1, 2].map { drawings.add(svg($0), title: "") }
    #expect(drawings.marks.contains("id='gpPt3'"))
    for text in texts[..<2] { #expect(text.contains("'#gpPt3'") && !text.contains("id='")) }
    // Others keep their own.
    #expect(texts[2].contains("'#f2-gpPt3'") && texts[2].contains("id='f2-gpPt3'"))
  }

  @Test("Slim drawings round numbers in tags only, and boxes of one look are one path")
  func slimDrawings() {
    func box(_ x: String) -> String {
      """
      <g fill="none" color="black" stroke="currentColor" stroke-width="0.80">
      <g stroke='none' shape-rendering='crispEdges'>
      <polygon fill = 'rgb(1, 2, 255)' points = '\(x),2.00 3.55,4.04 '/>
      </g>
      <path stroke='rgb(9,9,9)'  d='M1,2 L3,4 Z  '/></g>

      """
    }
    let text = SlimDrawing.slim(
      box("1.26") + box("7.00") + "<path stroke='black' fill-opacity='0.134' d='M1.05,2 L3,4'/>\n"
        + "<text>0.12345 w3.org</text>")
    #expect(
      text == """
        <path stroke='#090909' stroke-width="0.8" fill = '#0102ff' d='M1.2,2 3.5,4zM7,2 3.5,4z'/>
        <path stroke='black' fill-opacity='0.13' d='M1,2 3,4'/>
        <text>0.12345 w3.org</text>

        """)
  }
}
