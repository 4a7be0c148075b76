import CMPI
import Kernels

/// What keeps a rank from starting.
public struct RankProblem: Equatable, Sendable {
  /// One line for the user.
  public let line: String
  /// The exit code it asks for, 1 to 255.
  public let code: Int32

  /// A problem of this rank.
  public init(_ line: String, code: Int32) {
    self.line = line
    self.code = code
  }
}

extension MPIEnvironment {
  /// Tells every rank whether all are ready; called by all of them, once, before the first model.
  ///
  /// A rank whose data cannot be read says so here, and all end together, with one line on rank 0.
  /// - Parameter problem: What is wrong on this rank; nil where it is ready.
  /// - Returns: nil where all are ready. Else the first problem by rank; the ranks other than 0 learn
  ///   its exit code only.
  public borrowing func agree(_ problem: RankProblem?) throws(MPIError) -> RankProblem? {
    guard rank == 0 else {
      let report = problem.map { [UInt8(truncatingIfNeeded: $0.code)] + Array($0.line.utf8) } ?? []
      let bytes = Array(report.prefix(Self.longestReport))
      _ = try Request.send(Vector(copying: bytes.span), to: 0, tag: Wire.problem).wait()
      let verdict = Vector<UInt8>(repeating: 0, count: 1)
      let received = try Request.receive(into: verdict, from: 0, tag: Wire.verdict).wait()
      let code = Int32(received.vector[0])
      return code == 0 ? nil : RankProblem("", code: code)
    }
    var first = problem
    for worker in 1..<max(size, 1) {
      let buffer = Vector<UInt8>(repeating: 0, count: Self.longestReport)
      let received = try Request.receive(into: buffer, from: worker, tag: Wire.problem).wait()
      guard received.bytes > 0, first == nil else { continue }
      let text = (1..<received.bytes).map { received.vector[$0] }
      first = RankProblem(
        "rank \(worker): " + String(decoding: text, as: UTF8.self), code: Int32(received.vector[0]))
    }
    for worker in 1..<max(size, 1) {
      let code = UInt8(truncatingIfNeeded: first?.code ?? 0)
      _ = try Request.send(
        Vector<UInt8>(repeating: code, count: 1), to: worker, tag: Wire.verdict
      ).wait()
    }
    return first
  }

  private static var longestReport: Int { 4096 }
}
