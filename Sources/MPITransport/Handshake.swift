internal import CMPI
internal import Kernels

extension MPIEnvironment {
  /// Tells every rank whether all are ready; called by all of them, once, before the first model.
  ///
  /// A rank whose data cannot be read says so here, and all end together, with one line on rank 0.
  /// - Parameter problem: What is wrong on this rank; nil where it is ready.
  /// - Returns: On rank 0 the problems by rank, on the others only whether there are any (one empty
  ///   entry). Empty: all are ready.
  public borrowing func agree(problem: String?) throws(MPIError) -> [(rank: Int, problem: String)] {
    if rank == 0 {
      var problems = problem.map { [(rank: 0, problem: $0)] } ?? []
      for worker in 1..<max(size, 1) {
        let buffer = Vector<UInt8>(repeating: 0, count: Self.longestProblem)
        let received = try Request.receive(into: buffer, from: worker, tag: Wire.problem).wait()
        guard received.bytes > 0 else { continue }
        let text = (0..<received.bytes).map { received.vector[$0] }
        problems.append((worker, String(decoding: text, as: UTF8.self)))
      }
      for worker in 1..<max(size, 1) {
        let verdict = Vector<UInt8>(repeating: problems.isEmpty ? 1 : 0, count: 1)
        _ = try Request.send(verdict, to: worker, tag: Wire.verdict).wait()
      }
      return problems
    }
    let bytes = Array((problem ?? "").utf8.prefix(Self.longestProblem))
    _ = try Request.send(Vector(copying: bytes.span), to: 0, tag: Wire.problem).wait()
    let verdict = Vector<UInt8>(repeating: 0, count: 1)
    let received = try Request.receive(into: verdict, from: 0, tag: Wire.verdict).wait()
    return received.vector[0] == 1 ? [] : [(rank: rank, problem: problem ?? "")]
  }

  private static var longestProblem: Int { 4096 }
}
