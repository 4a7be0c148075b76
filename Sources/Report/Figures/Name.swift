import Console
import Runs

/// What readers are told for words of tables.
enum Name {
  /// `test accuracy` for `test_accuracy`.
  static func of(_ metric: String) -> String {
    switch metric {
    case "train_loss": "training loss"
    case "objective": "regularized loss"
    default:
      metric.replacing("_", with: " ").replacing("auc", with: "AUC").replacing("mse", with: "MSE")
        .replacing("r2", with: "R²")
    }
  }

  /// `training loss = 0.4` for `train_loss=0.4`.
  static func target(_ target: String) -> String {
    guard let sign = target.firstIndex(of: "=") else { return of(target) }
    let name = String(target[..<sign])
    // The loss has come that share of its way to the best known one.
    if name == Target.relative { return "loss gap ≤ \(target[target.index(after: sign)...])" }
    return
      "\(of(name)) \(Target.falls(name) ? "≤" : "≥") \(target[target.index(after: sign)...])"
  }

  static func variant(_ variant: String) -> String {
    switch variant {
    case "tuned": "with each scheme's own tuned step size"
    case "common": "with one common step size"
    default: "as the plan gives it"
    }
  }
}
