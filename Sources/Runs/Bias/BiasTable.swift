import Coding
import Foundation
import Settings

/// The table of who converges to what, for the documentation: every scheme, and methods made of one.
public enum BiasTable {
  /// What is more than a scheme's name: other settings, and what stands around a scheme.
  static let others: [BiasedMethod] = [
    BiasedMethod("pgc", lateWork: "cancel"),
    BiasedMethod("delay-adaptive", set: [("rule", "threshold"), ("concurrency", "1")]),
    BiasedMethod("rescaled-asgd", set: [("times", "1+1.7+2.9+5.3")]),
    BiasedMethod("assigned-asgd", set: [("order", "random")]),
    BiasedMethod("ringleader", set: [("model", "newest")]),
    BiasedMethod("aced", set: [("age", "2")]),
    BiasedMethod(
      "mindflayer", set: [("seconds", "2"), ("chances", "0.865+0.692+0.498+0.314")]),
    BiasedMethod("vecna", set: [("seconds", "2"), ("chances", "0.865+0.692+0.498+0.314")]),
    BiasedMethod("asgd", transport: "delay-compensation"),
    BiasedMethod("asgd", transport: "ordered-momentum"),
    BiasedMethod("ia2sgd", transport: "iterates:step=0.1"),
    BiasedMethod("uncoded", aggregate: "median"),
    BiasedMethod("uncoded", aggregate: "krum"),
  ]

  /// Every scheme of the registry, each followed by methods that are made of it.
  public static var methods: [BiasedMethod] {
    Schemes.all.flatMap { scheme in
      let name = scheme.description.entry.name
      return [BiasedMethod(name)] + others.filter { $0.scheme == name }
    }
  }

  /// Markdown, one row a method.
  /// - Throws: what training throws.
  public static func markdown() throws -> String {
    MarkdownTable.text(
      ["method", "n", "x\\*", "limit, fixed times", "bias", "limit, random times", "bias"],
      try methods.map(row))
  }

  /// The row of a method.
  /// - Throws: what training throws.
  static func row(_ method: BiasedMethod) throws -> String {
    let fixed = try method.limit(random: false)
    let random = try method.limit(random: true)
    return MarkdownTable.row(
      [
        method.text, "\(fixed.workers)", number(fixed.minimizer), text(fixed),
        number(fixed.value - fixed.minimizer, signed: true), text(random),
        number(random.value - random.minimizer, signed: true),
      ])
  }

  private static func text(_ limit: SmallStepLimit) -> String {
    let move = number(limit.changeWithStart, signed: true)
    if move != "0.00" {
      return "\(number(limit.value)) \(move.prefix(1)) \(move.dropFirst()) x_0"
    }
    return number(limit.value)
      + (limit.standardError < 0.005 ? "" : " ± \(number(2 * limit.standardError))")
  }

  /// Two digits after the point, and no sign of zero.
  private static func number(_ value: Double, signed: Bool = false) -> String {
    let rounded = (value * 100).rounded() / 100
    return String(format: signed && rounded != 0 ? "%+.2f" : "%.2f", rounded == 0 ? 0 : rounded)
  }
}
