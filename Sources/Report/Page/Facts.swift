/// What the head of a page says of its plan.
struct Facts {
  let tables: ResultTables
  let palette: SchemePalette

  var html: HTML {
    let about = tables.about
    let seeds = (about["seeds"] ?? "").replacing(" ", with: ", ")
    let names = tables.schemes.map {
      "<li>\(Cell(scheme: $0, palette).html)</li>" as HTML
    }
    var pairs: [(String, HTML)] = [
      ("schemes", "<ul class=\"legend\">\(names)</ul>"),
      ("seeds", "\(seeds)"),
      ("clock", "\(tables.seconds)"),
      ("intervals", "\(tables.intervalText)"),
    ]
    if let delays = about["delays_of_no_seed"], !delays.isEmpty {
      pairs.append(
        (
          "same for every seed",
          "the delays \(delays); times that depend on them alone have no interval"
        ))
    }
    // Problems may have targets of their own, in place of those of the plan.
    let own = Set(tables.combinations.map { tables.targets(in: $0) }.filter { !$0.isEmpty })
    if own.count > 1 {
      pairs.append(("targets", "each combination's own; the overview has the first of each"))
    } else if let targets = own.first {
      pairs.append(("targets", "\(targets.map { Name.target($0) }.joined(separator: ", "))"))
    }
    if own.contains(where: { $0.contains { $0.hasPrefix("relative=") } }) {
      pairs.append(
        (
          "loss gap",
          "how far the regularized loss is above the best known one, as a share of how far it is at the start"
        ))
    }
    if let tuning = about["tuning_seeds"], !tuning.isEmpty {
      pairs.append(("tuned on seeds", "\(tuning.replacing(" ", with: ", "))"))
    }
    if let base = about["base"], !base.isEmpty { pairs.append(("all runs", "\(base)")) }
    pairs.append(("version", "\(about["version"] ?? "")"))
    return "<dl>\(pairs.map { "<dt>\($0)</dt><dd>\($1)</dd>\n" as HTML })</dl>"
  }
}
