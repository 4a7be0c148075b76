import CMPI
import Kernels
import Staleness

/// Memory that MPI may use: it stays in place while its object is referenced.
protocol Pinned: AnyObject {
  /// The bytes to send, or to receive into.
  var bytes: UnsafeMutableRawBufferPointer { get }
}

extension Slot: Pinned {
  var bytes: UnsafeMutableRawBufferPointer { UnsafeMutableRawBufferPointer(vector.pinned) }
}

extension ModelSnapshot: Pinned {
  var bytes: UnsafeMutableRawBufferPointer { UnsafeMutableRawBufferPointer(pinned) }
}

/// Transfers in flight, by number, each of which owns what MPI reads or writes until it is complete.
///
/// The one type through which memory is given to MPI: a transfer holds a reference from its start to
/// the call that reports completion, and whoever looks at the memory does so through that call. What a
/// transfer that never completes holds is never freed, since nothing can make MPI let go of it.
/// (MPI 3.1, sections 3.7.2, 3.7.3 and 3.7.5)
struct Transfers: ~Copyable {
  private var requests: [MPI_Request?]
  private var owners: [(any Pinned)?]
  private var indices: [Int32]
  private var statuses: [MPI_Status]
  private var ready: [Completed] = []
  private var taken = 0

  /// A transfer that is complete.
  struct Completed {
    /// Its number.
    let number: Int
    /// Of a receive: the message's tag, and how many bytes came; nil where they were more than fit.
    let tag: Int32
    let bytes: Int?
  }

  /// Room for `count` transfers.
  init(_ count: Int) {
    requests = Array(repeating: cmpi_request_null(), count: count)
    owners = Array(repeating: nil, count: count)
    indices = Array(repeating: 0, count: count)
    statuses = Array(repeating: MPI_Status(), count: count)
    ready.reserveCapacity(count)
  }

  deinit {
    for (owner, request) in zip(owners, requests) where request != cmpi_request_null() {
      if let owner { _ = Unmanaged.passRetained(owner as AnyObject) }
    }
  }

  /// Whether a transfer is under way.
  func isPending(_ number: Int) -> Bool { requests[number] != cmpi_request_null() }

  /// Starts to send the whole memory, or nothing where there is none.
  mutating func send(_ number: Int, _ memory: (any Pinned)?, to peer: Peer, tag: Int32)
    throws(MPIError)
  {
    let bytes = memory?.bytes
    owners[number] = memory
    try check(
      MPI_Isend(
        bytes?.baseAddress, try count(bytes), cmpi_byte(), peer.rank, tag, peer.communicator,
        &requests[number]), "MPI_Isend")
  }

  /// Starts to receive into the memory, a message of any tag unless one is given.
  mutating func receive(
    _ number: Int, into memory: any Pinned, from peer: Peer, tag: Int32 = Wire.anyTag
  ) throws(MPIError) {
    let bytes = memory.bytes
    owners[number] = memory
    try check(
      MPI_Irecv(
        bytes.baseAddress, try count(bytes), cmpi_byte(), peer.rank, tag, peer.communicator,
        &requests[number]), "MPI_Irecv")
  }

  /// A transfer that was under way and is complete; nil while it is not.
  mutating func test(_ number: Int) throws(MPIError) -> Completed? {
    var done: Int32 = 0
    var status = MPI_Status()
    try check(MPI_Test(&requests[number], &done, &status), "MPI_Test")
    guard done != 0 else { return nil }
    owners[number] = nil
    return Completed(number: number, tag: status.MPI_TAG, bytes: try Self.bytes(&status))
  }

  /// Waits, without burning a core, until a transfer is complete.
  @discardableResult
  mutating func wait(_ number: Int, _ patience: Patience = Patience()) throws(MPIError) -> Completed
  {
    var patience = patience
    while true {
      if let completed = try test(number) { return completed }
      patience.pause()
    }
  }

  /// The next transfer that is complete, in the order of completion; nil where there is none yet.
  ///
  /// All completions of one look are given out before the next look, so no rank is preferred.
  mutating func next() throws(MPIError) -> Completed? {
    if taken == ready.count {
      ready.removeAll(keepingCapacity: true)
      taken = 0
      var count: Int32 = 0
      let code = MPI_Testsome(Int32(requests.count), &requests, &count, &indices, &statuses)
      // The statuses have errors only where the call says so.
      let haveErrors = code == Int32(MPI_ERR_IN_STATUS)
      if !haveErrors { try check(code, "MPI_Testsome") }
      guard count != MPI_UNDEFINED, count > 0 else { return nil }
      for i in 0..<Int(count) {
        owners[Int(indices[i])] = nil
        let error = haveErrors ? statuses[i].MPI_ERROR : Int32(MPI_SUCCESS)
        let isTooLong = error == Int32(MPI_ERR_TRUNCATE)
        if !isTooLong { try check(error, "MPI_Testsome") }
        ready.append(
          Completed(
            number: Int(indices[i]), tag: statuses[i].MPI_TAG,
            bytes: isTooLong ? nil : try Self.bytes(&statuses[i])))
      }
    }
    taken += 1
    return ready[taken - 1]
  }

  /// Forgets a transfer with a process that is gone: what MPI may still read or write stays for ever.
  mutating func abandon(_ number: Int) {
    if isPending(number), let owner = owners[number] {
      _ = Unmanaged.passRetained(owner as AnyObject)
    }
    requests[number] = cmpi_request_null()
    owners[number] = nil
    ready.removeSubrange(..<taken)
    taken = 0
    ready.removeAll { $0.number == number }
  }

  /// Takes back a receive that nothing will match. (MPI 3.1, section 3.8.4)
  mutating func cancel(_ number: Int) throws(MPIError) {
    guard isPending(number) else { return }
    try check(MPI_Cancel(&requests[number]), "MPI_Cancel")
    try wait(number)
  }

  private static func bytes(_ status: inout MPI_Status) throws(MPIError) -> Int {
    var bytes: Int32 = 0
    try check(MPI_Get_count(&status, cmpi_byte(), &bytes), "MPI_Get_count")
    return Int(bytes)
  }

  /// Bytes as MPI counts them.
  /// - Throws: where they are 2 GiB or more, which one MPI 3 message cannot hold.
  private func count(_ memory: UnsafeMutableRawBufferPointer?) throws(MPIError) -> Int32 {
    let bytes = memory?.count ?? 0
    guard let count = Int32(exactly: bytes) else {
      throw MPIError(
        call: "MPI message", problem: "\(bytes) bytes are 2 GiB or more; use float32")
    }
    return count
  }
}
