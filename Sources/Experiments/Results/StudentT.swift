import Foundation

/// Student's t distribution for a whole number of degrees of freedom.
public enum StudentT {
  /// P(|T| ≤ t).
  ///
  /// Exact: for whole ν the integral is a finite sum in θ = atan(t / √ν).
  /// - Complexity: O(ν).
  /// - Source: Abramowitz, Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
  public static func probability(within t: Double, degrees: Int) -> Double {
    let angle = atan(t / Double(degrees).squareRoot())
    let (sine, cosine) = (sin(angle), cos(angle))
    var term = degrees.isMultiple(of: 2) ? sine : sine * cosine
    var sum = degrees == 1 ? 0 : term
    var k = degrees.isMultiple(of: 2) ? 2 : 3
    while k <= degrees - 2 {
      term *= Double(k - 1) / Double(k) * cosine * cosine
      sum += term
      k += 2
    }
    return degrees.isMultiple(of: 2) ? sum : (angle + sum) * 2 / .pi
  }

  /// The t with P(|T| ≤ t) = `probability`: 2.262 for 0.95 and nine degrees of freedom.
  /// - Precondition: 0 ≤ probability < 1, degrees ≥ 1.
  public static func bound(holding probability: Double, degrees: Int) -> Double {
    var (low, high) = (0.0, Double.pi / 2)
    let scale = Double(degrees).squareRoot()
    // Bisection in the angle: it ends when no number lies between.
    while true {
      let middle = (low + high) / 2
      guard middle > low, middle < high else { return scale * tan(low) }
      if Self.probability(within: scale * tan(middle), degrees: degrees) < probability {
        low = middle
      } else {
        high = middle
      }
    }
  }
}
