import Console

extension ResultTable {
  /// Anchors of a combination beside what was measured; nil where the folder has none.
  var bounds: TableView? {
    var view = TableView(
      """
      Anchors in \(tables.seconds), from the task times that uncoded recorded. Instance: the steps that \
      wait-for-all took to the target, its seconds, and the seconds in which its workers evaluate as many \
      gradients if nobody ever pauses; a method that needs fewer sweeps can be below. Order: theory for \
      gradients without noise, constants not known, with the same steps in place of L Δ / ε: the slowest \
      worker's seconds a step where blocks are unlike, the fastest one's where they are alike. Who \
      evaluates whole blocks and computes nothing twice gains at most the last column a sweep.
      """,
      [
        "scheme", "variant", "target", "steps", "instance: wait for all", "instance: never pause",
        "order: unlike", "order: alike", "most ahead a sweep",
      ], words: 3)
    let numbers = [
      "exact_steps", "exact_seconds", "least_seconds", "order_unlike", "order_alike", "most_ahead",
    ]
    for row in tables.rows("bounds", in: combination) {
      view.add(
        [name(row["scheme"]), Cell(row["variant"]), Cell(Name.target(row["target"]))]
          + numbers.map { Cell(Digits.short(row.number($0))) })
    }
    return view.isEmpty ? nil : view
  }
}
