public import Coding
public import Kernels

/// Σ a_i (m_i + B_i (x − z_i)): stale gradients, moved to the current model by secants of their own.
///
/// For every place the estimator keeps the last pairs of what it held: how its gradient changed between
/// the models at which it was evaluated, which the parameter server sees anyway. So nothing more is
/// evaluated or sent. The secant model B_i of a block is made of its own pairs only; the message's last
/// element, its loss, is moved to second order too.
///
/// It is a Hessian-free form of curvature-aided incremental aggregated gradient (Wai, Freris, Nedić,
/// Scaglione, arXiv:1710.08936) in an asynchronous parameter server; the same prediction was used for
/// federated unlearning (DeltaGrad, arXiv:2006.14755; FedRecover, arXiv:2210.10936), and incremental
/// quasi-Newton methods (IQN, arXiv:1702.00709) contain the sum but precondition with it.
///
/// Memory: 2 m + 1 vectors a place. Time: O(m d) for each stale place a step.
public struct SecantTransport<Element: Scalar>: Estimator, ~Copyable {
  let form: SecantForm
  private let clip: Double
  let capacity: Int
  let shares: [Double]
  var places: [Int: Place] = [:]
  private var direction: Slot<Element>?
  private var correction: Slot<Element>?
  private var spare: (s: Slot<Element>, y: Slot<Element>)?
  private var ratios: [Double] = []

  struct Place {
    var pairs: SecantPairs<Element>
    var model: ModelSnapshot<Element>
  }

  /// A transport.
  /// - Parameters:
  ///   - pairs: m, the pairs that are kept of each place.
  ///   - clip: The largest ‖C_i‖ / ‖m_i‖; infinite for no limit.
  ///   - shares: The fraction of samples in the block of each place.
  public init(_ form: SecantForm, pairs: Int, clip: Double, shares: [Double]) {
    self.shares = shares
    self.form = form
    capacity = pairs
    self.clip = clip
  }

  public var needsReplaced: Bool { true }

  /// How well what came since the last step was predicted.
  ///
  /// The median of ‖g − prediction‖ / ‖g − stale‖: below 1 the transport was better than the stale
  /// gradient. NaN where there is none.
  public var predictionRatio: Double { median(ratios) }

  public mutating func estimate<H: HeldMessages<Element> & ~Copyable>(
    _ weights: [Weight], of held: inout H, at model: Span<Element>, step: Int,
    into y: inout MutableSpan<Element>
  ) throws {
    let d = model.count
    let v = direction ?? Slot(d, repeating: 0)
    let c = correction ?? Slot(d, repeating: 0)
    (direction, correction) = (v, c)
    ratios.removeAll(keepingCapacity: true)
    try held.replacements { observe($0, d, scratch: c) }
    try held.combine(weights, into: &y)
    for weight in weights where weight.version < step {
      guard let place = places[weight.place] else { continue }
      subtract(place.model, from: model, into: v)
      guard form.apply(place.pairs, share: shares[weight.place], to: v, into: c) else { continue }
      var size = 0.0
      var slope = 0.0
      try held.withMessage(at: weight.place) { message in
        let g = message.extracting(0..<d)
        size = clip.isFinite ? Element.norm(g) : 0
        slope = v.vector.withSpan { Element.dot(g, $0).double }
      }
      let length = c.vector.withSpan { Element.norm($0) }
      let scale = clip.isFinite && length > clip * size ? clip * size / length : 1
      let factor = weight.value * scale
      c.vector.withSpan { c in
        var gradient = y.part(0..<d)
        Element.axpy(.nearest(factor), c, &gradient)
      }
      let rise = slope + scale * dot(c, v) / 2
      y[d] += .nearest(weight.value * rise)
    }
  }

  /// Takes a pair from what a message replaced.
  private mutating func observe(_ r: Replacement<Element>, _ d: Int, scratch c: Slot<Element>) {
    guard var place = places[r.place], let old = r.replaced else {
      places[r.place] = Place(pairs: SecantPairs(capacity: capacity), model: r.model)
      return
    }
    places[r.place] = nil
    defer { places[r.place] = place }
    place.model = r.model
    guard r.model.version != old.model.version else { return }
    let pair = spare ?? (Slot(d, repeating: 0), Slot(d, repeating: 0))
    spare = pair
    r.model.withModel { subtract(old.model, from: $0, into: pair.s) }
    difference(r.message, old.message, d, into: pair.y)
    let (ss, yy) = (dot(pair.s, pair.s), dot(pair.y, pair.y))
    if yy > 0, form.apply(place.pairs, share: shares[r.place], to: pair.s, into: c) {
      c.vector.withMutableSpan { c in pair.y.vector.withSpan { Element.axpy(-1, $0, &c) } }
      ratios.append((dot(c, c) / yy).squareRoot())
    }
    // Too little change, or none along the way, says nothing of the curvature.
    guard ss > 0, dot(pair.s, pair.y) > 1e-14 * (ss * yy).squareRoot() else { return }
    spare = place.pairs.append(pair)
    form.prepare(&place.pairs)
  }

  private func subtract(
    _ z: ModelSnapshot<Element>, from x: Span<Element>, into v: Slot<Element>
  ) {
    v.vector.withMutableSpan { v in
      Element.copy(x, &v)
      z.withModel { Element.axpy(-1, $0, &v) }
    }
  }

  private func difference(
    _ new: Slot<Element>, _ old: Slot<Element>, _ d: Int, into y: Slot<Element>
  ) {
    y.vector.withMutableSpan { y in
      new.vector.withSpan { Element.copy($0.extracting(0..<d), &y) }
      old.vector.withSpan { Element.axpy(-1, $0.extracting(0..<d), &y) }
    }
  }
}
