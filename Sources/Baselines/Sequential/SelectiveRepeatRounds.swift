/// The rounds of SR-SGC: job t in round t, and who is still needed for it again in round t + B.
struct SelectiveRepeatRounds: SequentialRounds {
  /// n.
  let workers: Int
  /// s, late results that a job does without.
  let tolerated: Int
  /// The number of jobs; nil where they go on for ever.
  let jobs: Int?
  private var model: BurstModel
  private var round = 0
  /// Who has sent a result of the last B + 1 jobs, by job mod (B + 1).
  private var delivered: [Set<Int>]
  /// Who does an earlier job again in the open round.
  private(set) var repeaters: Set<Int> = []

  init(workers: Int, burst: Int, window: Int, distinct: Int, jobs: Int? = nil) {
    self.workers = workers
    self.jobs = jobs
    model = BurstModel(burst: burst, window: window, distinct: distinct)
    tolerated = Self.tolerated(burst: burst, window: window, distinct: distinct)
    delivered = Array(repeating: [], count: burst + 1)
  }

  /// s = ⌈B λ / (W − 1 + B)⌉.
  static func tolerated(burst: Int, window: Int, distinct: Int) -> Int {
    let parts = window - 1 + burst
    return (burst * distinct + parts - 1) / parts
  }

  var delay: Int { model.burst }

  private func isJob(_ job: Int) -> Bool { job >= 0 && job < jobs ?? .max }

  /// Who has sent a result of a job of the last B + 1 rounds.
  func senders(of job: Int) -> Set<Int> { delivered[job % delivered.count] }

  /// Whether a job can be decoded.
  func isDecodable(_ job: Int) -> Bool { senders(of: job).count >= workers - tolerated }

  mutating func open(round: Int) {
    self.round = round
    delivered[round % delivered.count] = []
    repeaters = []
    let job = round - model.burst
    guard isJob(job) else { return }
    let missing = (0..<workers).filter { !senders(of: job).contains($0) }
    repeaters = Set(missing.prefix(max(0, missing.count - tolerated)))
  }

  var hasWork: Bool { isJob(round) || !repeaters.isEmpty }

  /// What a worker does in the open round; nil where there is nothing.
  func job(of worker: Int) -> Int? {
    if repeaters.contains(worker) { return round - model.burst }
    return isJob(round) ? round : nil
  }

  func bears(_ late: Set<Int>) -> Bool { model.allows(late) }

  /// A result of a job has come.
  mutating func deliver(_ job: Int, from worker: Int) {
    guard job <= round, job >= round - model.burst, job >= 0 else { return }
    delivered[job % delivered.count].insert(worker)
  }

  mutating func close(late: Set<Int>) {
    for worker in 0..<workers where !late.contains(worker) {
      if let job = job(of: worker) { deliver(job, from: worker) }
    }
    end(late: late)
  }

  /// The open round is over; what came in it is already told.
  mutating func end(late: Set<Int>) {
    // A round that the code bears by itself puts no load on later ones.
    model.append(late.count <= tolerated && repeaters.isEmpty ? [] : late)
  }
}
