import ArgumentParser

/// What is learned, and how its parameters move.
struct ModelOptions<Use: OptionUse>: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "model", "Model; see 'pgc-train list models'. (default: what fits the labels)", "name"))
  var model: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "optimizer", "Update rule; see 'pgc-train list optimizers'. (default: gd)", "name"))
  var optimizer: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "step-size",
      "Step size: 0.1, 0.5/t, 0.5/sqrt(t), 0.1*0.99^t, steps:initial=0.5,factor=0.1,every=100. "
        + "(default: 0.1)", "rule"))
  var stepSize: String?
  @Option(
    parsing: .unconditional,
    help: Use.help("momentum", "Momentum of heavy-ball, 0 to below 1. (default: 0.9)", "m"))
  var momentum: String?
  @Option(
    parsing: .unconditional,
    help: Use.help("l2", "Regularizer: adds (l/2) ||x||^2. (default: 0)", "l"))
  var l2: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "transport",
      "How stale gradients are moved to the current model; see 'pgc-train list transports'. "
        + "(default: none)", "spec"))
  var transport: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "local-steps",
      "Q, steps that a worker makes by itself before it sends their sum, as federated methods do. "
        + "(default: 1)", "n"))
  var localSteps: String?
  @Option(
    parsing: .unconditional,
    help: Use.help("local-step-size", "Step size of local steps. (default: 0.1)", "h"))
  var localStepSize: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "gradient-noise",
      "Standard deviation of Gaussian noise in each coordinate of a block's mean gradient. (default: 0)",
      "sigma"))
  var gradientNoise: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "aggregate",
      "How messages are put together: one that bears liars; see 'pgc-train list aggregates'. "
        + "(default: sum)", "spec"))
  var aggregate: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "attack",
      "What workers that lie send, such as sign-flip:workers=0; see 'pgc-train list attacks'. "
        + "(default: none)", "spec"))
  var attack: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "precision",
      "float32 or float64. (default: float32 for networks and programs, else float64)", "type"),
    completion: .list(["float32", "float64"]))
  var precision: String?
}
