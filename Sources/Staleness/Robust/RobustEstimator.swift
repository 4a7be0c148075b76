public import Coding
public import Kernels

/// An estimate that some liars among the workers cannot spoil, or that shows how they do.
///
/// Each message counts as if it alone were the estimate: k a_j m_j for k messages, whose mean is the
/// weighted sum. Of these the aggregate is taken. An attack, where there is one, replaces what liars sent
/// before. Place j must be worker j's; a sum also goes with several messages a worker.
///
/// Memory: one vector a message. Time: O(k d) for a sum and a vote, O(k² d) for Krum, O(k² d) at worst
/// for medians.
///
/// - Source: majority: Chen, Wang, Charles, Papailiopoulos, "DRACO: Byzantine-resilient Distributed
///   Training via Redundant Gradients", ICML 2018; Krum: Blanchard, El Mhamdi, Guerraoui, Stainer,
///   "Machine Learning with Adversaries", NeurIPS 2017; median: Yin, Chen, Ramchandran, Bartlett,
///   "Byzantine-Robust Distributed Learning", ICML 2018.
public struct RobustEstimator<Element: Scalar>: Estimator, ~Copyable {
  private let aggregate: Aggregate
  private var received: ReceivedMessages<Element>
  private var scratch: Slot<Element>?

  /// An estimator.
  /// - Parameters:
  ///   - attack: nil where all are honest.
  ///   - parts: Messages a task may send.
  public init(_ aggregate: Aggregate, attack: Attack? = nil, parts: Int = 1) {
    self.aggregate = aggregate
    received = ReceivedMessages(parts: parts, attack: attack)
  }

  public var needsReplaced: Bool { false }

  public mutating func estimate<H: HeldMessages<Element> & ~Copyable>(
    _ weights: [Weight], of held: inout H, at model: Span<Element>, step: Int,
    into y: inout MutableSpan<Element>
  ) throws {
    let scratch = scratch ?? Slot(y.count, repeating: 0)
    self.scratch = scratch
    let messages = try received.read(weights, of: &held, length: y.count)
    let factors = weights.map { $0.value }
    switch aggregate {
    case .sum, .locate, .eliminate:
      ReceivedMessages.add(messages.indices.map { (messages[$0], factors[$0]) }, &y)
    case .majority(let group): try vote(messages, weights, group, scratch, &y)
    case .median:
      scale(messages, factors)
      Element.medians(messages, &y)
    case .krum(let liars):
      scale(messages, factors)
      let chosen = nearest(messages, liars, scratch)
      messages[chosen].vector.withSpan { Element.copy($0, &y) }
    }
  }

  private func scale(_ messages: [Slot<Element>], _ factors: [Double]) {
    let k = Double(messages.count)
    for (slot, factor) in zip(messages, factors) {
      slot.vector.withMutableSpan { Element.scale(.nearest(k * factor), &$0) }
    }
  }

  private func distance(_ a: Slot<Element>, _ b: Slot<Element>, _ scratch: Slot<Element>) -> Double
  {
    scratch.vector.withMutableSpan { c in
      a.vector.withSpan { Element.copy($0, &c) }
      b.vector.withSpan { Element.axpy(-1, $0, &c) }
    }
    return scratch.vector.withSpan { Element.norm($0) }
  }

  /// Which message has the nearest n − f − 2 neighbors.
  private func nearest(_ messages: [Slot<Element>], _ liars: Int, _ scratch: Slot<Element>) -> Int {
    let neighbors = max(1, messages.count - liars - 2)
    var best = (place: 0, score: Double.infinity)
    for i in messages.indices {
      var squares: [Double] = []
      for j in messages.indices where j != i {
        let d = distance(messages[i], messages[j], scratch)
        squares.append(d * d)
      }
      squares.sort()
      let score = squares.prefix(neighbors).reduce(0, +)
      if score < best.score { best = (i, score) }
    }
    return best.place
  }

  private func vote(
    _ messages: [Slot<Element>], _ weights: [Weight], _ group: Int, _ scratch: Slot<Element>,
    _ y: inout MutableSpan<Element>
  ) throws {
    var winners: [(Slot<Element>, Double)] = []
    var first = 0
    while first < messages.count {
      let number = weights[first].place / group
      let members = (first..<messages.count).prefix { weights[$0].place / group == number }
      let winner = members.first { i in
        members.count { distance(messages[i], messages[$0], scratch) == 0 } * 2 > members.count
      }
      guard let winner else {
        throw DecodingError(
          "workers \(number * group) to \(number * group + group - 1): no message is that of most; "
            + "more of them lie than the code bears")
      }
      winners.append((messages[winner], members.reduce(0) { $0 + weights[$1].value }))
      first = members.upperBound
    }
    ReceivedMessages.add(winners, &y)
  }
}
