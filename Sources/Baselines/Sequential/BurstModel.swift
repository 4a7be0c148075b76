/// The (B, W, λ) model of bursts: what late workers a sequential code is made for.
///
/// In any W rounds in a row at most λ different workers are late, and who is late in a round was not late
/// more than B − 1 and less than W rounds before: a burst is B rounds at most.
struct BurstModel: Sendable {
  /// B.
  let burst: Int
  /// W.
  let window: Int
  /// λ.
  let distinct: Int
  /// Late workers of the last W − 1 rounds, the newest last.
  private var rounds: [Set<Int>] = []

  init(burst: Int, window: Int, distinct: Int) {
    self.burst = burst
    self.window = window
    self.distinct = distinct
  }

  /// Whether these workers may be late in the next round.
  func allows(_ late: Set<Int>) -> Bool {
    guard rounds.reduce(late, { $0.union($1) }).count <= distinct else { return false }
    for (place, earlier) in rounds.enumerated() where rounds.count - place >= burst {
      if !earlier.isDisjoint(with: late) { return false }
    }
    return true
  }

  /// A round is over.
  mutating func append(_ late: Set<Int>) {
    rounds.append(late)
    if rounds.count >= window { rounds.removeFirst() }
  }
}
