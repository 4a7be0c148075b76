// Max-pooling of 2 × 2 squares, up and down.

@inline(__always)
func poolAndRectifyBody<E: Scalar>(
  _ z: Span<E>, _ bias: Span<E>, planes: Int, height: Int, width: Int, _ p: inout MutableSpan<E>
) {
  let (rows, columns) = (height / 2, width / 2)
  precondition(
    z.count == bias.count * planes * height * width
      && p.count == bias.count * planes * rows * columns, "shapes do not fit")
  z.withUnsafeBufferPointer { z in
    bias.withUnsafeBufferPointer { bias in
      p.withUnsafeMutableBufferPointer { p in
        guard let from = z.baseAddress, let to = p.baseAddress else { return }
        for plane in 0..<bias.count * planes {
          let b = bias[plane / planes]
          for row in 0..<rows {
            let upper = from + (plane * height + 2 * row) * width
            let lower = upper + width
            let out = to + (plane * rows + row) * columns
            for i in 0..<columns {
              let above = upper[2 * i] < upper[2 * i + 1] ? upper[2 * i + 1] : upper[2 * i]
              let below = lower[2 * i] < lower[2 * i + 1] ? lower[2 * i + 1] : lower[2 * i]
              let top = (above < below ? below : above) + b
              out[i] = top < 0 ? 0 : top
            }
          }
        }
      }
    }
  }
}

/// - Parameter quick: Does the first squares of two rows of z at full speed, and says how many.
@inline(__always)
func poolSlopesBody<E: Scalar>(
  _ p: Span<E>, _ d: Span<E>, height: Int, width: Int, _ z: inout MutableSpan<E>,
  quick: (SquareRow<E>) -> Int
) {
  let (rows, columns) = (height / 2, width / 2)
  precondition(
    p.count == d.count && z.count * rows * columns == p.count * height * width,
    "shapes do not fit")
  guard rows * columns > 0 else { return z.update(repeating: 0) }
  p.withUnsafeBufferPointer { p in
    d.withUnsafeBufferPointer { d in
      z.withUnsafeMutableBufferPointer { z in
        guard let to = z.baseAddress, let p = p.baseAddress, let d = d.baseAddress else { return }
        for plane in 0..<z.count / (height * width) {
          let image = to + plane * height * width
          for row in 0..<rows {
            let first = (plane * rows + row) * columns
            let squares = SquareRow(
              upper: image + 2 * row * width, lower: image + (2 * row + 1) * width, p: p + first,
              d: d + first, count: columns)
            for i in quick(squares)..<columns { squares.slope(i) }
            if width % 2 == 1 {
              squares.upper[width - 1] = 0
              squares.lower[width - 1] = 0
            }
          }
          if height % 2 == 1 { (image + (height - 1) * width).update(repeating: 0, count: width) }
        }
      }
    }
  }
}

/// The squares of two rows of a plane, with their largest elements and the slopes of these.
struct SquareRow<E: Scalar> {
  let upper: UnsafeMutablePointer<E>
  let lower: UnsafeMutablePointer<E>
  let p: UnsafePointer<E>
  let d: UnsafePointer<E>
  let count: Int

  /// Replaces one square by its slopes.
  @inline(__always)
  func slope(_ i: Int) {
    let slope = p[i] > 0 ? d[i] : 0
    let (a, b, c, e) = (upper[2 * i], upper[2 * i + 1], lower[2 * i], lower[2 * i + 1])
    let isBelow = (a < b ? b : a) < (c < e ? e : c)
    upper[2 * i] = !isBelow && !(a < b) ? slope : 0
    upper[2 * i + 1] = !isBelow && a < b ? slope : 0
    lower[2 * i] = isBelow && !(c < e) ? slope : 0
    lower[2 * i + 1] = isBelow && c < e ? slope : 0
  }
}

extension SquareRow<Float> {
  /// Replaces squares by their slopes, four at a time; returns how many it did.
  ///
  /// Written out because the branches of `slope` guess wrong every other time: eight times as slow.
  @inline(__always)
  func slopesOfFours() -> Int {
    let (above, below) = (UnsafeMutableRawPointer(upper), UnsafeMutableRawPointer(lower))
    let zero = SIMD4<Float>()
    var i = 0
    while i &+ 4 <= count {
      let u = above.loadUnaligned(fromByteOffset: 8 &* i, as: SIMD8<Float>.self)
      let l = below.loadUnaligned(fromByteOffset: 8 &* i, as: SIMD8<Float>.self)
      let largest = UnsafeRawPointer(p + i).loadUnaligned(as: SIMD4<Float>.self)
      let given = UnsafeRawPointer(d + i).loadUnaligned(as: SIMD4<Float>.self)
      let slope = zero.replacing(with: given, where: largest .> zero)
      let isRight = u.evenHalf .< u.oddHalf
      let isRightBelow = l.evenHalf .< l.oddHalf
      let isBelow =
        u.evenHalf.replacing(with: u.oddHalf, where: isRight)
        .< l.evenHalf.replacing(with: l.oddHalf, where: isRightBelow)
      let up = slope.replacing(with: zero, where: isBelow)
      let down = zero.replacing(with: slope, where: isBelow)
      var first = SIMD8<Float>()
      first.evenHalf = up.replacing(with: zero, where: isRight)
      first.oddHalf = zero.replacing(with: up, where: isRight)
      var second = SIMD8<Float>()
      second.evenHalf = down.replacing(with: zero, where: isRightBelow)
      second.oddHalf = zero.replacing(with: down, where: isRightBelow)
      above.storeBytes(of: first, toByteOffset: 8 &* i, as: SIMD8<Float>.self)
      below.storeBytes(of: second, toByteOffset: 8 &* i, as: SIMD8<Float>.self)
      i &+= 4
    }
    return i
  }
}
