import Glibc

/// A complex number, for codes over roots of unity.
public struct Complex: Equatable, Sendable {
  /// The real part.
  public var re: Double
  /// The imaginary part.
  public var im: Double

  /// re + i im.
  public init(_ re: Double, _ im: Double = 0) {
    self.re = re
    self.im = im
  }

  /// e^{2πi k/n}, with exact quarter turns, and exact conjugates of each other for k and −k.
  public static func root(_ k: Int, of n: Int) -> Complex {
    let k = ((k % n) + n) % n
    let (quarter, rest) = (4 * k).quotientAndRemainder(dividingBy: n)
    // Angles beyond an eighth turn are taken from the other axis, so that the circle is symmetric.
    let isFar = 2 * rest > n
    let angle = Double.pi / 2 * Double(isFar ? n - rest : rest) / Double(n)
    let (a, b) = isFar ? (sin(angle), cos(angle)) : (cos(angle), sin(angle))
    switch quarter {
    case 0: return Complex(a, b)
    case 1: return Complex(-b, a)
    case 2: return Complex(-a, -b)
    default: return Complex(b, -a)
    }
  }

  /// The sum.
  public static func + (a: Complex, b: Complex) -> Complex { Complex(a.re + b.re, a.im + b.im) }
  /// The difference.
  public static func - (a: Complex, b: Complex) -> Complex { Complex(a.re - b.re, a.im - b.im) }
  /// The product.
  public static func * (a: Complex, b: Complex) -> Complex {
    Complex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re)
  }
  /// The quotient.
  public static func / (a: Complex, b: Complex) -> Complex {
    let square = b.re * b.re + b.im * b.im
    return Complex(
      (a.re * b.re + a.im * b.im) / square, (a.im * b.re - a.re * b.im) / square)
  }

  /// |z|.
  public var magnitude: Double { hypot(re, im) }
}
