import CMPI
import Kernels

/// One posted receive a worker, each into a vector that nobody else can name.
///
/// Never `MPI_ANY_SOURCE`: a receive from any source that is matched by a rank which then dies never
/// completes, and nothing more is received. A vector leaves by `swap`, in the call after which its
/// receive is posted again, so there is no moment at which memory of a posted receive can be read.
struct ReceiveSlots<Element: Scalar>: ~Copyable {
  private var places: [Slot<Element>] = []
  private var requests: [MPI_Request?]
  private var indices: [Int32]
  private var statuses: [MPI_Status]
  private var ready: [CompletedReceive] = []
  private var taken = 0

  /// Posts a receive of up to `length` elements from each of `workers` workers.
  init(workers: Int, length: Int) throws(MPIError) {
    for _ in 0..<workers { places.append(Slot(length, repeating: 0)) }
    requests = Array(repeating: cmpi_request_null(), count: workers)
    indices = Array(repeating: 0, count: workers)
    statuses = Array(repeating: MPI_Status(), count: workers)
    ready.reserveCapacity(workers)
    for worker in 0..<workers { try post(worker) }
  }

  deinit {
    // After a failed shutdown MPI may still write into a vector: that one is never freed.
    for (place, request) in zip(places, requests) where request != cmpi_request_null() {
      _ = Unmanaged.passRetained(place)
    }
  }

  /// The next completed receive, in the order of completion; nil where there is none yet.
  ///
  /// All completions of one look are given out before the next look, so no rank is preferred.
  mutating func poll() throws(MPIError) -> CompletedReceive? {
    if taken == ready.count {
      ready.removeAll(keepingCapacity: true)
      taken = 0
      var count: Int32 = 0
      try check(
        MPI_Testsome(Int32(requests.count), &requests, &count, &indices, &statuses),
        "MPI_Testsome")
      guard count != MPI_UNDEFINED, count > 0 else { return nil }
      for i in 0..<Int(count) {
        var bytes: Int32 = 0
        try check(MPI_Get_count(&statuses[i], cmpi_byte(), &bytes), "MPI_Get_count")
        ready.append(
          CompletedReceive(worker: Int(indices[i]), tag: statuses[i].MPI_TAG, bytes: Int(bytes)))
      }
    }
    taken += 1
    return ready[taken - 1]
  }

  /// Gives the received vector away for another, and posts the receive again.
  mutating func take(_ worker: Int, _ vector: inout Vector<Element>) throws(MPIError) {
    swap(&places[worker].vector, &vector)
    try post(worker)
  }

  /// Posts a worker's receive again, what came being of no use.
  mutating func post(_ worker: Int) throws(MPIError) {
    let memory = places[worker].vector.pinned
    try check(
      MPI_Irecv(
        memory.baseAddress, try byteCount(memory), cmpi_byte(), Int32(worker + 1), MPI_ANY_TAG,
        cmpi_comm_world(), &requests[worker]), "MPI_Irecv")
  }
}

/// What came from whom.
///
/// Not a part of the generic type: each look would ask for its metadata.
struct CompletedReceive {
  var worker: Int
  var tag: Int32
  var bytes: Int
}
