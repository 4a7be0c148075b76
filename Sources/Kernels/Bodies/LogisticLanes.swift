/// The logistic loss of eight margins at once, in arithmetic that every processor has.
///
/// On a one-hot matrix, calls of `exp` and `log1p` would take as long as both products. These have the
/// same bits wherever IEEE arithmetic is done, and are within a few units in the last place of the
/// exact values for any margin, where those are normal numbers; what is not a number stays none.
struct LogisticLanes {
  /// log(1 + e^(−m)).
  let losses: SIMD8<Double>
  /// 1 / (1 + e^m), the size of the loss's slope at m.
  let slopes: SIMD8<Double>

  @inline(__always)
  init(_ margins: SIMD8<Double>) {
    let isWrong = margins .< 0
    let size = isWrong.choosing(-margins, margins)
    let e = Self.exponential(ofMinus: size)
    losses = isWrong.keeping(size) + Self.logarithm(ofOnePlus: e)
    slopes = isWrong.choosing(SIMD8(repeating: 1), e) / (1 + e)
  }

  /// e^(−x) for x ≥ 0: 2^k e^r with |r| ≤ log(2)/2 and a polynomial for (e^r − 1 − r) / r²; zero where
  /// it would be below the normal numbers.
  @inline(__always)
  private static func exponential(ofMinus x: SIMD8<Double>) -> SIMD8<Double> {
    // Added to this number, a double is rounded to a whole one that stands in its last bits.
    let shift = SIMD8<Double>(repeating: 0x1.8p52)
    let shifted = shift - x * 1.4426950408889634
    let k = shifted - shift
    let r = (k * -0x1.62e42fefa0000p-1 - x) - k * 0x1.cf79abc9e3b39p-40
    var p = SIMD8<Double>(repeating: 2.510037611136142e-08)
    p = p * r + 2.7620076242527254e-07
    p = p * r + 2.7557268479724004e-06
    p = p * r + 2.4801521321606647e-05
    p = p * r + 0.00019841269863040922
    p = p * r + 0.0013888888917197209
    p = p * r + 0.008333333333330065
    p = p * r + 0.041666666666624164
    p = p * r + 0.16666666666666669
    p = p * r + 0.5000000000000001
    p = 1 + (r + p * (r * r))
    let bits = unsafeBitCast(shifted, to: SIMD8<UInt64>.self) &<< 52
    let power = bits &+ SIMD8<UInt64>(repeating: (1.0).bitPattern)
    let isBelow = x .> 708
    return isBelow.dropping(p * unsafeBitCast(power, to: SIMD8<Double>.self))
  }

  /// log(1 + e) for e from 0 to 1: 2 artanh(s) with s = e / (2 + e), from above √2 − 1 on that of
  /// (1 + e) / 2, and a polynomial in s².
  @inline(__always)
  private static func logarithm(ofOnePlus e: SIMD8<Double>) -> SIMD8<Double> {
    let isGreat = e .> 0.41421356237309503
    let base = isGreat.keeping(SIMD8(repeating: 0x1.62e42fefa39efp-1))
    let less = isGreat.keeping(SIMD8(repeating: 1))
    let s = (e - less) / (e + (less + 2))
    let q = s * s
    var p = SIMD8<Double>(repeating: 0.14616585424934123)
    p = p * q + 0.1533171061820642
    p = p * q + 0.18182889455675105
    p = p * q + 0.22222211130259875
    p = p * q + 0.2857142862600327
    p = p * q + 0.39999999999899444
    p = p * q + 0.666666666666667
    return base + (s + (s + s * (q * p)))
  }
}

/// Lanes by a mask, as operations on bits: a comparison gives all ones or all zeros, but the standard
/// library's `replacing` makes that anew from the sign.
extension SIMDMask<SIMD8<Int64>> {
  @inline(__always)
  fileprivate func choosing(_ a: SIMD8<Double>, _ b: SIMD8<Double>) -> SIMD8<Double> {
    let mask = unsafeBitCast(self, to: SIMD8<UInt64>.self)
    return unsafeBitCast((bits(a) & mask) | (bits(b) & ~mask), to: SIMD8<Double>.self)
  }

  /// `a`, and zero where the mask is not set.
  @inline(__always)
  fileprivate func keeping(_ a: SIMD8<Double>) -> SIMD8<Double> {
    unsafeBitCast(bits(a) & unsafeBitCast(self, to: SIMD8<UInt64>.self), to: SIMD8<Double>.self)
  }

  /// `a`, and zero where the mask is set.
  @inline(__always)
  fileprivate func dropping(_ a: SIMD8<Double>) -> SIMD8<Double> {
    unsafeBitCast(bits(a) & ~unsafeBitCast(self, to: SIMD8<UInt64>.self), to: SIMD8<Double>.self)
  }

  @inline(__always)
  private func bits(_ x: SIMD8<Double>) -> SIMD8<UInt64> {
    unsafeBitCast(x, to: SIMD8<UInt64>.self)
  }
}

/// Margins become slopes, eight at a time; returns the sum of losses, by lane and then over lanes.
@inline(__always)
func logisticBody<E: Scalar>(
  _ z: inout MutableSpan<E>, _ labels: Span<E>, load: (UnsafePointer<E>) -> SIMD8<Double>,
  store: (SIMD8<Double>, UnsafeMutablePointer<E>) -> Void
) -> Double {
  precondition(z.count == labels.count, "margins and labels do not fit")
  let count = z.count
  var sums = SIMD8<Double>()
  var rest = 0.0
  z.withUnsafeMutableBufferPointer { z in
    labels.withUnsafeBufferPointer { labels in
      guard let z = z.baseAddress, let labels = labels.baseAddress else { return }
      var i = 0
      while i + 8 <= count {
        let y = load(labels + i)
        let lanes = LogisticLanes(y * load(z + i))
        sums += lanes.losses
        store(-y * lanes.slopes, z + i)
        i += 8
      }
      while i < count {
        let y = labels[i].double
        let lanes = LogisticLanes(SIMD8(repeating: y * z[i].double))
        rest += lanes.losses[0]
        z[i] = .nearest(-y * lanes.slopes[0])
        i += 1
      }
    }
  }
  return sums.sum() + rest
}
