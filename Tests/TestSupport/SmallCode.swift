public import Coding
import Runs
import Settings

/// A registered scheme with few workers, as a test of real processes takes it.
public struct SmallCode: Sendable, CustomStringConvertible {
  /// The scheme's name.
  public let name: String
  /// n.
  public let workers: Int
  /// s; 0 where the scheme has no use for it.
  public let stragglers: Int
  /// What it promises.
  public let promise: Promise

  /// One code of each scheme.
  ///
  /// It is of two stragglers and six workers, or the nearest number for which it exists. None is left out: one that exists for no such number fails where it is used.
  public static let all: [SmallCode] = Schemes.all.map { type in
    var configuration = RunConfiguration()
    configuration.scheme = type.description.entry.name
    configuration.workers = 6
    configuration.stragglers = 2
    let possible = (try? configuration.withPossibleWorkers()) ?? configuration
    return SmallCode(
      name: configuration.scheme, workers: possible.workers,
      stragglers: type.description.usesStragglers ? 2 : 0,
      promise: type.description.promise)
  }

  /// The options of a command line.
  public var options: [String] { ["--scheme", name, "--stragglers", "\(stragglers)"] }

  public var description: String { "\(name), n = \(workers), s = \(stragglers)" }
}
