import Coding
import Kernels
import Staleness

/// Messages of blocks whose Hessians are diagonal, and what a step replaces: no evaluation costs more than
/// a pass.
struct Held: HeldMessages, ~Copyable {
  typealias Element = Double

  private let hessians: [Slot<Double>]
  private var messages: [Slot<Double>] = []
  private var models: [ModelSnapshot<Double>] = []
  private var published = PublishedModels<Double>()
  private var news: [Replacement<Double>] = []
  private var spare: [Slot<Double>] = []
  private var next = 0
  var keepsReplaced: Bool

  init(blocks: Int, at x: borrowing Vector<Double>, keepsReplaced: Bool) {
    self.keepsReplaced = keepsReplaced
    var state: UInt32 = 1
    let d = x.count
    hessians = (0..<blocks).map { _ in
      let h = Slot<Double>(d, repeating: 0)
      h.vector.withMutableSpan { h in
        for i in h.indices {
          state = state &* 1_664_525 &+ 1_013_904_223
          h[i] = (0.01 + Double(state) / 4_294_967_296) / Double(blocks)
        }
      }
      return h
    }
    published.publish(x.span, version: 0)
    for block in 0..<blocks { add(block, version: 0) }
  }

  /// What a step uses: every block's newest message.
  var weights: [Weight] {
    models.indices.map { Weight(place: $0, version: models[$0].version, 1) }
  }

  /// The next `count` blocks in turn, evaluated at a model.
  mutating func receive(_ count: Int, at x: borrowing Vector<Double>, version: Int) {
    published.publish(x.span, version: version)
    published.forget(before: version)
    for _ in 0..<count {
      add(next, version: version)
      next = (next + 1) % hessians.count
    }
  }

  private mutating func add(_ block: Int, version: Int) {
    guard let model = published[version] else { return }
    let slot = spare.popLast() ?? Slot(hessians[block].vector.count + 1, repeating: 0)
    slot.vector.withMutableSpan { g in
      hessians[block].vector.withSpan { h in
        model.withModel { x in for i in x.indices { g[i] = h[i] * (x[i] - 1) } }
      }
    }
    var old: (message: Slot<Double>, model: ModelSnapshot<Double>)?
    if messages.count > block {
      old = (messages[block], models[block])
      (messages[block], models[block]) = (slot, model)
    } else {
      messages.append(slot)
      models.append(model)
    }
    if keepsReplaced {
      news.append(Replacement(place: block, message: slot, model: model, replaced: old))
    } else if let old {
      spare.append(old.message)
    }
  }

  mutating func combine(_ weights: [Weight], into y: inout MutableSpan<Double>) {
    Double.combine(weights.map(\.value), weights.map { messages[$0.place] }, &y)
  }

  mutating func withMessage(at place: Int, _ body: (Span<Double>) throws -> Void) throws {
    try messages[place].vector.withSpan { try body($0) }
  }

  mutating func replacements(_ body: (Replacement<Double>) throws -> Void) throws {
    for one in news { try body(one) }
    spare += news.compactMap { $0.replaced?.message }
    news.removeAll(keepingCapacity: true)
  }
}
