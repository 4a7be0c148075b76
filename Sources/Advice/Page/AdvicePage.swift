import Report

extension Advice {
  /// The answer as one page of HTML that needs nothing else.
  /// - Throws: where the timelines cannot be replayed, as those of the answer were.
  public func page() throws -> String {
    let timelines = try TimelinePair(self).html
    let content: HTML = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(table.name): which scheme would have helped</title>
      <link rel="icon" href="data:,">
      <style>
      \(Style.sheet)\(AdviceStyle.sheet)</style>
      </head>
      <body>
      <header id="top">
      <h1>Which scheme would have helped</h1>
      <p class="lead">\(table.name): \(table.workers.count) workers, \(table.steps.count) steps</p>
      </header>
      <main>
      <section>
      \(sentences.prefix(2).map { "<p class=\"answer\">\($0)</p>\n" as HTML })
      <p class="answer">\(chosen == nil ? "Stay with uncoded steps:" : "Run it on MPI:")</p>
      <pre>\(command)</pre>
      </section>
      <section>
      <h2 class="stay">What happened, and what would have happened</h2>
      \(timelines)
      </section>
      <section>
      <h2 class="stay">Who was slow</h2>
      \(HeatMap(self).html)
      \(AdviceTables(self).workers)
      \(AdviceTables(self).findings)
      </section>
      <section>
      <h2 class="stay">What would have helped</h2>
      \(AdviceTables(self).schemes)
      \(AdviceTables(self).trained)
      <div class="two">\(SensitivityDrawing(self).html)\(WaitingDrawing(self).html)</div>
      </section>
      <section>
      <h2 class="stay">Floors, fits and notes</h2>
      \(AdviceTables(self).floors)
      \(AdviceTables(self).fits)
      \(AdviceTables(self).notes)
      </section>
      </main>
      <div id="tip" role="status"></div>
      <script>
      \(AdviceStyle.script)
      </script>
      </body>
      </html>

      """
    return content.text
  }
}
