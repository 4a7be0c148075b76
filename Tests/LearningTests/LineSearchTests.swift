import Kernels
import Settings
import Testing

@testable import Learning

@Suite("Optimizers: L-BFGS and its line search") struct LineSearchTests {
  /// A search on f along t, from length `first`.
  private func search(
    _ f: (Double) -> Double, _ slope: (Double) -> Double, first: Double
  ) -> (length: Double, trials: Int)? {
    var search = WolfeSearch(value: f(0), slope: slope(0), length: first, rounding: 1e-15)
    for trial in 1... {
      switch search.judge(value: f(search.length), slope: slope(search.length)) {
      case .accepted: return (search.length, trial)
      case .failed: return nil
      case .again: continue
      }
    }
    return nil
  }

  @Test(arguments: [1e-8, 1e-3, 0.3, 1, 1.9, 40, 1e7])
  func endsWhereTheWolfeConditionsHold(_ first: Double) throws {
    // A parabola, a wall, and a long valley.
    let functions: [((Double) -> Double, (Double) -> Double)] = [
      ({ ($0 - 1) * ($0 - 1) }, { 2 * ($0 - 1) }),
      ({ $0 < 2 ? -$0 : -2 + 100 * ($0 - 2) * ($0 - 2) }, { $0 < 2 ? -1 : 200 * ($0 - 2) }),
      ({ (1 + $0 * $0).squareRoot() - 2 * $0 * 0.4 }, { $0 / (1 + $0 * $0).squareRoot() - 0.8 }),
    ]
    for (f, slope) in functions {
      let (length, _) = try #require(search(f, slope, first: first))
      #expect(f(length) <= f(0) + 1e-4 * length * slope(0))
      #expect(slope(length) >= 0.9 * slope(0))
    }
  }

  @Test func failsWhereThereIsNoMinimum() {
    #expect(search({ -$0 }, { _ in -1 }, first: 1) == nil)
    // A wrong slope: the value only rises.
    #expect(search({ $0 }, { _ in -1 }, first: 1) == nil)
  }

  @Test func atTheLimitOfRoundingTheSlopeDecides() {
    let f = { (t: Double) in 1 + 1e-18 * (t - 1) * (t - 1) }
    #expect(search(f, { 2e-18 * ($0 - 1) }, first: 1)?.trials == 1)
  }

  /// Steps of L-BFGS on Σ h_i (x_i − i)² / 2 + λ/2 ‖x‖² until the gradient's norm is below `limit`.
  private func steps<Element: Scalar>(
    to limit: Double, memory: Int, l2: Double, as: Element.Type
  ) throws -> Int? {
    let d = 12
    let curvatures = (0..<d).map { Double($0 * $0) + 0.5 }
    var optimizer = LBFGS<Element>(
      stepSize: try StepSize(constant: 1e-3), l2: l2, memory: memory, dimension: d)
    var x = Vector<Element>(repeating: 1, count: d)
    for step in 0..<400 {
      var g = Vector<Element>(repeating: 0, count: d)
      var (loss, norm) = (0.0, 0.0)
      for i in 0..<d {
        let gap = x[i].double - Double(i)
        loss += curvatures[i] * gap * gap / 2
        g[i] = .nearest(curvatures[i] * gap)
        let whole = curvatures[i] * gap + l2 * x[i].double
        norm += whole * whole
      }
      if norm.squareRoot() < limit { return step }
      optimizer.update(&x, along: g.span, loss: loss, step: step)
    }
    return nil
  }

  @Test func findsTheMinimumOfQuadratics() throws {
    // Gradient descent of the best step needs about 240 · log(10¹⁰) steps here.
    let many = try #require(try steps(to: 1e-6, memory: 12, l2: 0, as: Double.self))
    #expect(many < 45)
    #expect(try #require(try steps(to: 1e-6, memory: 12, l2: 0.3, as: Double.self)) < 60)
    #expect(try #require(try steps(to: 1e-6, memory: 2, l2: 0, as: Double.self)) < 200)
    #expect(try #require(try steps(to: 0.05, memory: 12, l2: 0, as: Float.self)) < 60)
  }

  @Test func aCheckpointHoldsTheSearchAndThePairs() throws {
    // Of a model of several numbers, cut in the middle of everything.
    let d = 5
    func fresh() throws -> LBFGS<Float> {
      LBFGS(stepSize: try StepSize(constant: 0.7), l2: 0.01, memory: 3, dimension: d)
    }
    func advance(_ optimizer: inout LBFGS<Float>, _ x: inout Vector<Float>, _ steps: Range<Int>) {
      for step in steps {
        var g = Vector<Float>(repeating: 0, count: d)
        var loss = 0.0
        for i in 0..<d {
          g[i] = x[i] * x[i] * x[i] - Float(i)
          loss += Double(x[i] * x[i] * x[i] * x[i]) / 4 - Double(i) * Double(x[i])
        }
        optimizer.update(&x, along: g.span, loss: loss, step: step)
      }
    }
    for cut in 0..<12 {
      var whole = try fresh()
      var x = Vector<Float>(repeating: 2, count: d)
      advance(&whole, &x, 0..<cut)
      var second = try fresh()
      try second.restore(whole.state())
      var y = Vector(copying: x.span)
      advance(&whole, &x, cut..<14)
      advance(&second, &y, cut..<14)
      #expect(Float.elements(x.span) == Float.elements(y.span), "cut at \(cut)")
    }
  }

  @Test func nesterovRestartsWhereItGoesUphill() throws {
    // ½ (x − 3)² with η = 0.1 from 0: t = 1, 1.618, 2.194, …: the first three by hand.
    let (eta, t1) = (0.1, (1 + 5.0.squareRoot()) / 2)
    let t2 = (1 + (1 + 4 * t1 * t1).squareRoot()) / 2
    let z1 = 0.3
    let z2 = z1 - eta * (z1 - 3)
    let x2 = z2 + (t1 - 1) / t2 * (z2 - z1)
    var rule = Nesterov<Double>(stepSize: try StepSize(constant: eta), dimension: 1)
    var x = Vector<Double>(repeating: 0, count: 1)
    var (overshoots, far) = (0, 0.0)
    for (step, expected) in [z1, x2].enumerated() {
      rule.update(&x, along: [x[0] - 3], loss: 0, step: step)
      #expect(abs(x[0] - expected) < 1e-15)
    }
    for step in 2..<200 {
      let before = x[0]
      rule.update(&x, along: [x[0] - 3], loss: 0, step: step)
      if (before - 3) * (x[0] - 3) < 0 { overshoots += 1 }
      far = abs(x[0] - 3)
    }
    #expect(far < 1e-12 && overshoots > 0)
  }
}

extension Optimizer where Self: ~Copyable, Element == Double {
  fileprivate mutating func update(
    _ x: inout Vector<Double>, along estimate: [Double], loss: Double, step: Int
  ) { update(&x, along: estimate.span, loss: loss, step: step) }
}
