public import Kernels
public import Settings

/// The optimizers a user can name.
public enum Optimizers {
  /// What `--list optimizers` prints.
  public static var entries: [Entry] { kinds(Double.self).map(\.entry) }

  /// One line an optimizer.
  private static func kinds<Element: Scalar>(_: Element.Type) -> [Kind<Element>] {
    [
      Kind("gd", "x ← x − η (ĝ + λ x)") { stepSize, l2, _, _ in
        GradientDescent(stepSize: stepSize, l2: l2)
      },
      Kind("heavy-ball", "v ← m v + (ĝ + λ x), x ← x − η v", [.momentum]) {
        stepSize, l2, dimension, momentum in
        HeavyBall(stepSize: stepSize, l2: l2, momentum: momentum, dimension: dimension)
      },
      Kind("accelerated", "θ = 2/(t+2), x ← (1−θ) x + θ u − η (ĝ + λ x), u follows") {
        stepSize, l2, dimension, _ in
        Accelerated(stepSize: stepSize, l2: l2, dimension: dimension)
      },
    ]
  }

  /// The optimizer that `spec` names, at its start.
  /// - Parameters:
  ///   - stepSize: η by step.
  ///   - l2: λ, the weight of (λ/2) ‖x‖².
  ///   - dimension: d, the number of parameters.
  /// - Throws: for an unknown name or setting, or a λ that is negative or not finite.
  public static func make<Element: Scalar>(
    _ spec: Spec, stepSize: StepSize, l2: Double = 0, dimension: Int,
    as: Element.Type = Element.self, option: String = "--optimizer"
  ) throws(ConfigurationError) -> any Optimizer<Element> & ~Copyable {
    guard l2 >= 0, l2.isFinite else {
      throw ConfigurationError("--l2: \(l2) is out of range: at least 0 and finite")
    }
    let kind = try kinds(Element.self).find(spec, option: option, entry: \.entry)
    let momentum = try spec.number("momentum", default: 0.9, in: 0...1, option: option)
    guard momentum < 1 else {
      throw ConfigurationError("\(option): \(spec): momentum is from 0 to below 1")
    }
    return kind.make(stepSize, l2, dimension, momentum)
  }
}

/// A named way to make an optimizer from step size, λ, d and momentum.
private struct Kind<Element: Scalar> {
  let entry: Entry
  let make: (StepSize, Double, Int, Double) -> any Optimizer<Element> & ~Copyable

  init(
    _ name: String, _ summary: String, _ parameters: [Entry.Parameter] = [],
    make: @escaping (StepSize, Double, Int, Double) -> any Optimizer<Element> & ~Copyable
  ) {
    entry = Entry(name, summary, parameters)
    self.make = make
  }
}

extension Entry.Parameter {
  fileprivate static var momentum: Entry.Parameter {
    Entry.Parameter("momentum", standard: "0.9", "m, from 0 to below 1")
  }
}
