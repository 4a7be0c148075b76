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
    var transfer = Transfers(1)
    guard rank == 0 else {
      let report = problem.map { [UInt8(truncatingIfNeeded: $0.code)] + Array($0.line.utf8) } ?? []
      let bytes = Slot(Vector(copying: Array(report.prefix(Self.longestReport)).span))
      try transfer.send(0, bytes, to: handshake(0), tag: Wire.problem)
      try transfer.wait(0)
      let verdict = Slot<UInt8>(1, repeating: 0)
      try transfer.receive(0, into: verdict, from: handshake(0), tag: Wire.verdict)
      try transfer.wait(0)
      let code = Int32(verdict.vector[0])
      return code == 0 ? nil : RankProblem("", code: code)
    }
    var first = problem
    let report = Slot<UInt8>(Self.longestReport, repeating: 0)
    for other in 1..<max(size, 1) {
      try transfer.receive(0, into: report, from: handshake(other), tag: Wire.problem)
      guard let bytes = try transfer.wait(0).bytes, bytes > 0, first == nil else { continue }
      let text = (1..<bytes).map { report.vector[$0] }
      first = RankProblem(
        "rank \(other): " + String(decoding: text, as: UTF8.self), code: Int32(report.vector[0]))
    }
    let code = Slot(1, repeating: UInt8(truncatingIfNeeded: first?.code ?? 0))
    for other in 1..<max(size, 1) {
      try transfer.send(0, code, to: handshake(other), tag: Wire.verdict)
      try transfer.wait(0)
    }
    return first
  }

  private static var longestReport: Int { 4096 }
}
