/// Settles which of some workers that evaluated the same blocks lie, by questions and a few gradients of
/// the parameter server's own.
///
/// Two that disagree on the sum of all blocks are asked for the sum of half of them, then of half of the
/// half where they differ, until one block is left on which they do. The parameter server evaluates that one, and
/// whoever claimed something else is out. Then the next two, until all that are left agree: of s + 1 workers
/// with at most s liars one is honest, so what they agree on is the sum.
///
/// It knows neither gradients nor messages: closures answer. Claims must add up: two that agree on the
/// whole and on the first half agree on the second.
///
/// - Source: Hofmeister, Maßny, Yaakobi, Bitar, "Byzantine-Resilient Gradient Coding Through Local Gradient
///   Computations", arXiv:2401.02380, 2024.
public struct Tournament: Equatable, Sendable {
  /// Two workers that disagree, and a block on which they do.
  public struct Match: Equatable, Sendable {
    /// The workers.
    public let first: Int
    public let second: Int
    /// The block, by its number in the group.
    public let block: Int
  }

  /// Who is left, in the order given; they agree.
  public private(set) var survivors: [Int]
  /// Who was found to lie, in the order of finding.
  public private(set) var eliminated: [Int] = []
  /// The matches.
  public private(set) var matches: [Match] = []
  /// Answers to questions about parts of the sum, two a question.
  public private(set) var messages = 0
  /// Blocks that the parameter server evaluated, each counted once.
  public private(set) var computations = 0

  /// Plays it.
  /// - Parameters:
  ///   - workers: Who takes part.
  ///   - blocks: The number of blocks of each, at least 1.
  ///   - agree: Whether two claim the same sum over some blocks.
  ///   - isTrue: Whether what a worker claims of a block is what the parameter server evaluates.
  /// - Throws: what the closures throw, and `DecodingError` where nobody is left, or somebody's claims do
  ///   not add up.
  public init(
    _ workers: [Int], blocks: Int, agree: (Int, Int, Range<Int>) throws -> Bool,
    isTrue: (_ worker: Int, _ block: Int) throws -> Bool
  ) throws {
    survivors = workers
    var computed: Set<Int> = []
    while let first = survivors.first,
      let second = try survivors.dropFirst().first(where: { try !agree(first, $0, 0..<blocks) })
    {
      var range = 0..<blocks
      while range.count > 1 {
        let half = range.lowerBound..<range.lowerBound + range.count / 2
        messages += 2
        range = try agree(first, second, half) ? half.upperBound..<range.upperBound : half
      }
      let block = range.lowerBound
      matches.append(Match(first: first, second: second, block: block))
      computed.insert(block)
      computations = computed.count
      let liars = try [first, second].filter { try !isTrue($0, block) }
      guard !liars.isEmpty else {
        throw DecodingError(
          "workers \(first) and \(second) differ on a sum, and on none of its blocks")
      }
      eliminated += liars
      survivors.removeAll { liars.contains($0) }
    }
    guard !survivors.isEmpty else {
      throw DecodingError(
        "workers \(workers.map(String.init).joined(separator: ", ")): all of them lie, so that more do "
          + "than the code bears")
    }
  }
}
