public import Settings

/// When workers are lost in virtual time, and when they join again.
public struct Absences: Equatable, Sendable {
  /// A worker is lost or joins.
  struct Change: Equatable, Sendable {
    let time: Double
    let worker: Int
    let isLoss: Bool
  }

  /// Earliest first; at equal times losses come first, then by worker.
  let changes: [Change]

  /// Nobody is ever lost.
  public static let none = Absences([])

  private init(_ changes: [Change]) { self.changes = changes }

  /// Reads "2@3.5,4@1-6": worker 2 is lost after 3.5 seconds for good, worker 4 from 1 to 6 seconds.
  /// - Throws: where it is not so written, names no worker, or a worker is lost while it is away.
  public init(parsing text: String, workers: Int) throws(ConfigurationError) {
    var changes: [Change] = []
    var ends: [Int: Double] = [:]
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      func refuse(_ problem: String) -> ConfigurationError {
        ConfigurationError("--losses \(text): '\(word)' \(problem)")
      }
      let names = word.split(separator: "@", omittingEmptySubsequences: false)
      guard names.count == 2, let worker = Int(names[0]), worker >= 0, worker < workers else {
        throw refuse("names no worker from 0 to \(workers - 1), as in 2@3.5 or 2@1-6")
      }
      let times = names[1].split(separator: "-", omittingEmptySubsequences: false).map {
        Double($0)
      }
      guard (1...2).contains(times.count), let lost = times[0], lost >= 0, lost.isFinite,
        let back = times.count == 1 ? .infinity : times[1], back > lost,
        times.count == 1 || back.isFinite
      else { throw refuse("has no time in seconds behind the @, as in 2@3.5 or 2@1-6") }
      guard lost > ends[worker] ?? -1 else {
        throw refuse("is a loss of a worker that is away; name a worker's losses in order")
      }
      ends[worker] = back
      changes.append(Change(time: lost, worker: worker, isLoss: true))
      if back.isFinite { changes.append(Change(time: back, worker: worker, isLoss: false)) }
    }
    self.init(
      changes.sorted {
        ($0.time, $0.isLoss ? 0 : 1, $0.worker) < ($1.time, $1.isLoss ? 0 : 1, $1.worker)
      })
  }
}
