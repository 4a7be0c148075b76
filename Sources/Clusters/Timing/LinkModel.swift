public import Settings

/// How long models and messages take in virtual time.
///
/// A model reaches its worker after `latency` + bytes / `bandwidth`, and all models share the server's
/// `egress`: they leave it one after the other, each for bytes / `egress` seconds. A message comes to the parameter
/// server after the same, but all messages share the server's `ingress`: they go through it one after
/// the other, in the order in which they were sent, each for bytes / `ingress` seconds.
public struct LinkModel: Equatable, Sendable, CustomStringConvertible {
  /// Seconds.
  public let latency: Double
  /// Bytes a second of each worker's link; infinite where it does not matter.
  public let bandwidth: Double
  /// Bytes a second that the parameter server takes in; infinite where it does not matter.
  public let ingress: Double
  /// Bytes a second that the parameter server sends; infinite where it does not matter.
  public let egress: Double

  /// For help and `--list`.
  public static let entries = [
    Entry("none", "models and messages take no virtual time"),
    Entry(
      "link", "a link to each worker, and an ingress and an egress of the server that all share",
      [
        .init("latency", standard: "0", "seconds, each way"),
        .init("bandwidth", standard: "unlimited", "bytes a second of a worker's link"),
        .init("ingress", standard: "unlimited", "bytes a second of all messages together"),
        .init("egress", standard: "unlimited", "bytes a second of all models together"),
      ]),
  ]

  /// The model that `--network` names.
  public init(_ text: String, option: String = "--network") throws(ConfigurationError) {
    let spec = try Spec(parsing: text, option: option)
    _ = try Self.entries.find(spec, option: option, entry: \.self)
    latency = try spec.number("latency", default: 0, in: 0...1e9, option: option)
    func rate(_ key: String) throws(ConfigurationError) -> Double {
      guard let value = spec[key], value != "unlimited" else { return .infinity }
      let rate = try spec.number(key, in: 0 ... .greatestFiniteMagnitude, option: option)
      guard rate >= 1 else {
        throw ConfigurationError(
          "\(option): \(spec.name):\(key)=\(value) is less than a byte a second")
      }
      return rate
    }
    bandwidth = try rate("bandwidth")
    ingress = try rate("ingress")
    egress = try rate("egress")
  }

  /// No network: nothing takes time.
  public static let none = LinkModel()

  private init() {
    latency = 0
    bandwidth = .infinity
    ingress = .infinity
    egress = .infinity
  }

  /// Whether nothing takes time.
  public var isNone: Bool { self == .none }

  /// Seconds that `bytes` are on a worker's link.
  func secondsOnLink(bytes: Double) -> Double { latency + bytes / bandwidth }

  public var description: String {
    guard !isNone else { return "none" }
    func rate(_ value: Double) -> String { value.isFinite ? "\(value)" : "unlimited" }
    return "link:latency=\(latency),bandwidth=\(rate(bandwidth)),ingress=\(rate(ingress))"
      + (egress.isFinite ? ",egress=\(egress)" : "")
  }
}
