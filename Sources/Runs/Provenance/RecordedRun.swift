public import Console
import Foundation
import Kernels

/// What a run's `run.json` says, as far as others need it.
public struct RecordedRun: Sendable {
  /// Options by name, lists joined by spaces.
  public let configuration: [String: String]
  /// `done`, or why it ended.
  public let outcome: String
  /// Nil in a record that is older than such entries.
  public let provenance: Provenance?
  /// Whose seconds its tables have.
  public let clock: RunClock
  /// What OpenBLAS said of itself, and the kernels it chose.
  public let kernels: String
  /// When it began: seconds since 1970.
  public let began: Double

  private struct Content: Decodable {
    var began: String?
    var outcome: String?
    var provenance: Provenance?
    var machine: Machine?
    var resolved: Resolved?
  }
  private struct Resolved: Decodable {
    var clock: String?
  }
  private struct Machine: Decodable {
    var blas: String?
    var blas_core: String?
  }

  /// Reads the record in a run's folder.
  /// - Throws: naming the file, where it is not there or no record.
  public init(folder: String) throws(RunError) {
    let path = folder + "/run.json"
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw RunError("\(path): cannot be read; name the folder of a run", exitCode: 2)
    }
    guard let content = try? JSONDecoder().decode(Content.self, from: bytes),
      let all = try? JSONSerialization.jsonObject(with: bytes) as? [String: Any]
    else { throw RunError("\(path): is no run's record; name the folder of a run", exitCode: 2) }
    outcome = content.outcome ?? "unknown"
    began = content.began.flatMap(WallTime.seconds) ?? 0
    provenance = content.provenance
    clock = content.resolved?.clock.flatMap(RunClock.init) ?? .virtual
    kernels = Self.kernels(content.machine?.blas_core, content.machine?.blas)
    var configuration: [String: String] = [:]
    for (name, value) in all["configuration"] as? [String: Any] ?? [:] {
      configuration[name] =
        (value as? [Any]).map { $0.map { "\($0)" }.joined(separator: " ") } ?? "\(value)"
    }
    self.configuration = configuration
  }

  /// The kernels of this process, in the same words.
  public static var kernelsHere: String { kernels(blasCore(), blasDescription()) }

  private static func kernels(_ core: String?, _ blas: String?) -> String {
    [core, blas].compactMap { $0 }.joined(separator: "; ")
  }
}
