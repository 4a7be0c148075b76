import Kernels
import Testing

@testable import Staleness

/// The pairs behind `--optimizer block-secant`, on quadratic blocks whose Hessians are known.
@Suite struct SecantTableTests {
  /// Blocks ½ xᵀ H x with Hessians of a given rank, and models to evaluate them at.
  private struct Blocks {
    let d: Int
    let hessians: [[Double]]
    private var published = PublishedModels<Double>()
    private var random: UInt64 = 7

    init(_ count: Int, rank: Int, d: Int) {
      self.d = d
      var random: UInt64 = 3
      hessians = (0..<count).map { _ in
        let factors = (0..<rank * d).map { _ in Self.number(&random) }
        return (0..<d * d).map { ij in
          (0..<rank).reduce(0) { $0 + factors[$1 * d + ij / d] * factors[$1 * d + ij % d] }
        }
      }
    }

    private static func number(_ state: inout UInt64) -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-52 - 1
    }

    func product(_ block: Int, _ x: [Double]) -> [Double] {
      (0..<d).map { i in (0..<d).reduce(0) { $0 + hessians[block][i * d + $1] * x[$1] } }
    }

    mutating func point() -> [Double] { (0..<d).map { _ in Self.number(&random) } }

    /// A block's gradient at a new model, and that model.
    mutating func message(_ block: Int, version: Int) throws -> (
      message: Slot<Double>, model: ModelSnapshot<Double>
    ) {
      let x = point()
      published.publish(x.span, version: version)
      let g = product(block, x) + [0]
      return (Slot(Vector(copying: g.span)), try #require(published[version]))
    }
  }

  /// A table that has seen `visits` evaluations of each block, block by block.
  private func table(_ blocks: inout Blocks, pairs: Int, visits: Int, places: Int? = nil) throws
    -> SecantTable<Double>
  {
    let count = blocks.hessians.count
    let table = SecantTable<Double>(places: places ?? count, pairs: pairs, dimension: blocks.d)
    var version = 0
    for block in 0..<count {
      var held: (message: Slot<Double>, model: ModelSnapshot<Double>)?
      for _ in 0..<visits {
        let new = try blocks.message(block, version: version)
        version += 1
        _ = table.observe(
          Replacement(place: block, message: new.message, model: new.model, replaced: held))
        held = new
      }
      table.updateGram()
    }
    return table
  }

  @Test(
    "With enough pairs a step is Newton's, whichever form the system has",
    arguments: [
      // More pairs than parameters, fewer, as many; pairs that were dropped for newer ones.
      (3, 4, 4, 5), (2, 2, 6, 3), (1, 5, 5, 6), (3, 4, 4, 9), (2, 2, 6, 8),
    ])
  func newton(count: Int, rank: Int, d: Int, visits: Int) throws {
    var blocks = Blocks(count, rank: rank, d: d)
    let table = try table(&blocks, pairs: rank, visits: visits)
    #expect(table.rows.count == count * rank)
    for damping in [0.5, 0.01] {
      let g = blocks.point()
      var step = Vector(copying: g.span)
      let isSolved = step.withMutableSpan { table.precondition(&$0, damping: damping) }
      #expect(isSolved)
      // (σ I + Σ H) step = g.
      let x = Double.elements(step.span)
      for i in 0..<d {
        let back = (0..<count).reduce(damping * x[i]) { $0 + blocks.product($1, x)[i] }
        #expect(abs(back - g[i]) < 1e-5, "damping \(damping), element \(i): \(back) for \(g[i])")
      }
    }
  }

  @Test("Blocks that change after the first step by a matrix are counted anew")
  func changes() throws {
    var blocks = Blocks(3, rank: 2, d: 4)
    let table = try table(&blocks, pairs: 2, visits: 4)
    var step = Vector<Double>(repeating: 1, count: 4)
    _ = step.withMutableSpan { table.precondition(&$0, damping: 0.1) }
    var version = 100
    for round in 0..<60 {
      let old = try blocks.message(round % 3, version: version)
      let new = try blocks.message(round % 3, version: version + 1)
      version += 2
      _ = table.observe(
        Replacement(place: round % 3, message: new.message, model: new.model, replaced: old))
    }
    let g = blocks.point()
    step = Vector(copying: g.span)
    let isSolved = step.withMutableSpan { table.precondition(&$0, damping: 0.1) }
    #expect(isSolved)
    let x = Double.elements(step.span)
    for i in 0..<4 {
      let back = (0..<3).reduce(0.1 * x[i]) { $0 + blocks.product($1, x)[i] }
      #expect(abs(back - g[i]) < 1e-5)
    }
  }

  @Test("A stale gradient is moved exactly where its pairs span what its block sees")
  func transport() throws {
    var blocks = Blocks(2, rank: 2, d: 5)
    let table = try table(&blocks, pairs: 2, visits: 3)
    let model = blocks.point()
    let held = try #require(table.model(of: 1))
    let z = held.withModel { Double.elements($0) }
    // A long message, so that nothing is clipped.
    let message = Array(repeating: 1e3, count: 5)
    let there = table.transport(1, to: model.span, message: message.span)
    let moved = try #require(there)
    var c = Array(repeating: 0.0, count: table.rowCount)
    for (row, u) in zip(table.rows(of: 1), moved.coefficients) { c[row] = u }
    var sum = Vector<Double>(repeating: 0, count: 5)
    sum.withMutableSpan { table.add(c, to: &$0) }
    let expected = blocks.product(1, zip(model, z).map { $0 - $1 })
    for i in 0..<5 { #expect(abs(sum[i] - expected[i]) < 1e-6) }
    // A short one limits it to its own length.
    let short = [0.01, 0, 0, 0, 0]
    let limited = table.transport(1, to: model.span, message: short.span)
    let clipped = try #require(limited)
    for (row, u) in zip(table.rows(of: 1), clipped.coefficients) { c[row] = u }
    sum = Vector<Double>(repeating: 0, count: 5)
    sum.withMutableSpan { table.add(c, to: &$0) }
    #expect(abs(Double.norm(sum.span) - 0.01) < 1e-9)
  }

  @Test("The damping knows what older pairs missed: nothing of a block that they span")
  func missed() throws {
    var spanned = Blocks(2, rank: 2, d: 6)
    #expect(try table(&spanned, pairs: 2, visits: 6).missedCurvature(unknown: 9) < 1e-6)
    var wider = Blocks(2, rank: 4, d: 6)
    #expect(try table(&wider, pairs: 2, visits: 6).missedCurvature(unknown: 9) > 1e-3)
    // Without older pairs the caller says.
    #expect(try table(&wider, pairs: 2, visits: 2).missedCurvature(unknown: 9) == 18)
  }

  @Test("Memory is for blocks that came, and places beyond the table are not looked at")
  func places() throws {
    var blocks = Blocks(2, rank: 1, d: 3)
    let table = try table(&blocks, pairs: 1, visits: 3, places: 2)
    #expect(table.places == 2 && table.rowCount == 4)
    let old = try blocks.message(0, version: 50)
    let new = try blocks.message(1, version: 51)
    let ratio = table.observe(
      Replacement(place: 2, message: new.message, model: new.model, replaced: old))
    #expect(ratio == nil && table.rows.count == 2 && table.places == 2)
    #expect(SecantTable<Double>(places: 1000, pairs: 4, dimension: 9).rowCount == 0)
  }
}
