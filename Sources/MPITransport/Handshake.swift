import CMPI
import Glibc
import Kernels

/// What keeps a rank from starting.
public struct RankProblem: Equatable, Sendable {
  /// One line for the user, or a block whose first line says all.
  public let line: String
  /// The exit code it asks for, 1 to 255.
  public let code: Int32

  /// A problem of this rank.
  public init(_ line: String, code: Int32) {
    self.line = line
    self.code = code
  }
}

extension RankProblem {
  /// The problem without its rank, host and numbers: the same where ranks fail in the same way.
  public var kind: String {
    (line.split(separator: ": ", maxSplits: 1).last ?? "").filter { !$0.isNumber }
  }

  /// Whether it has more than a line, such as a traceback.
  var isBlock: Bool { line.contains("\n") }
}

/// What all ranks must have alike.
public struct RankFact: Equatable, Sendable {
  /// What it is of: an option, a file.
  public let name: String
  /// Its value, or a digest.
  public let value: String
  /// What to do where it differs.
  public let remedy: String

  /// A fact of this rank.
  public init(_ name: String, _ value: String, remedy: String) {
    self.name = name
    self.value = value
    self.remedy = remedy
  }
}

extension MPIEnvironment {
  /// Tells every rank whether all are ready and alike; called by all of them, once, before the first
  /// model.
  ///
  /// A rank whose data cannot be read, or that was given other options or data than rank 0, says so
  /// here, and all end together, with one line on rank 0.
  /// - Parameters:
  ///   - problem: What is wrong on this rank; nil where it is ready.
  ///   - facts: What must be as on rank 0.
  ///   - lines: Rank 0's connections beside MPI by worker, by which it sees that one has died.
  /// - Returns: nil where all are ready. Else the first problem by rank; the ranks other than 0 learn
  ///   its exit code only. Where it is a block, a line at its end sums up who failed too.
  public borrowing func agree(
    _ problem: RankProblem?, on facts: [RankFact] = [], lines: [Int32] = []
  ) throws(MPIError) -> RankProblem? {
    var transfer = Transfers(1)
    guard rank == 0 else {
      let report = Slot(Vector(copying: RankReport(problem, facts).bytes.span))
      try transfer.send(0, report, to: handshake(0), tag: Wire.problem)
      try transfer.wait(0)
      let verdict = Slot<UInt8>(1, repeating: 0)
      try transfer.receive(0, into: verdict, from: handshake(0), tag: Wire.verdict)
      try transfer.wait(0)
      let code = Int32(verdict.vector[0])
      return code == 0 ? nil : RankProblem("", code: code)
    }
    var first = problem
    var (alike, unlike): ([Int], [Int]) = ([], [])
    var dead: Set<Int> = []
    for other in 1..<max(size, 1) {
      let report = Slot<UInt8>(RankReport.longest, repeating: 0)
      try transfer.receive(0, into: report, from: handshake(other), tag: Wire.problem)
      var patience = Patience()
      var completed = try transfer.test(0)
      while completed == nil, !Self.hasEnded(other - 1, lines) {
        patience.pause()
        completed = try transfer.test(0)
      }
      guard let completed else {
        transfer.abandon(0)
        dead.insert(other)
        first =
          first
          ?? RankProblem("rank \(other): its process has ended before the first step", code: 1)
        continue
      }
      guard let count = completed.bytes else { continue }
      let told = RankReport((0..<count).map { report.vector[$0] })
      guard let known = first else {
        first = told.problem(of: other, comparedWith: facts)
        continue
      }
      if let failure = told.failure(of: other) {
        if failure.kind == known.kind { alike.append(other) } else { unlike.append(other) }
      }
    }
    let code = Slot(1, repeating: UInt8(truncatingIfNeeded: first?.code ?? 0))
    for other in 1..<max(size, 1) where !dead.contains(other) {
      try transfer.send(0, code, to: handshake(other), tag: Wire.verdict)
      try transfer.wait(0)
    }
    guard let first, first.isBlock else { return first }
    return RankProblem(first.line + Self.others(alike, unlike), code: first.code)
  }

  /// Lines on ranks that failed too, whose blocks nobody needs to read.
  private static func others(_ alike: [Int], _ unlike: [Int]) -> String {
    [(alike, "the same way"), (unlike, "another way")].filter { !$0.0.isEmpty }.map { ranks, way in
      "\n\(ranks.count == 1 ? "rank" : "ranks") \(ranks.map(String.init).joined(separator: ", "))"
        + " failed in \(way)"
    }.joined()
  }

  /// Whether a worker's connection beside MPI is closed; false where it has none.
  private static func hasEnded(_ worker: Int, _ lines: [Int32]) -> Bool {
    guard lines.indices.contains(worker), lines[worker] >= 0 else { return false }
    var byte: UInt8 = 0
    while true {
      let count = recv(lines[worker], &byte, 1, Int32(MSG_DONTWAIT))
      if count > 0 { continue }
      return count == 0 || errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR
    }
  }
}
