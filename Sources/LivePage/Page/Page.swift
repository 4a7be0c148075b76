/// The page that a browser is given: one file without references, which asks for the state once a second.
enum Page {
  /// The page.
  /// - Parameter nonce: What marks its own scripts and styles as allowed.
  static func text(nonce: String) -> String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>PGC live</title>
    <link rel="icon" href="data:,">
    <style nonce="\(nonce)">\(style)</style>
    </head>
    <body>
    \(frame)
    <script nonce="\(nonce)">\(lines)\(run)\(plan)\(loop)</script>
    </body>
    </html>

    """
  }

  /// What stands still.
  private static let frame = """
    <header>
      <div><h1 id="title">PGC</h1><p id="lead" class="quiet"></p></div>
      <p id="status" class="status" role="status">connecting</p>
    </header>
    <div id="bar" class="bar" hidden><div id="filled"></div></div>
    <main>
      <dl id="tiles" class="tiles"></dl>
      <div id="charts" class="charts"></div>
      <section id="people" hidden>
        <h2>Workers</h2>
        <p class="key"><span class="swatch fresh"></span>fresh: on the current model
          <span class="swatch late"></span>late: on an older one <span id="since"></span></p>
        <div class="scroll"><table id="workers"></table></div>
      </section>
      <section id="over" hidden><h2>Ended</h2><div class="scroll"><table id="ended"></table></div></section>
      <noscript><p>This page needs JavaScript.</p></noscript>
    </main>
    """
}
