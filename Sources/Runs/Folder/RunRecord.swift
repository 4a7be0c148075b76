import Console
import Foundation
import Kernels

/// A worker that was lost, in `run.json`.
public struct LossRecord: Encodable, Sendable {
  /// Which one, and when, in seconds since the run began.
  public var worker: Int
  public var time: Double
  /// How it was noticed.
  public var sign: String
  /// When it was there again.
  public var back: Double?

  /// A loss.
  public init(worker: Int, time: Double, sign: String, back: Double?) {
    self.worker = worker
    self.time = time
    self.sign = sign
    self.back = back
  }
}

/// `run.json`: all that is needed to repeat a run and to judge its numbers.
struct RunRecord {
  var configuration: RunConfiguration
  var provenance: Provenance
  var lateWork: String
  var waitsFor: String
  var clock: String
  var transport: String
  /// d; nil, like the sizes of blocks, in a run of times alone.
  var parameters: Int?
  var blockSizes: [Int]?
  var began: String
  var ended: String?
  var outcome: String
  var summary: RunSummary?
  var evaluation: [(name: String, value: Double)] = []
  var losses: [LossRecord] = []

  private struct Content: Encodable {
    /// The command of `pgc-train`, and the run that it repeats.
    var command: String
    var record: String?
    var configuration: RunConfiguration
    var provenance: Provenance
    var resolved: Resolved
    var outcome: String
    var began: String
    var ended: String?
    var result: [String: Double]
    var losses: [LossRecord]?
    var machine: Machine
  }
  private struct Resolved: Encodable {
    var lateWork: String
    var waitsFor: String
    var clock: String
    var parameters: Int?
    var samples: Int?
    var smallestBlock: Int?
    var largestBlock: Int?
  }
  private struct Machine: Encodable {
    var host: String
    var processors: Int
    var transport: String
    var blas: String
    /// The processor whose kernels it chose.
    var blasCore: String
    var swift: String
    var version: String
    /// Bytes; of the parameter server where there are several processes.
    var peakMemory: Int?
  }

  func write(to path: String) throws(RunError) {
    var result: [String: Double] = [:]
    if let summary {
      result["steps"] = Double(summary.steps)
      result["time"] = summary.time
      // JSON has no word for a number that is not finite.
      if summary.lastLoss.isFinite { result["loss"] = summary.lastLoss }
      if let reached = summary.reached { result["target_time"] = reached.time }
    }
    for (name, value) in evaluation where value.isFinite { result[name] = value }
    let content = Content(
      command: configuration.mode.rawValue, record: configuration.record,
      configuration: configuration, provenance: provenance,
      resolved: Resolved(
        lateWork: lateWork, waitsFor: waitsFor, clock: clock, parameters: parameters,
        samples: blockSizes?.reduce(0, +), smallestBlock: blockSizes?.min(),
        largestBlock: blockSizes?.max()),
      outcome: outcome, began: began, ended: ended, result: result,
      losses: losses.isEmpty ? nil : losses,
      machine: Machine(
        host: ProcessInfo.processInfo.hostName, processors: ProcessInfo.processInfo.processorCount,
        transport: transport, blas: blasDescription(), blasCore: blasCore(), swift: swiftVersion,
        version: PGCVersion.current, peakMemory: peakMemory()))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    guard let bytes = try? encoder.encode(content) else {
      throw RunError("\(path): the record cannot be written as JSON")
    }
    try AtomicFile.replace(path, with: String(decoding: bytes, as: UTF8.self) + "\n")
  }

  private var swiftVersion: String {
    #if compiler(>=6.4)
      "6.4 or later"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }
}

/// The wall's date and time, for records only.
enum WallTime {
  /// In ISO 8601, universal time.
  static func now() -> String { Date().formatted(.iso8601) }

  /// Seconds since 1970 at a time that `now` gave; nil for other text.
  static func seconds(_ text: String) -> Double? {
    (try? Date(text, strategy: .iso8601))?.timeIntervalSince1970
  }
}
