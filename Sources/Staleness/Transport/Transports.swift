public import Kernels
public import Settings

/// The transports of stale gradients that a user can name.
public enum Transports {
  /// For help and `--list`.
  public static let entries = [
    Entry("none", "stale gradients are used as they came"),
    Entry(
      "secant", "moved to the current model by a secant model of their own pairs",
      [
        .init(
          "form", standard: "bfgs",
          "bfgs: an update for each pair; multisecant: no curvature outside"
            + " of the pairs; scalar: one number"),
        .init("pairs", standard: "4", "m, pairs that are kept of each block; 1 to 64"),
        .init("alpha", standard: "0.3", "bfgs: factor on the scalar it starts from, 0 to 1"),
        .init("ridge", standard: "1e-3", "multisecant: share of the largest eigenvalue, 0 to 1"),
        .init(
          "clip", standard: "none; multisecant: 1",
          "largest correction in lengths of the stale gradient, or none"),
      ]),
    Entry(
      "constant", "moved as if every block's Hessian were a constant times I (DAve-RPG: 1/η)",
      [.init("curvature", standard: nil, "the constant, at least 0")]),
    Entry(
      "delay-compensation", "moved by the diagonal of their own outer product (DC-ASGD)",
      [
        .init("lambda", standard: "0.04", "λ, at least 0; λ₀ where memory is given"),
        .init("memory", standard: "none", "m, 0 to 1, of an adaptive λ; 0.95 in the paper"),
      ]),
    Entry(
      "iterates", "workers' own steps are averaged in place of gradients (DAve-RPG, AREA)",
      [.init("step", standard: nil, "η, the same as --step-size")]),
    Entry(
      "interleaved", "T + 1 models in turn, each moved by its own gradient (sequential codes)",
      [
        .init("models", standard: "2", "T + 1, from 2 to 1000"),
        .init("step", standard: nil, "η, the same as --step-size"),
      ]),
    Entry(
      "ordered-momentum", "momentum in the order in which results were asked for (OrMo)",
      [
        .init("momentum", standard: "0.9", "β, 0 to below 1"),
        .init("bunch", standard: "n", "K, results between two steps of the momentum; from 1"),
      ]),
  ]

  /// Whether a transport looks at the message of each block, and not at the estimate alone.
  public static func looksAtBlocks(_ text: String) -> Bool {
    let name = (try? Spec(parsing: text, option: "--transport"))?.name
    return name != "none" && name != "interleaved"
  }

  /// The estimator that `--transport` names.
  /// - Parameter shares: The fraction of samples in the block of each place.
  public static func make<Element: Scalar>(
    _ text: String, shares: [Double], option: String = "--transport",
    as _: Element.Type = Element.self
  ) throws(ConfigurationError) -> any Estimator<Element> & ~Copyable {
    let spec = try Spec(parsing: text, option: option)
    switch try entries.find(spec, option: option, entry: \.self).name {
    case "secant":
      let pairs = try spec.integer("pairs", default: 4, in: 1...64, option: option)
      let form = try form(spec, option)
      return SecantTransport<Element>(
        form, pairs: form.usesOnePair ? 1 : pairs, clip: try clip(spec, form, option),
        shares: shares)
    case "constant":
      let curvature = try spec.number("curvature", in: 0...1e300, option: option)
      return SecantTransport<Element>(
        .constant(curvature), pairs: 1, clip: .infinity, shares: shares)
    case "delay-compensation":
      let lambda = try spec.number("lambda", default: 0.04, in: 0...1e300, option: option)
      let memory =
        spec["memory"] == nil || spec["memory"] == "none"
        ? nil : try spec.number("memory", in: 0...1, option: option)
      return DelayCompensation<Element>(lambda: lambda, memory: memory, shares: shares)
    case "iterates":
      let step = try spec.number("step", in: 1e-300...1e300, option: option)
      return IterateAverage<Element>(stepSize: step, shares: shares)
    case "interleaved":
      let models = try spec.integer("models", default: 2, in: 2...1000, option: option)
      let step = try spec.number("step", in: 1e-300...1e300, option: option)
      return InterleavedModels<Element>(models: models, stepSize: step)
    case "ordered-momentum":
      let momentum = try spec.number("momentum", default: 0.9, in: 0...0.999999, option: option)
      let n = max(1, shares.count)
      let bunch = try spec.integer("bunch", default: n, in: 1...Int(Int32.max), option: option)
      return OrderedMomentum<Element>(momentum: momentum, bunch: bunch, workers: n)
    default: return WeightedSum<Element>()
    }
  }

  private static func form(_ spec: Spec, _ option: String) throws(ConfigurationError) -> SecantForm
  {
    let name = try spec.choice(
      "form", default: "bfgs", among: ["bfgs", "multisecant", "scalar"], option: option)
    switch name {
    case "multisecant":
      return .multisecant(
        ridge: try spec.number("ridge", default: 1e-3, in: 0...1, option: option))
    case "scalar": return .scalar
    default:
      return .bfgs(alpha: try spec.number("alpha", default: 0.3, in: 0...1, option: option))
    }
  }

  private static func clip(_ spec: Spec, _ form: SecantForm, _ option: String)
    throws(ConfigurationError) -> Double
  {
    guard let given = spec["clip"] else {
      if case .multisecant = form { return 1 }
      return .infinity
    }
    if given == "none" { return .infinity }
    return try spec.number("clip", in: 0...1e300, option: option)
  }
}

extension SecantForm {
  fileprivate var usesOnePair: Bool {
    switch self {
    case .scalar, .constant: true
    case .multisecant, .bfgs: false
    }
  }
}
