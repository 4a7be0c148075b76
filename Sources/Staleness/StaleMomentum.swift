/// What heavy-ball momentum does where gradients are stale: how much of it is stable.
///
/// A table of gradients of which each is renewed in a step with chance 1 − p, whatever happened before,
/// gives in the mean b ← (1 − p) ∇F(x) + p b: momentum p that nobody asked for. With heavy-ball
/// momentum m on top, along a direction of curvature h,
///
///   b ← (1 − p) h x + p b,   v ← m v + b,   x ← x − η v
///
/// is stable (Jury's conditions on its cubic) just where
///
///   η h < min( 2 (1 + p) (1 + m) / (1 − p), (1 − m) (1 − p m) / (p m) ).
///
/// The first bound is the heavy ball's, wider by (1 + p)/(1 − p); the second is the narrower one where
/// both kinds of momentum are large. p follows from the mean age of a gradient, a = p / (1 − p). Where late results
/// are taken the ages are less spread than here, and the bound is a little too generous.
///
/// - Source: for m = 0 Mitliagkas, Zhang, Hadjis, Ré, "Asynchrony begets momentum", arXiv:1605.09774.
public struct StaleMomentum: Equatable, Sendable {
  /// p, the chance that a gradient is not renewed in a step; from 0 to below 1.
  public let missing: Double

  /// Gradients that are `staleness` steps old on average.
  public init(meanStaleness staleness: Double) { missing = staleness / (1 + staleness) }

  /// The step size below which momentum is stable, in units of 1/L.
  public func largestStep(momentum m: Double) -> Double {
    let usual = 2 * (1 + missing) * (1 + m) / (1 - missing)
    guard missing * m > 0 else { return usual }
    return min(usual, (1 - m) * (1 - missing * m) / (missing * m))
  }

  /// The largest momentum that is stable for a step size in units of 1/L.
  ///
  /// The smaller root of p m² − (1 + p + η L p) m + 1 = 0, where the second bound holds.
  public func largestMomentum(step: Double) -> Double {
    guard missing > 0 else { return 1 }
    let b = 1 + missing + step * missing
    return 2 / (b + (b * b - 4 * missing).squareRoot())
  }
}
