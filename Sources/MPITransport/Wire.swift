import CMPI

/// How tags carry meaning: every message tells its version, nothing is inferred from its order.
///
/// From the parameter server: 0 is stop, v + 1 a model of version v. From a worker: 0 is goodbye,
/// then for each version one tag that says the task was dropped, and one for each part.
struct Wire {
  let parts: Int

  static let stop: Int32 = 0
  static let goodbye: Int32 = 0
  /// Tags of the handshake, on messages before the first model.
  static let problem = 1
  static let verdict = 2

  /// The largest version that fits a tag: Open MPI's upper bound is 2³¹ − 1.
  var largestVersion: Int { (Int(Int32.max) - 2) / (parts + 1) - 1 }

  func model(_ version: Int) -> Int32 { Int32(version + 1) }
  func version(ofModel tag: Int32) -> Int { Int(tag) - 1 }

  func dropped(_ version: Int) -> Int32 { Int32(1 + version * (parts + 1)) }
  func message(_ version: Int, part: Int) -> Int32 { Int32(2 + version * (parts + 1) + part) }

  /// The version of a worker's message, and its part; nil where the task was dropped.
  func answer(_ tag: Int32) -> (version: Int, part: Int?) {
    let (version, code) = (Int(tag) - 1).quotientAndRemainder(dividingBy: parts + 1)
    return (version, code == 0 ? nil : code - 1)
  }
}

/// An empty message: its tag says all.
///
/// Completed at once, since it is far below any eager limit.
func sendEmpty(to rank: Int, tag: Int32) throws(MPIError) {
  var raw: MPI_Request?
  try check(
    MPI_Isend(nil, 0, cmpi_byte(), Int32(rank), tag, cmpi_comm_world(), &raw), "MPI_Isend")
  try complete(&raw)
}

/// Tests a request until it is complete, yielding and napping in between.
func complete(_ raw: inout MPI_Request?) throws(MPIError) {
  var patience = Patience()
  var done: Int32 = 0
  while true {
    try check(MPI_Test(&raw, &done, cmpi_status_ignore()), "MPI_Test")
    if done != 0 { return }
    patience.pause()
  }
}
