import CMPI
import Coding
import Kernels
import Staleness

/// Tasks and models on their way: at most two a worker, each holding its snapshot until it is answered.
///
/// A worker's credit is renewed by its answers, never by the completion of a send: a small send
/// completes into a frozen process. A task that finds no credit waits, and a newer one replaces it. A
/// model goes to a worker once: a second task of a version is numbers alone.
struct TaskSends<Element: Scalar>: ~Copyable {
  /// A task with the model that it is computed from.
  struct Sent {
    let assignment: Assignment
    let interrupts: Bool
    let snapshot: ModelSnapshot<Element>
  }

  private static var credit: Int { 2 }

  /// By worker; nil where no process is that worker.
  private var peers: [Peer?]
  private let wire: Wire
  /// Of worker j: orders at 4 j and 4 j + 1, models at 4 j + 2 and 4 j + 3.
  private var transfers: Transfers
  private var orders: [Slot<Int>]
  private var turn: [Int]
  private var waiting: [Sent?]
  private var unanswered: [[Sent]]
  private var newest: [Int]
  private var busy = 0

  init(to peers: [Peer?], wire: Wire) {
    self.peers = peers
    self.wire = wire
    transfers = Transfers(4 * peers.count)
    orders = (0..<2 * peers.count).map { _ in Slot(TaskOrder.length(terms: 1), repeating: 0) }
    turn = Array(repeating: 0, count: peers.count)
    waiting = Array(repeating: nil, count: peers.count)
    unanswered = Array(repeating: [], count: peers.count)
    newest = Array(repeating: -1, count: peers.count)
  }

  /// Whether no worker owes an answer.
  var isIdle: Bool { busy == 0 }

  /// The task of a worker that a message answers; nil where there is none.
  func task(of worker: Int, turn: Int) -> Sent? {
    unanswered[worker].first { $0.assignment.turn == turn }
  }

  /// Sends a task, or keeps it for when the worker has answered.
  mutating func send(_ task: Sent) throws(MPIError) {
    let worker = task.assignment.worker
    guard task.assignment.turn <= wire.largestTurn else {
      throw MPIError(call: "MPI_Isend", problem: "turn \(task.assignment.turn) cannot be sent")
    }
    guard let peer = peers[worker] else { return }
    guard unanswered[worker].count < Self.credit else {
      waiting[worker] = task
      return
    }
    let side = turn[worker]
    turn[worker] = 1 - side
    // What was sent from here before has been answered, so this does not wait for a straggler.
    try transfers.wait(4 * worker + side)
    try transfers.wait(4 * worker + 2 + side)
    unanswered[worker].append(task)
    busy += 1
    let bringsModel = newest[worker] != task.assignment.version
    newest[worker] = task.assignment.version
    let order = TaskOrder(
      task.assignment, interrupts: task.interrupts, bringsModel: bringsModel)
    try transfers.send(
      4 * worker + side, write(order, 2 * worker + side), to: peer, tag: Wire.order)
    if bringsModel {
      try transfers.send(
        4 * worker + 2 + side, task.snapshot, to: peer, tag: Wire.model)
    }
  }

  private mutating func write(_ order: TaskOrder, _ number: Int) -> Slot<Int> {
    let length = TaskOrder.length(terms: order.assignment.terms.count)
    if orders[number].vector.count != length { orders[number] = Slot(length, repeating: 0) }
    orders[number].vector.withMutableSpan { order.write(to: &$0) }
    return orders[number]
  }

  /// A worker has answered a task, and dropped those before it.
  mutating func answered(_ worker: Int, turn: Int) throws(MPIError) {
    guard let i = unanswered[worker].firstIndex(where: { $0.assignment.turn == turn }) else {
      return
    }
    unanswered[worker].remove(at: i)
    busy -= 1
    if let next = waiting[worker] {
      waiting[worker] = nil
      try send(next)
    }
  }

  /// A worker is lost: it owes nothing any more, and is sent nothing of what waits.
  mutating func lose(_ worker: Int) {
    busy -= unanswered[worker].count
    unanswered[worker].removeAll()
    waiting[worker] = nil
  }

  /// Another process is the worker from now on: it was sent nothing yet.
  mutating func replace(_ worker: Int, by peer: Peer) {
    lose(worker)
    for number in 4 * worker..<4 * worker + 4 { transfers.abandon(number) }
    for side in 0..<2 {
      orders[2 * worker + side] = Slot(TaskOrder.length(terms: 1), repeating: 0)
    }
    peers[worker] = peer
    newest[worker] = -1
  }

  /// Whether all that was sent to a worker has gone out, so that sending more waits for nothing.
  func isClear(_ worker: Int) -> Bool {
    (4 * worker..<4 * worker + 4).allSatisfy { !transfers.isPending($0) }
  }

  /// Lets go of the snapshots that MPI no longer needs.
  mutating func reap() throws(MPIError) { while try transfers.next() != nil {} }

  /// Drops what waits for credit.
  mutating func forgetWaiting() { for worker in waiting.indices { waiting[worker] = nil } }

  /// Completes every send to workers that have received theirs.
  mutating func finish(_ workers: some Sequence<Int>) throws(MPIError) {
    for worker in workers {
      for number in 4 * worker..<4 * worker + 4 { try transfers.wait(number) }
    }
  }
}
