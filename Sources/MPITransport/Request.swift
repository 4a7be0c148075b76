import CMPI
public import Kernels

/// A transfer in flight, which owns its vector until it is complete.
///
/// Starting a transfer consumes the vector and `wait()` gives it back, so no code can read, write or
/// free memory that MPI is using: the compiler has no name for it. A request that goes out of scope
/// unfinished traps, because nothing could make MPI let go of the memory.
public struct Request<Element: BitwiseCopyable>: ~Copyable {
  private let raw: MPI_Request?
  // The vector's place, retained by hand: a type with a deinit cannot give a noncopyable part away.
  private let place: Unmanaged<Slot<Element>>

  fileprivate init(raw: MPI_Request?, place: Slot<Element>) {
    self.raw = raw
    self.place = .passRetained(place)
  }

  deinit { precondition(false, "an MPI request was dropped before it completed") }

  /// Waits, without burning a core, until the transfer is complete, and gives its vector back.
  /// (MPI 3.1, section 3.7.3)
  public consuming func wait() throws(MPIError) -> Received<Element> {
    var raw = raw
    let place = place.takeRetainedValue()
    discard self
    var patience = Patience()
    var done: Int32 = 0
    var status = MPI_Status()
    while true {
      try check(MPI_Test(&raw, &done, &status), "MPI_Test")
      if done != 0 { break }
      patience.pause()
    }
    var bytes: Int32 = 0
    try check(MPI_Get_count(&status, cmpi_byte(), &bytes), "MPI_Get_count")
    var vector = Vector<Element>(copying: Span())
    swap(&vector, &place.vector)
    return Received(vector: vector, bytes: Int(bytes), tag: Int(status.MPI_TAG))
  }

  /// Starts to send a vector to a rank. (MPI 3.1, section 3.7.2)
  public static func send(_ vector: consuming Vector<Element>, to rank: Int, tag: Int)
    throws(MPIError) -> Request<Element>
  {
    let place = Slot(vector)
    let memory = place.vector.pinned
    var raw: MPI_Request?
    try check(
      MPI_Isend(
        memory.baseAddress, try byteCount(memory), cmpi_byte(), Int32(rank), Int32(tag),
        cmpi_comm_world(), &raw), "MPI_Isend")
    return Request(raw: raw, place: place)
  }

  /// Starts to receive into a vector from a rank. (MPI 3.1, section 3.7.2)
  public static func receive(into vector: consuming Vector<Element>, from rank: Int, tag: Int)
    throws(MPIError) -> Request<Element>
  {
    let place = Slot(vector)
    let memory = place.vector.pinned
    var raw: MPI_Request?
    try check(
      MPI_Irecv(
        memory.baseAddress, try byteCount(memory), cmpi_byte(), Int32(rank), Int32(tag),
        cmpi_comm_world(), &raw), "MPI_Irecv")
    return Request(raw: raw, place: place)
  }
}

/// A completed transfer: its vector again, and what was received.
public struct Received<Element: BitwiseCopyable>: ~Copyable {
  /// The vector that was sent, or received into.
  public var vector: Vector<Element>
  /// Of a receive: how many bytes came.
  public let bytes: Int
  /// Of a receive: the message's tag.
  public let tag: Int
}

/// The bytes of a vector as MPI counts them.
/// - Throws: where they are 2 GiB or more, which one MPI 3 message cannot hold.
func byteCount<Element>(_ memory: UnsafeMutableBufferPointer<Element>) throws(MPIError) -> Int32 {
  guard let count = Int32(exactly: memory.count * MemoryLayout<Element>.stride) else {
    throw MPIError(
      call: "MPI message", problem: "\(memory.count) elements are 2 GiB or more; use float32")
  }
  return count
}
