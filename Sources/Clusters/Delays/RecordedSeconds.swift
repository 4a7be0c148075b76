extension Delays {
  /// Recorded seconds in memory as a delay: `trace` without a file.
  ///
  /// A task of load l takes what its worker took at that step, times 1 - share + share·l/recordedLoad.
  /// - Parameters:
  ///   - rows: Seconds, a row a worker and a column a step; rows of one length, at least 1.
  ///   - recordedLoad: The load of the tasks that were recorded, above 0.
  ///   - share: The part of the seconds that grows with the load, 0 to 1.
  ///   - rounds: Length of the runs of steps that are drawn at random; nil replays them in order.
  ///   - seed: Of the runs that are drawn.
  /// - Precondition: there is a row, and every row has as many seconds as the first.
  public static func recorded(
    _ rows: [[Double]], recordedLoad: Double = 1, share: Double, rounds: Int? = nil,
    seed: UInt64 = 1
  ) -> any DelayModel {
    let columns = rows.first?.count ?? 0
    precondition(columns > 0 && rows.allSatisfy { $0.count == columns }, "rows differ in length")
    return TraceDelay(
      Trace(rows.flatMap { $0 }, rows: rows.count, columns: columns), recordedLoad: recordedLoad,
      share: share, roundsInRun: rounds, seed: seed)
  }
}
