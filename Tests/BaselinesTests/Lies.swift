import Clusters
import Coding
import Kernels
import Staleness
import TestSupport
import Training

/// Trainings in which some workers lie.
enum Lies {
  /// What liars send.
  static let kinds = [
    "sign-flip:factor=3", "scaled:factor=100", "constant:value=-100", "colluding:factor=2",
  ]

  /// The attack of some workers.
  static func attack(_ kind: String, by workers: [Int], of n: Int) throws -> Attack? {
    guard !workers.isEmpty else { return nil }
    let who = workers.map(String.init).joined(separator: "+")
    return try Attack(kind + (kind.contains(":") ? "," : ":") + "workers=" + who, workers: n)
  }

  /// Some steps in virtual time; nobody is late.
  static func train(
    _ scheme: any Scheme, _ source: Quadratic,
    by estimator: inout any Estimator<Double> & ~Copyable, steps: Int = 3
  ) throws -> Recording {
    let rehearsal = Rehearsal(
      scheme, source, delays: ScriptedDelays(late: [[]]), steps: steps, stepSize: 0.2)
    let recording = Recording()
    var cluster = VirtualCluster(scheme, source: source, timing: rehearsal.timing)
    try rehearsal.run(on: &cluster, by: &estimator, seenBy: recording)
    return recording
  }
}
