/// Rows of which a step evaluates one block, in turn, and takes the others from memory.
///
/// Step 0 warms up: every block of a row is fresh. At step t ≥ 1 the block number
/// (t − 1 + phase) mod c of the row is fresh and the other c − 1 are the worker's last gradients of
/// them, so a worker that misses no step has none that is older than c − 1 steps.
///
/// Example, c = 2, phase 0, row g_0 + g_1: at steps 0, 1, 2, 3 the message holds the versions (0, 0),
/// (1, 0), (1, 2), (3, 2).
public struct RowsInTurn: Sendable {
  /// By row: for the warm-up, then for each block in turn.
  private let variants: [[[Term]]]
  private let phase: Int

  /// The rows of a code, all terms fresh.
  public init(_ rows: [[Term]], phase: Int = 0) {
    self.phase = phase
    variants = rows.map { row in
      [row]
        + row.indices.map { fresh in
          row.indices.map {
            Term(row[$0].block, row[$0].coefficient, $0 == fresh ? .fresh : .remembered)
          }
        }
    }
  }

  /// The terms of a row at a step.
  public func terms(row: Int, step: Int) -> [Term] {
    let choices = variants[row]
    return choices[step == 0 ? 0 : 1 + (step - 1 + phase) % (choices.count - 1)]
  }
}
