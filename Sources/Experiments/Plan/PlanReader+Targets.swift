import Runs
import Settings

extension PlanReader {
  /// `targets` of a plan or of an entry: a list, or relative ones and metrics apart.
  func targets(_ node: PlanNode) throws(ConfigurationError) -> [Target] {
    guard node.isMapping else { return try targets(node, of: nil) }
    let found = try node.pairs(among: [Target.relative, "metrics"])
    var targets: [Target] = []
    if let shares = found[Target.relative] {
      targets += try self.targets(shares, of: Target.relative)
    }
    if let metrics = found["metrics"] { targets += try self.targets(metrics, of: nil) }
    return targets
  }

  /// - Parameter metric: What the values are of; nil where each names its own.
  private func targets(_ node: PlanNode, of metric: String?) throws(ConfigurationError) -> [Target]
  {
    var targets: [Target] = []
    for text in try node.texts() {
      let target = try node.located { () throws(ConfigurationError) in
        try Target(parsing: metric.map { "\($0)=\(text)" } ?? text, option: "target")
      }
      guard target.metric != Target.relative || target.value > 0 else {
        throw node.wrong("\(target): must be above 0, such as \(Target.relative)=0.001")
      }
      targets.append(target)
    }
    return targets
  }
}
