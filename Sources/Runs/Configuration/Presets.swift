public import Settings

/// A published program's problem: the options that give it, under a name.
///
/// A preset says what is learned and how (data, model, update rule, step size, regularizer, blocks,
/// delays), never who takes part: scheme, workers and stragglers stay the user's.
public struct Preset: Sendable {
  /// Name and summary, with the source.
  public let entry: Entry
  /// Options by name and value, as they stand in a configuration file.
  public let options: [(name: String, value: String)]
}

/// The presets that a user can name.
///
/// A new one is an entry in `all`.
public enum Presets {
  /// Every preset.
  public static let all: [Preset] = [
    erasureHead(
      "amazon", dataset: "amazon", model: "logistic", stepSize: "10", rows: 26_215,
      "logistic regression on Amazon Employee Access, step size 10"),
    erasureHead(
      "covtype", dataset: "covtype", model: "logistic", stepSize: "0.1", rows: 396_112,
      "logistic regression on Forest Covertype, step size 0.1"),
    erasureHead(
      "kc", dataset: "kc-house", model: "least-squares", stepSize: "0.1*0.99^t", rows: 17_290,
      "least squares on King County house sales, step size 0.1 * 0.99^t (its program has 0.98^t)"),
    tandon,
    isgc("mlp", batch: 64),
    isgc("cnn", batch: 192),
    ringmaster, ringleader, rescaled, asGrad, sgc,
  ]

  /// What `list presets` prints.
  public static var entries: [Entry] { all.map(\.entry) }

  /// The preset of a name.
  /// - Throws: for an unknown name, with the nearest known one.
  public static func named(_ name: String, option: String = "--preset")
    throws(ConfigurationError) -> Preset
  {
    try all.find(name.lowercased(), option: option, entry: \.entry)
  }

  /// α = 1/N and the programs write 2α for λ; the column of ones is in the data.
  private static func erasureHead(
    _ name: String, dataset: String, model: String, stepSize: String, rows: Int, _ summary: String
  ) -> Preset {
    Preset(
      entry: Entry(
        "erasurehead-\(name)",
        "\(summary), accelerated rule, 100 steps, its delay injector (Wang et al. 2019)"),
      options: [
        ("dataset", dataset), ("model", "\(model):bias=no"), ("blocks", "contiguous"),
        ("optimizer", "accelerated"), ("step-size", stepSize), ("l2", "\(2 / Double(rows))"),
        ("steps", "100"), ("evaluate-every", "1"), ("delay", "legacy-erasurehead"),
      ])
  }

  private static var tandon: Preset {
    Preset(
      entry: Entry(
        "tandon-synthetic",
        "logistic regression on two Gaussian clouds, 5,000 x 100, step size 10, accelerated rule, "
          + "100 steps; no injected delay: add --delay (Tandon et al. 2017, its program's settings)"
      ),
      options: [
        ("dataset", "mixture:samples=5000,features=100"), ("model", "logistic:bias=no"),
        ("blocks", "contiguous"), ("optimizer", "accelerated"), ("step-size", "10"),
        ("l2", "\(2.0 / 5000)"), ("steps", "100"), ("evaluate-every", "1"), ("delay", "none"),
      ])
  }

  /// The program adds up the mean gradients of its 8 blocks and steps by 0.01, which is 0.08 along
  /// their mean.
  private static func isgc(_ model: String, batch: Int) -> Preset {
    let dropout = model == "cnn" ? ":dropout=0.5" : ""
    return Preset(
      entry: Entry(
        "isgc-\(model)-mnist",
        "\(model.uppercased()) on MNIST, batch \(batch), step size 0.08: 0.01 times the 8 workers "
          + "whose gradients its program adds up; no injected delay: add --delay (Su et al. 2023)"),
      options: [
        ("dataset", "mnist"), ("model", model + dropout), ("batch", "\(batch)"),
        ("optimizer", "gd"), ("step-size", "0.08"), ("steps", "2000"), ("evaluate-every", "100"),
        ("precision", "float32"), ("delay", "none"),
      ])
  }

  private static var ringmaster: Preset {
    Preset(
      entry: Entry(
        "ringmaster-quadratic",
        "Nesterov's tridiagonal quadratic in 1729 dimensions, all of it at every worker, gradient noise "
          + "0.01, times 1 + sqrt(i) + |N(0, sqrt(i + 1))|, step size 0.25; 6174 workers there "
          + "(Maranjyan et al. 2025)"),
      options: [
        ("dataset", "tridiagonal:dimension=1729"), ("model", "least-squares:bias=no"),
        ("blocks", "whole"), ("gradient-noise", "0.01"), ("step-size", "0.25"),
        ("delay", "staircase:seconds=root,law=half-normal"),
      ])
  }

  /// Its batch of 4 a worker is 400 samples over the blocks of its 100 workers.
  private static var ringleader: Preset {
    Preset(
      entry: Entry(
        "ringleader-fashion",
        "perceptron of 128 units on Fashion-MNIST, labels skewed by Dirichlet(0.1), batch 400 for 100 "
          + "workers, times a permutation of 1 to n + |N(0, sqrt(i + 1))|, step size 0.05 "
          + "(Maranjyan and Richtarik 2026)"),
      options: [
        ("dataset", "fashion-mnist"), ("model", "mlp:hidden=128"),
        ("blocks", "dirichlet:alpha=0.1"), ("batch", "400"), ("step-size", "0.05"),
        ("delay", "staircase:seconds=ladder,law=half-normal"),
      ])
  }

  private static var rescaled: Preset {
    Preset(
      entry: Entry(
        "rescaled-mnist",
        "perceptron of 128 units on MNIST, one class a worker, batch 640 for 10 workers, times 1, 2, 4, 8, "
          + "16, step size 0.1 of a grid of powers of ten (Mahran et al. 2026)"),
      options: [
        ("dataset", "mnist"), ("model", "mlp:hidden=128"), ("blocks", "classes"),
        ("batch", "640"), ("step-size", "0.1"), ("delay", "staircase:seconds=1+2+4+8+16"),
      ])
  }

  private static var asGrad: Preset {
    Preset(
      entry: Entry(
        "asgrad-logistic",
        "logistic regression on w8a (w7a there) with the penalty 0.1 x^2/(1 + x^2), times 1 to 10 for 10 "
          + "workers, step size 0.25 of powers of two (Islamov et al. 2024)"),
      options: [
        ("dataset", "w8a"), ("model", "logistic:bias=no,nonconvex=0.1"), ("blocks", "contiguous"),
        ("step-size", "0.25"), ("steps", "500"),
        ("delay", "staircase:seconds=1+2+3+4+5+6+7+8+9+10"),
      ])
  }

  /// A profile of its program has batches of 2048; it trains B + 1 models in turn.
  private static var sgc: Preset {
    Preset(
      entry: Entry(
        "sgc-mnist",
        "CNN on MNIST, batch 2048, for B + 1 models in turn: add --scheme sr-sgc and --transport interleaved "
          + "with as many models and this step size, 0.1; 256 workers on AWS Lambda there, no injected delay: "
          + "add --delay (Krishnan et al. 2023)"),
      options: [
        ("dataset", "mnist"), ("model", "cnn"), ("batch", "2048"), ("step-size", "0.1"),
        ("steps", "480"), ("precision", "float32"), ("delay", "none"),
      ])
  }
}
