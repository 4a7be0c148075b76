import Console

extension ResultTables {
  /// Anchors of a combination beside what was measured; empty where the folder has none.
  func boundsView(in combination: Combination) -> HTML {
    var view = TableView(
      """
      Anchors in \(seconds), from the task times that <code>uncoded</code> recorded. <em>Instance</em>: \
      the steps that wait-for-all took to the target, its seconds, and the seconds in which its workers \
      evaluate as many gradients if nobody ever pauses; a method that needs fewer sweeps can be below. \
      <em>Order</em>: theory for gradients without noise, constants not known, with the same steps in place \
      of L Δ / ε: the slowest worker's seconds a step where blocks are unlike, the fastest one's where \
      they are alike. Who evaluates whole blocks and computes nothing twice gains at most the last \
      column a sweep.
      """,
      [
        "scheme", "variant", "target", "steps", "instance: wait for all", "instance: never pause",
        "order: unlike", "order: alike", "most ahead a sweep",
      ], words: 3)
    for row in rows("bounds", in: combination) {
      view.add(
        ["\(row["scheme"])", "\(row["variant"])", "\(Name.target(row["target"]))"]
          + [
            "exact_steps", "exact_seconds", "least_seconds", "order_unlike", "order_alike",
            "most_ahead",
          ].map { "\(Digits.short(row.number($0)))" })
    }
    return view.isEmpty ? "" : view.html
  }
}
