import Clusters
import Coding
import Training

/// The tables of a run: columns, and rows as text.
///
/// Numbers are written so that they read back the same; what there is none of is an empty field.
enum RunFiles {
  static let stepsHeader =
    "step,time,waited,fresh,arrivals,recovery,staleness_mean,staleness_max,step_size,loss,"
    + "gradient_norm,residual,closer,evaluated,cancelled,prediction_ratio"

  static func row(_ r: StepRecord) -> String {
    "\(r.step),\(r.time),\(r.waited),\(r.fresh),\(r.arrivals),\(r.coverage.recovery),"
      + "\(r.coverage.meanStaleness),\(r.coverage.maxStaleness),\(number(r.stepSize)),"
      + "\(number(r.loss)),\(number(r.gradientNorm)),\(r.coverage.residual),"
      + "\(r.closer.map(String.init) ?? ""),\(r.evaluated),\(r.cancelled),"
      + number(r.predictionRatio ?? .nan)
  }

  private static func number(_ value: Double) -> String { value.isNaN ? "" : "\(value)" }

  static let arrivalsHeader = "step,worker,version,part,since_step,time,event,turn,blocks"

  static func row(_ r: JournalRow, opened: Double) -> String {
    let time = r.event.time
    func row(_ worker: Int?, _ version: Int?, _ part: Int?, _ event: String, _ rest: String = ",")
      -> String
    {
      func text(_ value: Int?) -> String { value.map(String.init) ?? "" }
      return "\(r.step),\(text(worker)),\(text(version)),\(text(part)),\(time - opened),\(time),"
        + "\(event),\(rest)"
    }
    func row(_ m: JournalRow.Message, _ event: String) -> String {
      let blocks = (m.blocks ?? []).map(String.init).joined(separator: "+")
      return row(m.worker, m.version, m.part, event, "\(m.turn),\(blocks)")
    }
    switch r.event {
    case .message(let m): return row(m, "message")
    case .bad(let m): return row(m, "bad")
    case .opened: return row(nil, r.step, nil, "opened")
    case .deadline: return row(nil, nil, nil, "deadline")
    case .idle: return row(nil, nil, nil, "idle")
    case .lost(let worker, _): return row(worker, nil, nil, "lost")
    case .joined(let worker, _): return row(worker, nil, nil, "joined")
    }
  }

  static let tasksHeader = "worker,version,blocks,began,ended,outcome"

  static func row(_ t: TaskRecord) -> String {
    let blocks = t.assignment.blocks.map(String.init).joined(separator: "+")
    return "\(t.assignment.worker),\(t.assignment.version),\(blocks),\(t.began),\(t.ended),"
      + "\(t.outcome.rawValue)"
  }
}
