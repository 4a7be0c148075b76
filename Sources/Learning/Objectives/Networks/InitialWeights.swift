import Kernels
import Randomness
import Settings

/// How the parameters of a layer begin.
enum InitialWeights: String, CaseIterable, Sendable {
  /// Weights and biases uniform within ±1/√fan-in, as PyTorch has it, whose programs most published
  /// runs are.
  case uniform
  /// Weights normal with variance 2/fan-in, biases zero.
  ///
  /// - Source: He, Zhang, Ren, Sun, "Delving Deep into Rectifiers", ICCV 2015, equation 10.
  case he

  /// Fills a layer's weights, then its biases.
  func fill<Element: Scalar>(
    _ x: inout MutableSpan<Element>, weights: Int, fanIn: Int, _ stream: inout Stream
  ) {
    switch self {
    case .uniform:
      let bound = 1 / Double(fanIn).squareRoot()
      for i in 0..<x.count { x[i] = .nearest((2 * stream.uniform() - 1) * bound) }
    case .he:
      let deviation = (2 / Double(fanIn)).squareRoot()
      for i in 0..<weights { x[i] = .nearest(deviation * stream.normal()) }
      for i in weights..<x.count { x[i] = 0 }
    }
  }

  /// The rule that a spec names by `start`.
  init(_ spec: Spec, option: String) throws(ConfigurationError) {
    let word = try spec.choice(
      "start", default: Self.uniform.rawValue, among: Self.allCases.map(\.rawValue), option: option)
    self = Self(rawValue: word) ?? .uniform
  }
}
