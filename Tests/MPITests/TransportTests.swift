import Testing

/// The transport by itself, between real ranks.
@Suite("Transport", .serialized)
struct TransportTests {
  @Test(
    "Ranks check what they send each other",
    arguments: [
      ("messages", 2), ("messages", 5), ("lengths", 2), ("lengths", 4), ("dropped", 2),
      ("dropped", 4), ("agreement", 2), ("agreement", 4), ("newest", 5), ("memory", 4),
      ("memory", 6),
    ])
  func holds(check: String, ranks: Int) throws {
    let result = try Launcher.mpirun(ranks: ranks, "mpi-checks", [check], limit: 60)
    #expect(result.code == 0, "\(result.errors)")
  }
}
