/// The rounds of M-SGC: every worker serves W − 1 + B jobs in a round, a small part of each.
///
/// The data of a job are W − 1 plain chunks of every worker and B groups of coded pieces, of which any
/// n − λ of a group's n decode. Slot m of round r is for job r − m. In its first W − 1 slots a worker does
/// the job's next plain chunk; in the others a plain chunk that it lost by being late, or else its coded
/// piece of group m − (W − 1). A worker that is late loses all its slots of the round. Job t is decoded
/// after round t + W − 2 + B, for every pattern that the (B, W, λ) model allows.
///
/// - Source: Krishnan, Ebrahimi, Khisti, "Sequential Gradient Coding For Straggler Mitigation", ICLR
///   2023, arXiv:2211.13802, section 3.
struct MultiplexedRounds: SequentialRounds {
  /// What has come of a job.
  private struct Job {
    /// Plain chunks that each worker still owes.
    var owed: [Int]
    /// Who has sent the coded piece of each group.
    var coded: [Set<Int>]
  }

  /// What a worker does in a slot.
  enum Piece: Equatable {
    case plain
    case coded(group: Int)
  }

  /// n.
  let workers: Int
  private var model: BurstModel
  private var round = 0
  private var jobs: [Int: Job] = [:]
  private let last: Int

  /// - Parameter jobs: How many there are.
  init(workers: Int, burst: Int, window: Int, distinct: Int, jobs: Int) {
    self.workers = workers
    model = BurstModel(burst: burst, window: window, distinct: distinct)
    last = jobs - 1
  }

  /// The part of the data that a worker evaluates in a round.
  static func load(workers n: Int, burst b: Int, window w: Int, distinct: Int) -> Double {
    let slots = Double(w - 1 + b)
    guard distinct < n else { return slots / Double(n * (w - 1)) }
    let copies = Double(distinct + 1)
    return copies * slots / (Double(n) * (Double(b) + Double(w - 1) * copies))
  }

  private var plainSlots: Int { model.window - 1 }
  var delay: Int { model.window - 2 + model.burst }
  var hasWork: Bool { true }

  mutating func open(round: Int) {
    self.round = round
    jobs[round - delay - 1] = nil
    guard round <= last else { return }
    jobs[round] = Job(
      owed: Array(repeating: plainSlots, count: workers),
      coded: Array(repeating: [], count: model.burst))
  }

  /// What a worker does for a job of the last W − 1 + B rounds.
  func piece(of job: Int, worker: Int) -> Piece? {
    guard let state = jobs[job] else { return nil }
    let slot = round - job
    if slot < plainSlots || state.owed[worker] > 0 { return .plain }
    return .coded(group: slot - plainSlots)
  }

  func bears(_ late: Set<Int>) -> Bool { model.allows(late) }

  /// Whether a job can be decoded with what has come.
  func isDecodable(_ job: Int) -> Bool {
    guard let state = jobs[job] else { return false }
    return state.owed.allSatisfy { $0 == 0 }
      && state.coded.allSatisfy { $0.count >= workers - model.distinct }
  }

  mutating func close(late: Set<Int>) {
    for job in jobs.keys {
      for worker in 0..<workers where !late.contains(worker) {
        switch piece(of: job, worker: worker) {
        case .plain: jobs[job]?.owed[worker] -= 1
        case .coded(let group): jobs[job]?.coded[group].insert(worker)
        case nil: break
        }
      }
    }
    model.append(late)
  }
}
