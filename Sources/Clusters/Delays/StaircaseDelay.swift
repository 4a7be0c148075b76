import Glibc
import Randomness
import Settings

/// Workers each slower than the one before: the computation times of the papers on asynchronous SGD.
///
/// - Source: `root` with `half-normal` is 1 + √w + |N(0, √(w + 1))| of Maranjyan, Tyurin, Richtárik,
///   "Ringmaster ASGD", ICML 2025; `ladder` with `half-normal` a permutation of 1, …, n with the same
///   noise, of Maranjyan, Richtárik, "Ringleader ASGD", ICLR 2026; `1+2+4+8+16` with `constant` or
///   `exponential` of Mahran, Maranjyan, Richtárik, "Rescaled ASGD", arXiv:2605.13434.
struct StaircaseDelay: NamedDelay {
  static let entry = Entry(
    "staircase",
    "T of worker w around t_w = unit·(1 + √w), unit·(a permutation of 1…n), or numbers in turn; mean ="
      + " t_w, with half-normal noise more; no common mean.",
    [
      .init(
        "seconds", standard: "root",
        "root: 1 + √w; ladder: 1 to n in an order of the seed; or numbers joined by +, repeated"),
      .init(
        "law", standard: "constant",
        "constant; exponential of mean t_w; half-normal: t_w + unit·√(w + 1)·|N(0, 1)|"),
      .init("unit", standard: "1", "factor of all seconds, 0 to 1e6"),
      LoadScaling.parameter(standard: .task),
    ])

  private enum Law: String, CaseIterable {
    case constant
    case exponential
    case halfNormal = "half-normal"
  }

  private let means: [Double]
  private let law: Law
  private let unit: Double
  private let per: LoadScaling
  private let uniform: TaskUniform
  private let isLadder: Bool

  init(_ spec: Spec, in context: DelayContext) throws(ConfigurationError) {
    let option = context.option
    let unit = try spec.number("unit", default: 1, in: DelayRange.factor, option: option)
    let seconds = spec["seconds"] ?? "root"
    isLadder = seconds == "ladder"
    var steps: [Double] = []
    switch seconds {
    case "root": steps = (0..<context.workers).map { 1 + Double($0).squareRoot() }
    case "ladder":
      var stream = Stream(seed: context.seed, for: .speed)
      steps = stream.permutation(context.workers).map { Double($0) + 1 }
    default:
      for part in seconds.split(separator: "+") {
        steps.append(
          try finiteNumber(
            String(part), "\(option): staircase:seconds", in: DelayRange.seconds))
      }
      guard !steps.isEmpty else {
        throw ConfigurationError(
          "\(option): staircase:seconds has no numbers; give root, ladder, or numbers such as 1+2+4"
        )
      }
    }
    means = (0..<context.workers).map { unit * steps[$0 % steps.count] }
    let word = try spec.choice(
      "law", default: Law.constant.rawValue, among: Law.allCases.map(\.rawValue), option: option)
    law = Law(rawValue: word) ?? .constant
    self.unit = unit
    per = try LoadScaling(spec, default: .task, option: option)
    uniform = TaskUniform(seed: context.seed)
  }

  var dependsOnSeed: Bool { law != .constant || isLadder }

  func seconds(worker: Int, step: Int, load: Double) -> Double {
    let mean = means[worker]
    let seconds: Double
    switch law {
    case .constant: seconds = mean
    case .exponential: seconds = -mean * log(uniform(worker: worker, step: step))
    case .halfNormal:
      // |N| is the quantile of the upper half; small numbers are slow, as in every model.
      let u = uniform(worker: worker, step: step)
      seconds = mean - unit * (Double(worker) + 1).squareRoot() * normalQuantile(u / 2)
    }
    return per.apply(seconds, load: load)
  }
}
