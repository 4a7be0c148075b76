public import Coding
import Runs
import Settings

/// A registered scheme with few workers, as a test of real processes takes it.
public struct SmallCode: Sendable, CustomStringConvertible {
  /// The scheme's name.
  public let name: String
  /// n.
  public let workers: Int
  /// s.
  public let stragglers: Int
  /// What it promises.
  public let promise: Promise

  /// One code of each scheme: of six workers and two stragglers, or as near to that as there is one.
  public static let all: [SmallCode] = Schemes.all.compactMap { type in
    let description = type.description
    for n in [6, 7, 5, 8] {
      for s in [2, 1, 3, 0] {
        let name = description.entry.name
        guard (try? makeScheme(name, workers: n, stragglers: s)) != nil else { continue }
        return SmallCode(name: name, workers: n, stragglers: s, promise: description.promise)
      }
    }
    return nil
  }

  /// The options of a command line.
  public var options: [String] { ["--scheme", name, "--stragglers", "\(stragglers)"] }

  public var description: String { "\(name), n = \(workers), s = \(stragglers)" }
}
