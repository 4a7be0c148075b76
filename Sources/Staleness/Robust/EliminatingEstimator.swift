public import Coding
public import Kernels

/// Adds up the blocks of groups of workers that hold the same ones, without those that lie.
///
/// Workers send the gradient of each block apart. Where two of a group differ, bit for bit, a tournament
/// finds a block on which they do, and the parameter server evaluates that block itself, at the same model with the
/// same draws: whoever sent something else is eliminated, and never counts again. Of s + 1 workers with up to
/// s liars the honest ones are left, and the sum has their bits. With s + 1 liars that agree theirs count.
///
/// Memory: two vectors a message. Time: O(k d) for k messages, and one evaluation a liar.
///
/// - Source: Hofmeister, Maßny, Yaakobi, Bitar, "Byzantine-Resilient Gradient Coding Through Local Gradient
///   Computations", arXiv:2401.02380, 2024; there halves of a sum are asked for, where here they were sent.
public struct EliminatingEstimator<Element: Scalar>: Estimator, ~Copyable {
  /// Evaluates a block: g ← its share of the mean gradient at the model, by the draws of a version.
  public typealias Evaluation = (
    _ block: Int, _ version: Int, _ model: Span<Element>, _ g: inout MutableSpan<Element>
  ) throws -> Void

  private let group: Int
  private let evaluate: Evaluation
  private var received: ReceivedMessages<Element>
  private var own: Slot<Element>?
  private var scratch: Slot<Element>?
  /// Who was found to lie.
  private var eliminated: Set<Int> = []

  /// An estimator.
  /// - Parameters:
  ///   - group: Workers a group, and blocks; part p of a worker is block p of its group.
  ///   - attack: nil where all are honest.
  ///   - evaluate: The parameter server's own gradients.
  public init(group: Int, attack: Attack? = nil, evaluate: @escaping Evaluation) {
    self.group = group
    self.evaluate = evaluate
    received = ReceivedMessages(parts: group, attack: attack)
  }

  public var needsReplaced: Bool { false }
  public var liars: [Int] { eliminated.sorted() }

  public mutating func estimate<H: HeldMessages<Element> & ~Copyable>(
    _ weights: [Weight], of held: inout H, at model: Span<Element>, step: Int,
    into y: inout MutableSpan<Element>
  ) throws {
    let messages = try received.read(weights, of: &held, length: y.count)
    let scratch = scratch ?? Slot(y.count, repeating: 0)
    let own = own ?? Slot(y.count, repeating: 0)
    (self.scratch, self.own) = (scratch, own)
    let group = self.group
    let evaluate = self.evaluate
    // By place: all messages are there, since the scheme waits for everybody.
    var slots: [Int: (Slot<Element>, Weight)] = [:]
    for (weight, message) in zip(weights, messages) { slots[weight.place] = (message, weight) }
    func claim(_ worker: Int, _ block: Int) throws -> (slot: Slot<Element>, weight: Weight) {
      guard let (slot, weight) = slots[worker * group + block] else {
        throw DecodingError("worker \(worker): block \(block) of its group has not come")
      }
      return (slot, weight)
    }
    func areSame(_ a: Slot<Element>, _ b: Slot<Element>) -> Bool {
      scratch.vector.withMutableSpan { c in
        a.vector.withSpan { Element.copy($0, &c) }
        b.vector.withSpan { Element.axpy(-1, $0, &c) }
      }
      return scratch.vector.withSpan { Element.norm($0) } == 0
    }
    var summands: [(Slot<Element>, Double)] = []
    let workers = Set(weights.map { $0.place / group }).sorted()
    for number in Set(workers.map { $0 / group }).sorted() {
      let members = workers.filter { $0 / group == number && !eliminated.contains($0) }
      var evaluated: Int?
      let tournament = try Tournament(members, blocks: group) { a, b, blocks in
        try blocks.allSatisfy { areSame(try claim(a, $0).slot, try claim(b, $0).slot) }
      } isTrue: { worker, block in
        if evaluated != block {
          let version = try claim(worker, block).weight.version
          try own.vector.withMutableSpan {
            try evaluate(number * group + block, version, model, &$0)
          }
          evaluated = block
        }
        return areSame(try claim(worker, block).slot, own)
      }
      eliminated.formUnion(tournament.eliminated)
      guard let chosen = tournament.survivors.first else { continue }
      for block in 0..<group { summands.append((try claim(chosen, block).slot, 1)) }
    }
    ReceivedMessages.add(summands, &y)
  }

  public func state() -> SavedState<Element> {
    SavedState(numbers: ["eliminated": eliminated.sorted().map(Double.init)])
  }

  public mutating func restore(
    _ state: SavedState<Element>, models: (Int) -> ModelSnapshot<Element>?
  ) throws(SavedStateError) {
    try state.check(only: ["eliminated"])
    eliminated = Set(try state.integers("eliminated"))
  }
}
