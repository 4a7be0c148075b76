public import Clusters
public import Coding
public import Kernels

/// A worker's connection to the parameter server.
///
/// Two receives are posted all the time, one for the next order and one for its model, so that both
/// arrive while the worker evaluates. The last send is complete before the worker goes on, because over
/// TCP nothing else moves the data.
public final class MPILink<Element: Scalar>: ParameterServerLink {
  private let server: Peer
  private let worker: Int
  private let wire: Wire
  private var receives = Transfers(2)
  private var sends = Transfers(1)
  private let order: Slot<Int>
  /// What has come and is not taken yet.
  private var waiting: Order?
  /// One model to compute from, one to receive into.
  private var current: Slot<Element>
  private var arriving: Slot<Element>

  private enum Order {
    case stop
    case task(TaskOrder)
  }

  private static var orders: Int { 0 }
  private static var models: Int { 1 }

  /// Posts the receives.
  /// - Parameters:
  ///   - modelLength: d.
  ///   - lostBlocks: What becomes of the blocks of lost workers, as the parameter server is told.
  public init(
    to server: Peer, worker: Int, of scheme: any Scheme, modelLength: Int,
    lostBlocks: LostBlocks = .stop
  ) throws {
    self.server = server
    self.worker = worker
    wire = Wire(parts: lostBlocks.parts(of: scheme))
    order = Slot(TaskOrder.length(terms: lostBlocks.mostTerms(of: scheme)), repeating: 0)
    current = Slot(modelLength, repeating: 0)
    arriving = Slot(modelLength, repeating: 0)
    try postOrder()
    try postModel()
  }

  private func postOrder() throws(MPIError) {
    try receives.receive(Self.orders, into: order, from: server, tag: Wire.order)
  }

  private func postModel() throws(MPIError) {
    try receives.receive(Self.models, into: arriving, from: server, tag: Wire.model)
  }

  public var clock: Double { MPIEnvironment.wallClock }

  /// Looks for an order.
  private func look() throws -> Order? {
    if let waiting { return waiting }
    guard let completed = try receives.test(Self.orders) else { return nil }
    waiting =
      completed.bytes == 0
      ? .stop : .task(order.vector.withSpan { TaskOrder($0, worker: worker) })
    return waiting
  }

  public func next() throws -> Assignment? {
    // Idle workers wait together, all but one of the ranks: their naps are longer.
    var patience = Patience(longestMicroseconds: 500)
    while try look() == nil { patience.pause() }
    guard case .task(let order)? = waiting else { return nil }
    if order.bringsModel {
      try receives.wait(Self.models)
      swap(&current, &arriving)
      try postModel()
    }
    waiting = nil
    try postOrder()
    return order.assignment
  }

  public func withModel<R>(_ body: (Span<Element>) throws -> R) throws -> R {
    try current.vector.withSpan { try body($0) }
  }

  public func isOvertaken() throws -> Bool {
    switch try look() {
    case nil: false
    case .stop: true
    case .task(let order): order.interrupts
    }
  }

  public func send(_ message: Slot<Element>, part: Int, of task: Assignment) throws {
    try sends.send(0, message, to: server, tag: wire.message(task.turn, part: part))
    try sends.wait(0)
  }

  public func drop(_ task: Assignment) throws {
    if case .stop? = try look() { return }
    try sends.send(0, nil, to: server, tag: wire.dropped(task.turn))
    try sends.wait(0)
  }

  public func leave() throws {
    try receives.cancel(Self.models)
    try sends.send(0, nil, to: server, tag: Wire.goodbye)
    try sends.wait(0)
  }

  public func pause(_ tries: Int, atMost limit: Double) {
    Patience.pause(tries, longestMicroseconds: 1000, atMost: limit)
  }
}
