import Coding
import Settings

/// What MindFlayer and Vecna ask of a user: trials, their seconds, and the chance that one hits.
struct TrialRequest: Sendable {
  let trials: [Int]
  let seconds: [Double]
  /// p_i.
  let chances: [Double]

  static let parameters: [Entry.Parameter] = [
    .init("trials", standard: "1", "B, trials a step of each worker, joined by +; from 1"),
    .init("seconds", standard: "no limit", "t, after which a trial is ended, of each worker"),
    .init("chances", standard: "1", "p, that a trial ends in time, of each worker; needs seconds"),
  ]

  init(_ request: SchemeRequest) throws(ConfigurationError) {
    let n = request.workers
    let counts = try request.numbersOfWorkers("trials", in: 1...1_000_000)
    for count in counts ?? [] where count != count.rounded() {
      throw ConfigurationError("--set trials: \(count) is not a whole number")
    }
    trials = (counts ?? Array(repeating: 1, count: n)).map { Int($0) }
    seconds =
      try request.numbersOfWorkers("seconds", in: 1e-9...1e12)
      ?? Array(repeating: .infinity, count: n)
    chances =
      try request.numbersOfWorkers("chances", in: 1e-6...1) ?? Array(repeating: 1, count: n)
    if request.settings["seconds"] == nil, request.settings["chances"] != nil {
      throw ConfigurationError("--set chances: trials without a limit of seconds all hit")
    }
  }
}
