import Console
import Foundation
import Runs

/// The best losses that were found, one file a problem, beside the runs of all plans.
public struct BestLossStore: Sendable {
  /// The folder.
  public let root: String

  /// A store in a folder, which is made when something is kept.
  public init(_ root: String) { self.root = root }

  /// What is known of a problem.
  func known(_ key: String) -> BestLoss? {
    FileManager.default.contents(atPath: "\(root)/\(key).json").flatMap {
      try? JSONDecoder().decode(BestLoss.self, from: $0)
    }
  }

  /// Keeps what was found.
  func keep(_ best: BestLoss, as key: String) throws(RunError) {
    try makeFolder(root)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    guard let bytes = try? encoder.encode(best) else {
      throw RunError("\(root)/\(key).json: the best loss cannot be written as JSON")
    }
    try AtomicFile.replace(
      "\(root)/\(key).json", with: String(decoding: bytes, as: UTF8.self) + "\n")
  }
}

extension RunStore {
  /// The best losses beside its runs.
  public var bestLosses: BestLossStore { BestLossStore(root + "/best-losses") }
}
