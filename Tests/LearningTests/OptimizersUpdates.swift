import Kernels
import Learning
import Settings
import Testing

@Suite("Optimizers") struct OptimizersUpdates {
  /// Iterates on ∇f(x) = x − 3 from `x`, one model after another.
  private func run<O: Optimizer & ~Copyable>(
    _ optimizer: inout O, from x: O.Element, steps: Range<Int>
  ) -> [O.Element] {
    var model = Vector<O.Element>(repeating: x, count: 1)
    return steps.map { step in
      let slope = Vector<O.Element>(repeating: model[0] - 3, count: 1)
      let loss = (model[0] - 3) * (model[0] - 3) / 2
      optimizer.update(&model, along: slope.span, loss: loss.double, step: step)
      return model[0]
    }
  }

  @Test func gradientDescent() throws {
    // Mean gradient of ½ (x − b)² over b = 1, 2, 3, 6, η = ½: worked by hand.
    var plain = GradientDescent<Double>(stepSize: try StepSize(constant: 0.5))
    #expect(run(&plain, from: 0, steps: 0..<4) == [1.5, 2.25, 2.625, 2.8125])
    // λ = 1: x ← x − ½ (2 x − 3) = 1.5 at once.
    var ridge = GradientDescent<Float>(stepSize: try StepSize(constant: 0.5), l2: 1)
    #expect(run(&ridge, from: 8, steps: 0..<2) == [1.5, 1.5])
    // η = ½, ¼: x = 1.5, then 1.5 + 0.375.
    var falling = GradientDescent<Double>(stepSize: try StepSize(parsing: "0.5/t"))
    #expect(run(&falling, from: 0, steps: 0..<2) == [1.5, 1.875])
  }

  @Test func heavyBall() throws {
    // m = η = ½: v = −3, −3, −1.5, 0 and x = 1.5, 3, 3.75, 3.75.
    var ball = HeavyBall<Double>(
      stepSize: try StepSize(constant: 0.5), momentum: 0.5, dimension: 1)
    #expect(run(&ball, from: 0, steps: 0..<4) == [1.5, 3, 3.75, 3.75])
    // The same with λ = 1: v = −3, −1.5 and x = 1.5, 2.25.
    var ridge = HeavyBall<Double>(
      stepSize: try StepSize(constant: 0.5), l2: 1, momentum: 0.5, dimension: 1)
    #expect(run(&ridge, from: 0, steps: 0..<2) == [1.5, 2.25])
  }

  @Test func accelerated() throws {
    // η = ¼ from x = 7: θ = 1, z = u = 0, ĝ = 4: x = −1, u = −1.
    // θ = 2/3, z = −1, ĝ = −4: x = 0, u = −1 + 3/2 = 0.5.
    // θ = 1/2, z = 0.25, ĝ = −3: x = 1, u = 0 + 2 = 2.
    var rule = Accelerated<Double>(stepSize: try StepSize(constant: 0.25), dimension: 1)
    let iterates = run(&rule, from: 7, steps: 0..<3)
    #expect(zip(iterates, [-1, 0, 1]).allSatisfy { abs($0 - $1) < 1e-15 })
    // λ = 1 adds −η λ x₀ = −7/4 to the first.
    var ridge = Accelerated<Double>(stepSize: try StepSize(constant: 0.25), l2: 1, dimension: 1)
    #expect(run(&ridge, from: 7, steps: 0..<1) == [-2.75])
  }

  @Test func penalty() throws {
    let rule = GradientDescent<Double>(stepSize: try StepSize(constant: 1), l2: 0.5)
    #expect(rule.penalty(at: [3, 4].span) == 6.25)
  }

  @Test(arguments: Optimizers.entries.map(\.name))
  func resumesExactly(_ text: String) throws {
    let spec = try Spec(parsing: text, option: "--optimizer")
    let stepSize = try StepSize(parsing: "0.3*0.9^t")
    var whole = try Optimizers.make(spec, stepSize: stepSize, l2: 0.1, dimension: 1, as: Float.self)
    let expected = run(&whole, from: 1, steps: 0..<10)
    var first = try Optimizers.make(spec, stepSize: stepSize, l2: 0.1, dimension: 1, as: Float.self)
    let half = run(&first, from: 1, steps: 0..<6)
    var second = try Optimizers.make(
      spec, stepSize: stepSize, l2: 0.1, dimension: 1, as: Float.self)
    try second.restore(first.state())
    #expect(half + run(&second, from: half[5], steps: 6..<10) == expected)
  }

