import CMPI
import Kernels

/// A worker's one posted receive from the parameter server: a model, or the stop.
final class Inbox<Element: Scalar> {
  private var request: MPI_Request? = cmpi_request_null()
  private var isHere = false
  /// The tag of what came last.
  private(set) var tag: Int32 = -1

  /// Posts the receive.
  func post(into place: Slot<Element>) throws(MPIError) {
    isHere = false
    let memory = place.vector.pinned
    try check(
      MPI_Irecv(
        memory.baseAddress, try byteCount(memory), cmpi_byte(), 0, MPI_ANY_TAG, cmpi_comm_world(),
        &request), "MPI_Irecv")
  }

  /// Whether something has come.
  func test() throws(MPIError) -> Bool {
    if isHere { return true }
    var done: Int32 = 0
    var status = MPI_Status()
    try check(MPI_Test(&request, &done, &status), "MPI_Test")
    guard done != 0 else { return false }
    tag = status.MPI_TAG
    isHere = true
    return true
  }

  /// Waits for something to come, and tells its tag.
  func wait() throws(MPIError) -> Int32 {
    // Idle workers wait together, all but one of the ranks: their naps are longer.
    var patience = Patience(longestMicroseconds: 500)
    while try !test() { patience.pause() }
    return tag
  }
}
