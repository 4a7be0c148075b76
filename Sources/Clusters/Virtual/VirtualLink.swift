/// A network model applied to the sizes of a run: seconds of a model and of a message.
public struct VirtualLink: Equatable, Sendable {
  /// Nothing takes time.
  public static let none = VirtualLink(.none, modelBytes: 0, messageBytes: 0)

  /// Seconds from the start of a task until its worker has the model.
  let modelSeconds: Double
  /// Seconds before the first byte of a message is at the parameter server.
  let latency: Double
  /// Seconds of a message on its worker's link.
  let messageSeconds: Double
  /// Seconds for which a message occupies the parameter server's ingress.
  let ingressSeconds: Double
  /// Seconds for which a model occupies the parameter server's egress.
  let egressSeconds: Double

  /// A network for models and messages of these sizes.
  public init(_ network: LinkModel, modelBytes: Int, messageBytes: Int) {
    modelSeconds = network.secondsOnLink(bytes: Double(modelBytes))
    messageSeconds = network.secondsOnLink(bytes: Double(messageBytes))
    latency = network.latency
    ingressSeconds = Double(messageBytes) / network.ingress
    egressSeconds = Double(modelBytes) / network.egress
  }

  /// Whether nothing takes time.
  public var isNone: Bool { self == .none }
}
