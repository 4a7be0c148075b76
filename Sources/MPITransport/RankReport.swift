import Glibc

/// What a rank tells rank 0: its host, and a problem, or the values of its facts.
struct RankReport {
  /// Bytes of the longest report.
  static let longest = 1 << 16
  private static let end: UInt8 = 0

  /// An exit code, then the host and a problem's line, or values, each ended by a zero.
  let bytes: [UInt8]

  init(_ problem: RankProblem?, _ facts: [RankFact]) {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    let host = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    var bytes = [UInt8(truncatingIfNeeded: problem?.code ?? 0)] + host + [Self.end]
    for text in problem.map({ [$0.line] }) ?? facts.map(\.value) {
      bytes += text.utf8.filter { $0 != Self.end } + [Self.end]
    }
    self.bytes = Array(bytes.prefix(Self.longest))
  }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The rank's host.
  var host: String {
    String(decoding: bytes.dropFirst().prefix { $0 != Self.end }, as: UTF8.self)
  }

  /// What kept the rank from being ready; nil where it was.
  func failure(of rank: Int) -> RankProblem? {
    bytes.first.map { $0 == 0 } ?? true ? nil : problem(of: rank, comparedWith: [])
  }

  /// What is wrong with the rank, beside rank 0.
  func problem(of rank: Int, comparedWith facts: [RankFact]) -> RankProblem? {
    let texts = bytes.dropFirst().split(separator: Self.end, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard let code = bytes.first, let host = texts.first else { return nil }
    let place = "rank \(rank) on \(host): "
    let values = texts.dropFirst().dropLast()
    if code != 0 { return RankProblem(place + (values.first ?? ""), code: Int32(code)) }
    guard values.count == facts.count else {
      return RankProblem(
        place + "its program is of another version than rank 0's; install one on all machines",
        code: 1)
    }
    for (fact, value) in zip(facts, values) where fact.value != value {
      func said(_ value: String) -> String { value.isEmpty ? "not given" : "'\(value)'" }
      return RankProblem(
        place + "\(fact.name) is \(said(value)), and \(said(fact.value)) on rank 0; \(fact.remedy)",
        code: 1)
    }
    return nil
  }
}
