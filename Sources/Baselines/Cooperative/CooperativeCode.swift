public import Coding
public import Settings

/// What makes a scheme of clients that add up each other's gradients.
public protocol CooperativeRule: Sendable {
  /// Name, constraints, cost and source.
  static var description: SchemeDescription { get }
  /// Whether sums that lack something count too.
  static var usesRest: Bool { get }
  /// What a step waits for, of n clients.
  static func waitsFor(_ needed: Int, of clients: Int) -> String
}

/// Clients with data of their own that send each other gradients over lossy links, and sums of them up.
///
/// Every client evaluates its own block only, is sent the gradients of its s neighbors, and sends the sum that a
/// cyclic code wants of it (`LossyExchange`). In virtual time a sum waits for the slowest of those who
/// contribute to it, each with a load of one; what gets lost is noticed when it should have come, and further
/// attempts take no seconds but for their messages. On MPI a rank evaluates the gradients that it would be sent
/// itself, which gives the same bits and takes s + 1 times as long: processes of a job have no links that
/// lose.
public struct CooperativeCode<Rule: CooperativeRule>: Scheme {
  /// The rule's.
  public static var description: SchemeDescription { Rule.description }

  private let exchange: LossyExchange

  /// The scheme that a user asked for.
  public init(_ request: SchemeRequest) throws(ConfigurationError) {
    exchange = try LossyExchange(request)
  }

  /// n.
  public var workers: Int { exchange.clients }
  /// A message an attempt.
  public var parts: Int { exchange.attempts }

  /// What has reached the client, by its row of the cyclic code.
  public func terms(worker: Int, step: Int) -> [Term] { exchange.terms(of: worker, step: step) }

  /// Its own block, and those of its neighbors, whose gradients it is sent.
  public func placement(of worker: Int) -> [Int] { exchange.members(of: worker).sorted() }

  /// Whom it is sent gradients by.
  public func contributors(to worker: Int) -> [Int] { exchange.members(of: worker) }

  /// Decodes what comes up.
  public func makeGather(shares: [Double]) -> any Gather {
    CooperativeGather(exchange, shares: shares, usesRest: Rule.usesRest)
  }

  /// What a step waits for.
  public var waitsFor: String {
    Rule.waitsFor(exchange.clients - exchange.tolerated, of: exchange.clients)
  }
}
