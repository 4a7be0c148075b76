import CMPI
import Clusters
import Kernels

/// Models on their way: at most two a worker, each holding its snapshot until MPI is done with it.
///
/// A worker's credit is renewed by its answers, never by the completion of a send: a small send
/// completes into a frozen process. A model that finds no credit waits, and a newer one replaces it.
struct ModelSends<Element: Scalar>: ~Copyable {
  private static var credit: Int { 2 }

  private var requests: [MPI_Request?]
  private var snapshots: [ModelSnapshot<Element>?]
  private var turn: [Int]
  private var waiting: [ModelSnapshot<Element>?]
  private var unanswered: [Int]
  private let wire: Wire

  init(workers: Int, wire: Wire) {
    requests = Array(repeating: cmpi_request_null(), count: 2 * workers)
    snapshots = Array(repeating: nil, count: 2 * workers)
    turn = Array(repeating: 0, count: workers)
    waiting = Array(repeating: nil, count: workers)
    unanswered = Array(repeating: 0, count: workers)
    self.wire = wire
  }

  /// Whether any worker owes an answer.
  var isIdle: Bool { unanswered.allSatisfy { $0 == 0 } }

  /// Sends a model, or keeps it for when the worker has answered.
  mutating func send(_ snapshot: ModelSnapshot<Element>, to worker: Int) throws(MPIError) {
    guard unanswered[worker] < Self.credit else {
      waiting[worker] = snapshot
      return
    }
    let slot = 2 * worker + turn[worker]
    turn[worker] = 1 - turn[worker]
    // The model sent from this slot before has been answered, so this does not wait for a straggler.
    try complete(&requests[slot])
    let memory = snapshot.pinned
    snapshots[slot] = snapshot
    unanswered[worker] += 1
    try check(
      MPI_Isend(
        memory.baseAddress, try byteCount(memory), cmpi_byte(), Int32(worker + 1),
        wire.model(snapshot.version), cmpi_comm_world(), &requests[slot]), "MPI_Isend")
  }

  /// A worker has answered one model.
  mutating func answered(_ worker: Int) throws(MPIError) {
    unanswered[worker] -= 1
    if let next = waiting[worker] {
      waiting[worker] = nil
      try send(next, to: worker)
    }
  }

  /// Lets go of the snapshots that MPI no longer needs.
  mutating func reap() throws(MPIError) {
    for slot in requests.indices where snapshots[slot] != nil {
      var done: Int32 = 0
      try check(MPI_Test(&requests[slot], &done, cmpi_status_ignore()), "MPI_Test")
      if done != 0 { snapshots[slot] = nil }
    }
  }

  /// Drops what waits for credit.
  mutating func forgetWaiting() { for worker in waiting.indices { waiting[worker] = nil } }

  /// Completes every send; all workers must have received theirs.
  mutating func finish() throws(MPIError) {
    for slot in requests.indices {
      try complete(&requests[slot])
      snapshots[slot] = nil
    }
  }
}
