import Cluster
import Coding
import Training

/// The tables of a run: columns, and rows as text.
///
/// Numbers are written so that they read back the same.
enum RunFiles {
  static let stepsHeader =
    "step,time,waited,fresh,arrivals,recovery,staleness_mean,staleness_max,step_size,loss,"
    + "gradient_norm,residual"

  static func row(_ r: StepRecord) -> String {
    "\(r.step),\(r.time),\(r.waited),\(r.fresh),\(r.arrivals),\(r.coverage.recovery),"
      + "\(r.coverage.meanStaleness),\(r.coverage.maxStaleness),\(r.stepSize),\(r.loss),"
      + "\(r.gradientNorm),\(r.coverage.residual)"
  }

  static let arrivalsHeader = "step,worker,version,part,since_step,time"

  static func row(_ r: RecordedArrival, opened: Double) -> String {
    let a = r.arrival
    return "\(r.step),\(a.worker),\(a.version),\(a.part),\(a.time - opened),\(a.time)"
  }
}
