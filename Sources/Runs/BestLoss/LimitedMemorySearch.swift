import Kernels

/// A minimum by limited-memory BFGS with a backtracking line search, for convex functions.
///
/// - Source: Liu, Nocedal, "On the Limited Memory BFGS Method for Large Scale Optimization",
///   Mathematical Programming 45, 1989.
struct LimitedMemorySearch: ~Copyable {
  private var x: Vector<Double>
  private var gradient: Vector<Double>
  private var direction: Vector<Double>
  private var next: Vector<Double>
  private var nextGradient: Vector<Double>
  /// The newest last: s, y and 1/(yᵀs).
  private var pairs: [(s: Slot<Double>, y: Slot<Double>, inverse: Double)] = []
  private static let memory = 20

  init(_ start: consuming Vector<Double>) {
    let d = start.count
    x = start
    gradient = Vector(repeating: 0, count: d)
    direction = Vector(repeating: 0, count: d)
    next = Vector(repeating: 0, count: d)
    nextGradient = Vector(repeating: 0, count: d)
  }

  /// What was found.
  struct Minimum {
    var value: Double
    var first: Double
    var norm: Double
    var evaluations: Int
  }

  /// Goes until it is done, or no step makes the value less.
  /// - Parameters:
  ///   - objective: Gives the value at x and writes the gradient.
  ///   - isDone: Is told the first value, the value and the gradient's norm.
  mutating func run(
    steps: Int,
    objective: (borrowing Vector<Double>, inout Vector<Double>) throws -> Double,
    isDone: (Double, Double, Double) -> Bool
  ) throws -> Minimum {
    var value = try objective(x, &gradient)
    var result = Minimum(
      value: value, first: value, norm: Double.norm(gradient.span), evaluations: 1)
    for _ in 0..<steps where !isDone(result.first, value, result.norm) {
      direct()
      var slope = dot(direction, gradient)
      if slope >= 0 {
        pairs.removeAll()
        direct()
        slope = dot(direction, gradient)
      }
      // The first step knows no scale.
      var length = pairs.isEmpty ? 1 / max(result.norm, 1) : 1
      var isLower = false
      for _ in 0..<60 {
        for i in 0..<x.count { next[i] = x[i] + length * direction[i] }
        let there = try objective(next, &nextGradient)
        result.evaluations += 1
        if there <= value + 1e-4 * length * slope {
          isLower = there < value
          value = there
          break
        }
        length /= 2
      }
      guard isLower else { break }
      remember()
      swap(&x, &next)
      swap(&gradient, &nextGradient)
      result.value = value
      result.norm = Double.norm(gradient.span)
    }
    return result
  }

  /// direction ← −H ∇F, by the two loops over the pairs.
  private mutating func direct() {
    for i in 0..<x.count { direction[i] = -gradient[i] }
    var factors: [Double] = []
    for (s, y, inverse) in pairs.reversed() {
      let factor = inverse * dot(s.vector, direction)
      factors.append(factor)
      add(-factor, y.vector)
    }
    if let (_, y, inverse) = pairs.last {
      let scale = 1 / (inverse * dot(y.vector, y.vector))
      for i in 0..<x.count { direction[i] *= scale }
    }
    for ((s, y, inverse), factor) in zip(pairs, factors.reversed()) {
      add(factor - inverse * dot(y.vector, direction), s.vector)
    }
  }

  private mutating func remember() {
    let d = x.count
    var pair = (s: Slot(d, repeating: 0.0), y: Slot(d, repeating: 0.0))
    if pairs.count == Self.memory {
      let oldest = pairs.removeFirst()
      pair = (oldest.s, oldest.y)
    }
    for i in 0..<d {
      pair.s.vector[i] = next[i] - x[i]
      pair.y.vector[i] = nextGradient[i] - gradient[i]
    }
    let curvature = dot(pair.s.vector, pair.y.vector)
    guard curvature > 1e-14 * dot(pair.y.vector, pair.y.vector) else { return }
    pairs.append((pair.s, pair.y, 1 / curvature))
  }

  private mutating func add(_ factor: Double, _ vector: borrowing Vector<Double>) {
    for i in 0..<x.count { direction[i] += factor * vector[i] }
  }
}

private func dot(_ a: borrowing Vector<Double>, _ b: borrowing Vector<Double>) -> Double {
  var sum = 0.0
  for i in 0..<a.count { sum += a[i] * b[i] }
  return sum
}
