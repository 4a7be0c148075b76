import Console
import Foundation
public import Runs

/// What a run is called in the store: its scheme and seed for people, and a hash of all that decides
/// its result.
///
/// The hash is FNV-1a of 128 bits over the resolved configuration, the cluster, and the digests of the
/// program and of the data: a run that another program did, or of other data, is another run. It guards
/// against no one; the store compares configurations as well.
public struct RunKey: Hashable, Sendable, CustomStringConvertible {
  /// The folder's name.
  public let description: String

  /// The key of a configuration.
  public init(
    _ configuration: RunConfiguration, cluster: PlanCluster, provenance: Provenance
  ) {
    var text =
      PGCVersion.current + "\n" + provenance.text + "\n" + Self.json(configuration)
    if case .mpi(let template) = cluster { text += "\n" + template }
    let hash = String(Self.fnv1a(text), radix: 16)
    description =
      configuration.suggestedName + "-" + String(repeating: "0", count: 32 - hash.count) + hash
  }

  /// The configuration as `pgc-train --config` reads it, keys in order.
  static func json(_ configuration: RunConfiguration) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    // Nothing in a configuration is not finite, so it can always be written.
    return (try? encoder.encode(configuration)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// - Source: Fowler, Noll, Vo, "The FNV Non-Cryptographic Hash Algorithm", IETF draft-eastlake-fnv.
  static func fnv1a(_ text: String) -> UInt128 {
    var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
    for byte in text.utf8 {
      hash ^= UInt128(byte)
      hash = hash &* 0x0000_0000_0100_0000_0000_0000_0000_013B
    }
    return hash
  }
}

/// One run that a plan needs.
public struct PlannedRun: Hashable, Sendable {
  /// Complete, with its seed.
  public let configuration: RunConfiguration
  /// The program that does it, and the data it reads.
  public let provenance: Provenance
  /// Where it runs.
  public let cluster: PlanCluster
  /// Its name in the store.
  public let key: RunKey
  /// What a reader calls it.
  public let label: String

  init(
    _ configuration: RunConfiguration, cluster: PlanCluster, provenance: Provenance, label: String
  ) {
    self.configuration = configuration
    self.provenance = provenance
    self.cluster = cluster
    self.label = label
    key = RunKey(configuration, cluster: cluster, provenance: provenance)
  }
}
