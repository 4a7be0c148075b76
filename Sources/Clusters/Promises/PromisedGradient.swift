import Kernels
import Staleness

/// The gradient of a block at a version of the model, with the draw of a task.
struct GradientName: Hashable {
  var block: Int
  var draw: Int
}

/// A gradient that is evaluated when it is needed, and whose memory is used again when it is not.
final class PromisedGradient<Element: Scalar> {
  let name: GradientName
  let snapshot: ModelSnapshot<Element>
  var slot: Slot<Element>?
  /// Why it could not be evaluated.
  var failure: (any Error)?
  private let pool: VectorPool<Element>

  init(_ name: GradientName, _ snapshot: ModelSnapshot<Element>, _ pool: VectorPool<Element>) {
    self.name = name
    self.snapshot = snapshot
    self.pool = pool
  }

  deinit { if let slot { pool.give(slot) } }
}

struct WeakGradient<Element: Scalar> {
  weak var gradient: PromisedGradient<Element>?
}

/// Vectors to use again.
final class VectorPool<Element: Scalar> {
  private var free: [Slot<Element>] = []

  func take(_ count: Int) -> Slot<Element> { free.popLast() ?? Slot(count, repeating: 0) }
  func give(_ slot: Slot<Element>) { free.append(slot) }
}
