import Learning
import Settings
import Staleness

/// A line about momentum on stale gradients, where a run has both.
struct MomentumNote {
  private let momentum: Double
  private let rule: StaleMomentum
  private let staleness: Double

  /// Of a run whose gradients were `staleness` steps old on average; nil where nothing is to be said.
  init?(_ configuration: RunConfiguration, meanStaleness staleness: Double) {
    guard staleness > 0.01,
      let spec = try? Spec(parsing: configuration.optimizer, option: "--optimizer"),
      let momentum = try? Optimizers.momentum(of: spec), momentum > 0
    else { return nil }
    self.momentum = momentum
    self.staleness = staleness
    rule = StaleMomentum(meanStaleness: staleness)
  }

  /// Whether 1/L, the usual step, may diverge.
  private var isNarrow: Bool { rule.largestStep(momentum: momentum) < 1 }

  /// The line.
  var text: String {
    func rounded(_ value: Double) -> String { String(rounding: value, to: 2) }
    let limit =
      "\(momentum) on gradients \(rounded(staleness)) steps old is stable for steps below "
      + "\(rounded(rule.largestStep(momentum: momentum)))/L"
    return isNarrow
      ? limit + "; momentum below \(rounded(rule.largestMomentum(step: 1))) is up to 1/L" : limit
  }
}
