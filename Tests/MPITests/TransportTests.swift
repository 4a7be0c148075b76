import Testing

/// The transport by itself, between real ranks.
@Suite("Transport", .serialized)
struct TransportTests {
  @Test(
    "Ranks check what they send each other",
    arguments: [
      ("requests", 2), ("requests", 5), ("agreement", 2), ("agreement", 4), ("newest", 5),
    ])
  func holds(check: String, ranks: Int) throws {
    let result = try Launcher.mpirun(ranks: ranks, "mpi-checks", [check], limit: 60)
    #expect(result.code == 0, "\(result.errors)")
  }

  @Test("A request that is dropped before it completes ends the job")
  func droppedRequest() throws {
    let result = try Launcher.mpirun(ranks: 1, "mpi-checks", ["dropped"], limit: 60)
    #expect(result.code != 0)
    #expect(result.errors.contains("dropped before it completed"), "\(result.errors)")
  }
}