  @Test(
    "Running means behind the parameters move by themselves",
    arguments: Optimizers.entries.map(\.name))
  func means(_ text: String) throws {
    let spec = try Spec(parsing: text, option: "--optimizer")
    let stepSize = try StepSize(parsing: "0.3*0.9^t")
    func make(_ statistics: Int) throws -> any Optimizer<Double> & ~Copyable {
      try Optimizers.make(spec, stepSize: stepSize, l2: 0.1, dimension: 1, statistics: statistics)
    }
    var plain = try make(0)
    let expected = run(&plain, from: 1, steps: 0..<8)

    var rule = try make(2)
    #expect(rule.l2 == 0.1)
    var model = Vector<Double>(copying: [1.0, 5, -2].span)
    for step in 0..<8 {
      if step == 4 {
        // Goes on elsewhere.
        let state = rule.state()
        rule = try make(2)
        try rule.restore(state)
      }
      let off = model[0] - 3
      let slope = [off, (model[1] - 9) / 2, (model[2] - 0) / 4]
      rule.update(&model, along: slope.span, loss: off * off / 2, step: step)
      #expect(model[0] == expected[step])
    }
    #expect(model[1] == 9 - 4 / 256.0)
    #expect(abs(model[2] + 2 * 0.1001129150390625) < 1e-15)
  }

  @Test func foreignStateIsAnError() throws {
    let stepSize = try StepSize(constant: 1)
    var ball = HeavyBall<Double>(stepSize: stepSize, dimension: 2)
    for (state, problem) in [
      (SavedState(), "'velocity' is not there"),
      (SavedState(vectors: ["velocity": [1.0]]), "'velocity' has 1 numbers in place of 2"),
      (SavedState(vectors: ["u": [1.0, 2]]), "'u' belongs to nothing here"),
    ] {
      do {
        try ball.restore(state)
        Issue.record("restored \(state)")
      } catch { #expect(error.description == problem) }
    }
    var plain = GradientDescent<Double>(stepSize: stepSize)
    do {
      try plain.restore(SavedState(vectors: ["u": [1.0]]))
      Issue.record("restored")
    } catch { #expect(error.description == "'u' belongs to nothing here") }
  }

  @Test(arguments: [
    ("heavy-ball:momentum=1", 0.0, "below 1"), ("heavy-ball:momentum=-0.1", 0, "out of range"),
    ("heavyball", 0, "did you mean 'heavy-ball'"), ("gd:momentum=0.9", 0, "has no settings"),
    ("gd", -1, "--l2"), ("gd", .infinity, "--l2"),
  ]) func badSettings(_ text: String, _ l2: Double, _ part: String) throws {
    let spec = try Spec(parsing: text, option: "--optimizer")
    do throws(ConfigurationError) {
      _ = try Optimizers.make(
        spec, stepSize: StepSize(constant: 1), l2: l2, dimension: 1, as: Double.self)
      Issue.record("made \(text)")
    } catch { #expect(error.description.contains(part)) }
  }
}

@Suite("Step sizes") struct OptimizersStepSize {
  @Test(arguments: [
    ("0.5", [0.5, 0.5, 0.5, 0.5]), ("0.5/t", [0.5, 0.25, 0.5 / 3, 0.125]),
    ("0.5/sqrt(t)", [0.5, 0.5 / 2.0.squareRoot(), 0.5 / 3.0.squareRoot(), 0.25]),
    ("2*0.5^t", [2, 1, 0.5, 0.25]), ("1e-3", [1e-3, 1e-3, 1e-3, 1e-3]),
    ("steps:initial=0.5,factor=0.5,every=2", [0.5, 0.5, 0.25, 0.25]),
    ("steps:every=3,initial=1,factor=1", [1, 1, 1, 1]),
  ]) func values(_ text: String, _ expected: [Double]) throws {
    let stepSize = try StepSize(parsing: text)
    #expect((0..<4).map { stepSize.value(at: $0) } == expected)
    #expect(stepSize.description == text)
    #expect(try StepSize(parsing: stepSize.description) == stepSize)
  }

  @Test func whiteSpaceDoesNotCount() throws {
    #expect(try StepSize(parsing: " 0.1 * 0.99 ^ t ") == StepSize(parsing: "0.1*0.99^t"))
  }

  @Test(arguments: [
    "0", "-1", "nan", "inf", "1e999", "", "abc", "0/t", "-1/t", "0.5/", "/t", "0.5/T", "t", "0.5*t",
    "0.1*^t", "*0.9^t", "0.1*0^t", "0.1*1.5^t", "0.1*-1^t", "0.1^t", "0.5/sqrt(t", "1/2",
    "step:initial=1",
    "steps:initial=1,factor=0.1", "steps:initial=0,factor=0.1,every=1",
    "steps:initial=1,factor=2,every=1", "steps:initial=1,factor=0.1,every=0",
    "steps:initial=1,factor=0.1,every=1,more=1", "steps:", "steps:initial=nan,factor=0.1,every=1",
  ]) func garbage(_ text: String) {
    let error = #expect(throws: ConfigurationError.self) { try StepSize(parsing: text) }
    #expect(error?.description.hasPrefix("--step-size: ") == true)
  }
}
