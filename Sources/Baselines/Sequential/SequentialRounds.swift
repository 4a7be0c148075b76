/// The rounds of a sequential code: which late workers it can do without, and what they leave undone.
///
/// Job t is given out in round t and decoded at the end of round t + T. A worker that is late in a round
/// loses what it did in it. Before the parameter server goes on without late workers it asks whether the
/// code bears them; otherwise it waits for everybody.
protocol SequentialRounds: Sendable {
  /// T, rounds from the one in which a job is given out to the one in which it is decoded.
  var delay: Int { get }
  /// Begins a round, from 0 on.
  mutating func open(round: Int)
  /// Whether anybody has something to do in the open round.
  var hasWork: Bool { get }
  /// Whether the open round may end without these workers.
  func bears(_ late: Set<Int>) -> Bool
  /// Ends the open round without these workers.
  mutating func close(late: Set<Int>)
}

/// The seconds of rounds, given how long every worker takes in each.
///
/// A worker is late where it takes more than 1 + μ times as long as the fastest. A round without which
/// the code bears the late ones lasts till then, or till everybody has answered; another lasts as long as
/// the slowest worker.
///
/// - Parameters:
///   - seconds: Of each round, of each worker; as many rounds as jobs and T.
///   - tolerance: μ.
/// - Source: the authors' programs of Krishnan, Ebrahimi, Khisti, "Sequential Gradient Coding For
///   Straggler Mitigation", ICLR 2023, arXiv:2211.13802.
func sequentialSeconds(
  _ rounds: some SequentialRounds, of seconds: [[Double]], tolerance: Double = 1
) -> (rounds: [Double], waited: Int) {
  var rounds = rounds
  var lengths: [Double] = []
  var waited = 0
  for (round, times) in seconds.enumerated() {
    rounds.open(round: round)
    guard rounds.hasWork else {
      lengths.append(0)
      rounds.close(late: [])
      continue
    }
    let slowest = times.max() ?? 0
    let limit = (1 + tolerance) * (times.min() ?? 0)
    let late = Set(times.indices.filter { times[$0] > limit })
    if rounds.bears(late) {
      lengths.append(min(limit, slowest))
      rounds.close(late: late)
    } else {
      waited += 1
      lengths.append(slowest)
      rounds.close(late: [])
    }
  }
  return (lengths, waited)
}

/// Rounds without a sequel: each bears a number of late workers, as a gradient code does.
struct SeparateRounds: SequentialRounds {
  let tolerated: Int
  var delay: Int { 0 }
  var hasWork: Bool { true }
  mutating func open(round: Int) {}
  func bears(_ late: Set<Int>) -> Bool { late.count <= tolerated }
  mutating func close(late: Set<Int>) {}
}
