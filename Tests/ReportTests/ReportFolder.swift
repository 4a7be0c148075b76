import Foundation

/// A folder of small tables: two combinations, three schemes of which one ignores an axis and one
/// fails in all its runs, tuned and common step sizes, and a timeline.
final class ReportFolder {
  let path: String
  let tables: [String: String]

  init() throws {
    path = NSTemporaryDirectory() + "report-\(UUID().uuidString)"
    tables = Self.tables()
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in tables { try write(name, text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    try text.write(toFile: "\(path)/\(name).csv", atomically: false, encoding: .utf8)
  }

  func remove(_ file: String) throws {
    try FileManager.default.removeItem(atPath: "\(path)/\(file)")
  }

  func read(_ file: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
  }

  /// Lines that have results: the others are those of `is-sgd`, whose runs all failed.
  static let done = [("any", "uncoded"), ("1", "pgc"), ("2", "pgc")]

  private static func tables() -> [String: String] {
    var texts = [
      "about": """
      key,value
      name,tiny
      description,"a <tiny> plan, for tests"
      clock,virtual
      seeds,1 2
      tuning_seeds,7
      targets,train_loss=0.4
      plan,experiments/tiny.yaml
      reference,uncoded
      interval,t
      axes,delay s
      schemes,uncoded is-sgd pgc
      base,workers=2
      version,0

      """,
      "runs":
        "delay,s,scheme,variant,seed,outcome,late_work_used,stragglers_used,step_size_used\n",
      "summary":
        "delay,s,scheme,variant,quantity,target,runs,n,mean,low,high,method,share_reached\n",
      "curves": "delay,s,scheme,variant,axis,x,metric,mean,low,high\n",
      "equal": "delay,s,scheme,variant,axis,share_of_budget,x,metric,mean,low,high\n",
      "speedups":
        "delay,s,scheme,variant,reference,target,axis,pairs,only_scheme,only_reference,neither,geometric_mean,low,high,wins\n",
      "tuning":
        "delay,s,scheme,candidate,late_work_used,target,runs,reached,diverged,failed,mean_time_to,mean_final,chosen\n",
      "step_times": "delay,s,scheme,variant,mean,p05,p25,p50,p75,p95,p99\n",
      "recovery": "delay,s,scheme,variant,from,below,share\n",
      "staleness": "delay,s,scheme,variant,staleness_max,share\n",
      "timeline": "delay,s,scheme,variant,seed,worker,version,blocks,began,ended,outcome\n",
      "timeline_steps": "delay,s,scheme,variant,step,closed\n",
      "commands": "delay,s,scheme,variant,seed,command\n",
      "failures": "delay,s,scheme,variant,seed,reason\n",
    ]
    func add(_ table: String, _ row: String) { texts[table]? += row + "\n" }
    for (s, scheme) in done + [("1", "is-sgd"), ("2", "is-sgd")] {
      for variant in ["common", "tuned"] {
        let key = "a,\(s),\(scheme),\(variant)"
        let late = scheme == "pgc" ? "finish" : "cancel"
        let outcome = scheme == "is-sgd" ? "failed" : "done"
        for seed in 1...2 { add("runs", "\(key),\(seed),\(outcome),\(late),\(s),0.5") }
        add("commands", "\(key),1,pgc-train --scheme \(scheme) --delay 'a<b'")
        guard scheme != "is-sgd" else {
          add("failures", "\(key),1,no such code for s = \(s)")
          continue
        }
        add("summary", "\(key),seconds_per_step,,2,2,1.5,1.2,1.8,t,")
        add("summary", "\(key),final_train_loss,,2,2,0.25,0.2,0.3,t,")
        add("summary", "\(key),time_to,train_loss=0.4,2,2,3.5,3.1,3.9,t,1")
        for (axis, end) in [("time", 6.0), ("evaluations", 24), ("steps", 3)] {
          for point in 0...2 {
            let mean = 0.7 - 0.2 * Double(point)
            add(
              "curves",
              "\(key),\(axis),\(end * Double(point) / 2),train_loss,\(mean),\(mean - 0.1),\(mean + 0.1)"
            )
          }
          for share in ["0.25", "0.5", "1"] {
            add("equal", "\(key),\(axis),\(share),\(end),train_loss,0.3,0.2,0.4")
          }
          if scheme == "pgc" {
            add("speedups", "\(key),uncoded,train_loss=0.4,\(axis),2,0,0,0,1.5,1.2,1.9,2")
          }
        }
        add("step_times", "\(key),1.5,0.5,1,1.4,2,2.5,3")
        add("recovery", "\(key),0.75,0.8,0.25")
        add("recovery", "\(key),1,,0.75")
        add("staleness", "\(key),0,0.5")
        add("staleness", "\(key),1,0.5")
      }
      add("tuning", "a,\(s),\(scheme),step-size=0.5,cancel,train_loss=0.4,1,1,0,0,2,0.3,yes")
      guard scheme != "is-sgd" else { continue }
      let key = "a,\(s),\(scheme),common"
      for (worker, end, outcome) in [(0, 0.5, "fresh"), (1, 1.0, "awaited")] {
        add("timeline", "\(key),1,\(worker),0,\(worker),0,\(end),\(outcome)")
      }
      add("timeline", "\(key),1,0,1,0,1,2.5,\(scheme == "pgc" ? "late" : "cancelled")")
      add("timeline_steps", "\(key),0,1")
      add("timeline_steps", "\(key),1,2")
      add("commands", "a,\(s),\(scheme),timeline,1,pgc-train --scheme \(scheme) --record-tasks")
    }
    return texts
  }
}
