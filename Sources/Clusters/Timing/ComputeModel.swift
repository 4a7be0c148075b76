public import Settings

/// How long evaluating a block takes in virtual time, on a machine of factor 1.
public enum ComputeModel: Equatable, Sendable, CustomStringConvertible {
  /// Evaluating takes no time: delays are all there is.
  case none
  /// Seconds for every block, whatever its size.
  case perBlock(seconds: Double)
  /// Seconds for every sample that a step uses.
  case perSample(seconds: Double)
  /// Seconds a sample as measured on this machine before the run, which records what it found.
  case measured

  /// For help and `--list`.
  public static let entries = [
    Entry("none", "evaluating takes no virtual time"),
    Entry("per-block", "the same for every block", [.init("seconds", standard: nil, "seconds")]),
    Entry(
      "per-sample", "in proportion to the samples a step uses",
      [.init("seconds", standard: nil, "seconds a sample")]),
    Entry("measure", "per-sample, with the seconds that this machine takes; recorded in run.json"),
  ]

  /// The model that `--compute` names.
  public init(_ text: String, option: String = "--compute") throws(ConfigurationError) {
    let spec = try Spec(parsing: text, option: option)
    switch try Self.entries.find(spec, option: option, entry: \.self).name {
    case "per-block":
      self = .perBlock(seconds: try spec.number("seconds", in: 0...1e9, option: option))
    case "per-sample":
      self = .perSample(seconds: try spec.number("seconds", in: 0...1e9, option: option))
    case "measure": self = .measured
    default: self = .none
    }
  }

  /// Seconds of each block, of which a step uses `samples`.
  public func seconds(samples: [Int]) -> [Double] {
    switch self {
    case .none, .measured: samples.map { _ in 0 }
    case .perBlock(let seconds): samples.map { _ in seconds }
    case .perSample(let seconds): samples.map { Double($0) * seconds }
    }
  }

  public var description: String {
    switch self {
    case .none: "none"
    case .measured: "measure"
    case .perBlock(let seconds): "per-block:seconds=\(seconds)"
    case .perSample(let seconds): "per-sample:seconds=\(seconds)"
    }
  }
}
