import Glibc

extension Stream {
  /// An exponential number with the given mean (rate 1/mean), by inversion.
  public mutating func exponential(mean: Double) -> Double { -mean * log(uniform()) }

  /// A standard normal number (Box and Muller 1958), one of the two that a pair of uniforms gives.
  public mutating func normal() -> Double {
    let radius = (-2 * log(uniform())).squareRoot()
    return radius * cos(2 * .pi * uniform())
  }
}
