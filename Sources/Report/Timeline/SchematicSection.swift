/// The schematic in a page, with what has to be said before it is understood.
struct SchematicSection {
  let schematic: Schematic

  var html: HTML {
    let explorer = TimelineExplorer(
      timelines: schematic.timelines, window: schematic.window, unit: "seconds", name: "schematic",
      lessons: Schematic.parts.map(\.lesson), titles: Schematic.parts.map(\.title),
      showsBlocks: true)
    return """
      <section id="how">
      <h2 class="stay">How to read who computed what when</h2>
      <p>A model is trained step by step. One process, the parameter server, has the model. Before each step it \
      sends the model to all workers; each computes a gradient, which says how the model should change to fit that \
      worker's part of the data (its blocks); the server adds the answers up and changes the model. More steps in the \
      same time make a better model sooner, as long as the updates speak for all of the data. A worker that is late is \
      called a <em>straggler</em>.</p>
      <p>Four workers do this below, and worker \(Schematic.slow) takes more than twice as long as the others. A row \
      is a worker, a bar is one task, the number in it is the block of data that it is about, and a black line is where \
      a step ends and the next model goes out. A task that is dropped is broken off there, and its worker begins anew. \
      Below each picture stands a cell for each answer, with how many steps old it is: 0 was computed on the newest \
      model, and – is none.</p>
      \(explorer.html)
      <p>Move the time, or go from step to step, to see the cells change. An old gradient is not quite right any more, \
      but the block that it speaks for is not forgotten.</p>
      </section>

      """
  }
}
