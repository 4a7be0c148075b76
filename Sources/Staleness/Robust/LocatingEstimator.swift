public import Coding
import Glibc
public import Kernels
import Randomness

/// Decodes a cyclic code whose senders may lie: locates the liars, and leaves their messages out.
///
/// Each message is projected on one random direction, drawn anew in each step, which makes a number y_j of
/// it. Honest messages are a codeword coordinate by coordinate, and so are their numbers; a lie moves
/// its number, whatever it looks like, but for directions that nobody draws. `CyclicCode.liars` finds whose. The
/// loss is a coordinate like the others.
///
/// Memory: a vector a message, and one. Time: O(k d) for k messages, and O(n s) for the search.
///
/// - Source: Chen, Wang, Charles, Papailiopoulos, "DRACO: Byzantine-resilient Distributed Training via
///   Redundant Gradients", ICML 2018, section 4.2.
public struct LocatingEstimator<Element: Scalar>: Estimator, ~Copyable {
  private let code: CyclicCode
  private let seed: UInt64
  private var received: ReceivedMessages<Element>
  private var direction: Slot<Element>?
  public private(set) var liars: [Int] = []

  /// An estimator.
  /// - Parameters:
  ///   - code: The code of the messages, which bears twice as many stragglers as liars.
  ///   - attack: nil where all are honest.
  ///   - seed: Of the directions.
  public init(_ code: CyclicCode, attack: Attack? = nil, seed: UInt64) {
    self.code = code
    self.seed = seed
    received = ReceivedMessages(parts: code.parts, attack: attack)
  }

  public var needsReplaced: Bool { false }

  /// What rounding may leave of the syndromes, in parts of the numbers: ε^{2/3}, so that of half the digits
  /// of a gradient none can be forged.
  static var precision: Double {
    let unit = Element.ulpOfOne.double
    return cbrt(unit * unit)
  }

  public mutating func estimate<H: HeldMessages<Element> & ~Copyable>(
    _ weights: [Weight], of held: inout H, at model: Span<Element>, step: Int,
    into y: inout MutableSpan<Element>
  ) throws {
    let messages = try received.read(weights, of: &held, length: y.count)
    let direction = drawDirection(step: step, length: y.count)
    var values = Array(repeating: Complex(0), count: code.workers)
    for (weight, message) in zip(weights, messages) {
      let value = direction.vector.withSpan { f in
        message.vector.withSpan { Element.dot(f, $0).double }
      }
      let (worker, part) = weight.place.quotientAndRemainder(dividingBy: code.parts)
      if part == 0 { values[worker].re = value } else { values[worker].im = value }
    }
    let liars = try code.liars(in: values, precision: Self.precision)
    self.liars = liars
    let honest = StragglerPatterns.others(than: liars, of: code.workers)
    var decoding = Array(repeating: Complex(0), count: code.workers)
    for (worker, a) in zip(honest, code.weights(of: honest, without: liars)) {
      decoding[worker] = a
    }
    var summands: [(Slot<Element>, Double)] = []
    for (weight, message) in zip(weights, messages) {
      let (worker, part) = weight.place.quotientAndRemainder(dividingBy: code.parts)
      // What is left out may be infinite, so that a weight of zero would not do.
      guard !liars.contains(worker) else { continue }
      summands.append((message, part == 0 ? decoding[worker].re : -decoding[worker].im))
    }
    ReceivedMessages.add(summands, &y)
  }

  /// The direction of a step.
  private mutating func drawDirection(step: Int, length: Int) -> Slot<Element> {
    let direction = direction ?? Slot(length, repeating: 0)
    self.direction = direction
    var stream = Stream(seed: seed, for: .projection, step)
    direction.vector.withMutableSpan { f in
      for i in 0..<f.count { f[i] = .nearest(2 * stream.uniform() - 1) }
    }
    return direction
  }
}
