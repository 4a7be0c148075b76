import Clusters
import Coding
import Training

/// The tables of a run: columns, and rows as text.
///
/// Numbers are written so that they read back the same.
enum RunFiles {
  static let stepsHeader =
    "step,time,waited,fresh,arrivals,recovery,staleness_mean,staleness_max,step_size,loss,"
    + "gradient_norm,residual,closer,evaluated,cancelled"

  static func row(_ r: StepRecord, _ work: TaskLedger) -> String {
    "\(r.step),\(r.time),\(r.waited),\(r.fresh),\(r.arrivals),\(r.coverage.recovery),"
      + "\(r.coverage.meanStaleness),\(r.coverage.maxStaleness),\(r.stepSize),\(r.loss),"
      + "\(r.gradientNorm),\(r.coverage.residual),"
      + "\(work.closer.map(String.init) ?? ""),\(work.evaluated),\(work.cancelled)"
  }

  static let arrivalsHeader = "step,worker,version,part,since_step,time"

  static func row(_ r: RecordedArrival, opened: Double) -> String {
    let a = r.arrival
    return "\(r.step),\(a.worker),\(a.version),\(a.part),\(a.time - opened),\(a.time)"
  }

  static let tasksHeader = "worker,version,blocks,began,ended,outcome"

  static func row(_ t: TaskLedger.Ended) -> String {
    let blocks = t.blocks.map(String.init).joined(separator: "+")
    return "\(t.worker),\(t.version),\(blocks),\(t.began),\(t.ended),\(t.outcome.rawValue)"
  }
}
