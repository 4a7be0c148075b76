import Kernels

/// How the pairs of a block say what its Hessian does to a direction.
public enum SecantForm: Equatable, Sendable {
  /// B = Yᵀ (sym S Yᵀ)⁻¹ Y, scaled to unit diagonal and regularized by `ridge` times its largest
  /// eigenvalue: zero curvature outside of the span of the pairs.
  case multisecant(ridge: Double)
  /// `alpha` σ I with σ = yᵀs / sᵀs of the newest pair, then a direct BFGS update for each pair.
  case bfgs(alpha: Double)
  /// σ I.
  case scalar
  /// A constant times the block's share of the samples times I: DAve-RPG with 1/η.
  case constant(Double)

  /// C ← B v.
  /// - Parameter share: The fraction of samples in the block, which its messages are scaled by.
  /// - Returns: false where there is nothing to say: B is zero.
  func apply<Element: Scalar>(
    _ pairs: SecantPairs<Element>, share: Double, to v: Slot<Element>, into c: Slot<Element>
  ) -> Bool {
    if case .constant(let factor) = self {
      scaled(factor * share, v, into: c)
      return true
    }
    guard let s = pairs.s.last, let y = pairs.y.last else { return false }
    switch self {
    case .multisecant(let ridge): return multisecant(pairs, ridge: ridge, to: v, into: c)
    case .bfgs(let alpha): return bfgs(pairs, alpha: alpha, to: v, into: c)
    case .scalar, .constant:
      let ss = dot(s, s)
      guard ss > 0 else { return false }
      scaled(dot(s, y) / ss, v, into: c)
      return true
    }
  }

  private func scaled<Element: Scalar>(_ a: Double, _ v: Slot<Element>, into c: Slot<Element>) {
    v.vector.withSpan { v in
      c.vector.withMutableSpan { Element.scaledCopy(.nearest(a), v, &$0) }
    }
  }

  private func multisecant<Element: Scalar>(
    _ pairs: SecantPairs<Element>, ridge: Double, to v: Slot<Element>, into c: Slot<Element>
  ) -> Bool {
    let m = pairs.count
    let scales = (0..<m).map { i -> Double in
      let a = pairs.products[i][i]
      return a > 0 ? 1 / a.squareRoot() : 0
    }
    var a = Array(repeating: 0.0, count: m * m)
    for i in 0..<m {
      for j in 0..<m {
        a[i * m + j] =
          (pairs.products[i][j] + pairs.products[j][i]) / 2 * scales[i] * scales[j]
      }
    }
    guard let (values, vectors) = symmetricEigen(a, order: m), let largest = values.last,
      largest > 0
    else { return false }
    let projected = (0..<m).map { scales[$0] * dot(pairs.y[$0], v) }
    var u = Array(repeating: 0.0, count: m)
    for k in 0..<m {
      // Curvature that is not positive, or lost in rounding, says nothing.
      let value = values[k] + ridge * largest
      guard value > 1e-12 * largest else { continue }
      let vector = vectors[k * m..<(k + 1) * m]
      let along = zip(vector, projected).reduce(0) { $0 + $1.0 * $1.1 } / value
      for (i, e) in vector.enumerated() { u[i] += along * e }
    }
    let weights = (0..<m).map { Element.nearest(u[$0] * scales[$0]) }
    c.vector.withMutableSpan { Element.combine(weights, pairs.y, &$0) }
    return true
  }

  /// What the form needs to know of pairs beforehand.
  func prepare<Element: Scalar>(_ pairs: inout SecantPairs<Element>) {
    guard case .bfgs(let alpha) = self, let sigma = sigma(pairs, alpha) else { return }
    let known = pairs
    pairs.makeImages { a, q, made in
      scaled(sigma, known.s[q], into: a)
      for (p, image) in made.enumerated() { update(known, p, image, of: known.s[q], to: a) }
    }
  }

  /// α yᵀs / sᵀs of the newest pair.
  private func sigma<Element: Scalar>(_ pairs: SecantPairs<Element>, _ alpha: Double) -> Double? {
    guard let s = pairs.s.last, let newest = pairs.products.last?.last else { return nil }
    let ss = dot(s, s)
    return ss > 0 ? alpha * newest / ss : nil
  }

  /// B_q v = B_{q−1} v − a (aᵀv) / (sᵀa) + y (yᵀv) / (yᵀs), a = B_{q−1} s, oldest pair first.
  private func bfgs<Element: Scalar>(
    _ pairs: SecantPairs<Element>, alpha: Double, to v: Slot<Element>, into c: Slot<Element>
  ) -> Bool {
    guard let sigma = sigma(pairs, alpha) else { return false }
    scaled(sigma, v, into: c)
    for (q, image) in pairs.images.enumerated() { update(pairs, q, image, of: v, to: c) }
    return true
  }

  private func update<Element: Scalar>(
    _ pairs: SecantPairs<Element>, _ q: Int, _ image: (a: Slot<Element>, sa: Double),
    of v: Slot<Element>, to c: Slot<Element>
  ) {
    let down = image.sa > 0 ? -dot(image.a, v) / image.sa : 0
    let up = dot(pairs.y[q], v) / pairs.products[q][q]
    c.vector.withMutableSpan { c in
      image.a.vector.withSpan { Element.axpy(.nearest(down), $0, &c) }
      pairs.y[q].vector.withSpan { Element.axpy(.nearest(up), $0, &c) }
    }
  }
}
