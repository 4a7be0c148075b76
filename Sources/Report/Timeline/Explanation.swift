/// The schematic for readers who know nothing of coding: as a picture, and as a page that plays.
public enum Explanation {
  /// An SVG drawing that needs nothing else.
  public static func picture() throws -> String {
    SchematicPicture(schematic: try Schematic()).svg
  }

  /// A page that needs nothing else.
  public static func page() throws -> String {
    let html: HTML = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Four workers, one of them slow</title>
      <link rel="icon" href="data:,">
      <style>
      \(Style.sheet)\(TimelineStyle.sheet)\(ExplorerScript.style)</style>
      </head>
      <body>
      <svg class="defs" width="0" height="0" aria-hidden="true">\(TimelineStyle.hatch)</svg>
      <header id="top"><h1>Four workers, one of them slow</h1></header>
      <main>
      \(SchematicSection(schematic: try Schematic()).html)
      \(Lesson.html)
      </main>
      <script>
      \(ExplorerScript.script)</script>
      </body>
      </html>

      """
    return html.text
  }
}
