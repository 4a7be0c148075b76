import Console
import Foundation
import Kernels
public import Runs

/// What one machine says of itself, and travels as JSON.
public struct Diagnosis: Codable, Sendable {
  /// Its name.
  public var host: String
  /// Of the program.
  public var version: String
  /// Digest of the program's file; nil where it cannot be read.
  public var program: String?
  /// Files of the data, and digests of their contents; nil where they cannot be read.
  public var data: [Provenance.DataFile]?
  /// The kernels of OpenBLAS.
  public var kernels: String
  /// Seconds since 1970 when it was asked.
  public var clock: Double
  /// What its checks found.
  public var findings: [Finding]

  /// Looks at this machine.
  public init(_ job: Case) {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    host = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    clock = Date().timeIntervalSince1970
    version = PGCVersion.current
    kernels = blasCore()
    let provenance = try? Provenance(of: job.configuration)
    program = provenance?.program
    data = provenance?.data
    findings = Checkup.findings(for: job)
  }

  /// How another machine differs from this one where both must be alike.
  /// - Parameter asked: Seconds since 1970, on this machine's clock, when the other was asked, and when it
  ///   had answered.
  func comparison(with other: Diagnosis, asked: ClosedRange<Double>) -> [Finding] {
    var findings: [Finding] = []
    if other.version != version || other.program != program {
      findings.append(
        Finding(
          "program", .bad,
          other.version == version
            ? "the same version \(version), and another file"
            : "version \(other.version), and \(version) here",
          remedy: "install one package on all machines"))
    }
    switch (data, other.data) {
    case (let here?, let there?) where here.map(\.digest) != there.map(\.digest):
      let file = zip(here, there).first { $0.digest != $1.digest }?.0.file ?? "a file"
      findings.append(
        Finding(
          "data", .bad, "the content of \(file) is another",
          remedy: "copy the same file to all machines"))
    case (_?, nil):
      findings.append(
        Finding(
          "data", .bad, "the data set cannot be read there",
          remedy: "put it at the same place on every machine, or set PGC_DATA there"))
    default: break
    }
    let away = max(asked.lowerBound - other.clock, other.clock - asked.upperBound, 0)
    if away > 2 {
      findings.append(
        Finding(
          "clock", .bad, "is \(Int(away.rounded())) s away from this machine's",
          remedy: "let chrony or ntpd run on both: times in logs do not fit together"))
    }
    if other.kernels != kernels {
      findings.append(
        Finding(
          "BLAS kernels", .note, "OpenBLAS runs those of \(other.kernels), and of \(kernels) here",
          remedy: "results have other last bits; set OPENBLAS_CORETYPE alike to compare runs"))
    }
    return findings
  }
}
