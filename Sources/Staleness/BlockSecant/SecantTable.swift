public import Kernels

/// The last pairs of all blocks, with every product of theirs that a quasi-Newton step needs.
///
/// Row by row it holds y, how a block's gradient changed between two models, and s, how the models
/// differ. What touches vectors of the model's length is the difference of two messages, a matrix
/// product for the new rows of Y Yᵀ, and the passes over Y of a step.
///
/// Memory: 2 (m + 1) vectors a block, allocated when the first pair comes.
public final class SecantTable<Element: Scalar> {
  /// d.
  public let dimension: Int
  /// Blocks that have come so far: the places below this number.
  public internal(set) var places = 0
  /// The largest curvature of a whole pair of blocks seen so far, Σ_i max ‖y_i‖ / ‖s_i‖; 0 before.
  public var curvatureBound: Double { bounds.reduce(0, +) }

  /// Whether the last estimate was of every block once.
  public internal(set) var isWhole = false
  /// How many steps old the messages of the last estimate were on average.
  public internal(set) var meanAge = 0.0

  private let pairs: Int
  var y: Slot<Element>
  var s: Slot<Element>
  /// y_iᵀ y_j, of all rows.
  var gram: [Double]
  var blocks: [SecantBlock]
  var models: [ModelSnapshot<Element>?]
  var bounds: [Double]
  private var fresh: [Int] = []
  private var batch: Slot<Element>
  private var products: Slot<Element>
  private let direction: Slot<Element>
  /// A number a row, and the system of a step: made once, used in every step.
  private var byRow: Slot<Element>
  /// Σ B_i as a matrix, once there are more pairs than parameters.
  var whole: CurvatureSum<Element>?
  private var system: [Double] = []

  /// An empty table.
  /// - Parameters:
  ///   - places: The most blocks that may come; messages at places beyond are not looked at.
  ///   - pairs: m, the pairs that are kept of each block.
  public init(places: Int, pairs: Int, dimension d: Int) {
    self.pairs = pairs
    dimension = d
    y = Slot(0, repeating: 0)
    s = y
    gram = []
    blocks = (0..<places).map { SecantBlock(rows: $0 * (pairs + 1)..<($0 + 1) * (pairs + 1)) }
    models = Array(repeating: nil, count: places)
    bounds = Array(repeating: 0, count: places)
    batch = Slot(0, repeating: 0)
    products = Slot(0, repeating: 0)
    direction = Slot(d, repeating: 0)
    byRow = y
  }

  /// Makes room for the pairs of all blocks that have come.
  private func grow() { grow(to: places * rowsAPlace) }

  /// Makes room for rows.
  func grow(to after: Int) {
    let (d, before) = (dimension, rowCount)
    for path in [\SecantTable.y, \SecantTable.s] {
      let larger = Slot<Element>(after * d, repeating: 0)
      larger.vector.withMutableSpan { larger in
        var part = larger.part(0..<before * d)
        self[keyPath: path].vector.withSpan { Element.copy($0, &part) }
      }
      self[keyPath: path] = larger
    }
    var larger = Array(repeating: 0.0, count: after * after)
    for i in 0..<before {
      for j in 0..<before { larger[i * after + j] = gram[i * before + j] }
    }
    gram = larger
    byRow = Slot(after, repeating: 0)
    rowCount = after
  }

  /// The rows that hold pairs, block by block.
  public var rows: [Int] { blocks.flatMap(\.rows) }

  /// Blocks that have a pair.
  public var blocksWithPairs: Int { blocks.reduce(0) { $0 + ($1.rows.isEmpty ? 0 : 1) } }

  /// Σ over blocks of the curvature that older pairs missed of the newest.
  /// - Parameter unknown: What counts for a block without older pairs.
  public func missedCurvature(unknown: Double) -> Double {
    blocks[..<places].reduce(0) { $0 + ($1.missed < 0 ? unknown : $1.missed) }
  }

  /// The model that a block's held message was computed from.
  public func model(of place: Int) -> ModelSnapshot<Element>? { models[place] }

  /// Takes a pair from what a message replaced.
  /// - Returns: ‖g − prediction‖ / ‖g − stale‖; nil where nothing could be predicted.
  func observe(_ r: Replacement<Element>) -> Double? {
    guard models.indices.contains(r.place) else { return nil }
    places = max(places, r.place + 1)
    defer { models[r.place] = r.model }
    guard let old = r.replaced, old.model.version != r.model.version else { return nil }
    let d = dimension
    if (r.place + 1) * rowsAPlace > rowCount { grow() }
    let row = blocks[r.place].next
    write(r, old, row)
    let (sy, ss, yy) = (dot(s, row, y, row), dot(s, row, s, row), dot(y, row, y, row))
    guard ss > 0, yy > 0 else { return nil }
    bounds[r.place] = max(bounds[r.place], (yy / ss).squareRoot())
    guard sy > 1e-14 * (ss * yy).squareRoot() else { return nil }
    let known = blocks[r.place].rows
    let along = known.map { dot(s, row, y, $0) }
    // ‖y − Yᵀu‖² from products alone: the y's of a block are in the Gram matrix but for the newest.
    var ratio: Double?
    gram[row * rowCount + row] = yy
    if !known.isEmpty {
      let u = blocks[r.place].solve(along)
      let ofNew = known.map { dot(y, row, y, $0) }
      for (other, product) in zip(known, ofNew) {
        gram[row * rowCount + other] = product
        gram[other * rowCount + row] = product
      }
      var error = yy
      for (i, a) in known.enumerated() {
        error -= 2 * u[i] * ofNew[i]
        for (j, b) in known.enumerated() { error += u[i] * u[j] * gram[a * rowCount + b] }
      }
      ratio = (max(error, 0) / yy).squareRoot()
    }
    count(r.place, -1)
    blocks[r.place].append(
      sy: sy, ss: ss, alongOld: along, ofOld: known.map { dot(s, $0, y, row) })
    count(r.place, 1)
    fresh.append(row)
    if fresh.count * d > 1 << 25 { updateGram() }
    return ratio
  }

  /// Adds what a block knows to the sum of all, or takes it out.
  private func count(_ place: Int, _ sign: Element) {
    y.vector.withSpan { whole?.add(blocks[place], of: $0, sign) }
  }

  /// The same by H as a matrix, for more pairs than parameters.
  private func preconditionByWhole(_ g: inout MutableSpan<Element>, damping a: Double) -> Bool {
    // Anew now and then, against what rounding leaves of blocks that were taken out.
    if whole?.isWorn(blocks: places) ?? true {
      if whole == nil { whole = CurvatureSum(dimension: dimension, rows: rowsAPlace) }
      whole?.clear()
      for place in 0..<places { count(place, 1) }
    }
    return whole?.solve(&g, damping: a) ?? false
  }

  /// Rows of a block, the free one included.
  var rowsAPlace: Int { pairs + 1 }

  /// Rows that there is memory for.
  var rowCount = 0

  private func write(
    _ r: Replacement<Element>, _ old: (message: Slot<Element>, model: ModelSnapshot<Element>),
    _ row: Int
  ) {
    let d = dimension
    y.vector.withMutableSpan { y in
      var part = y.part(row * d..<(row + 1) * d)
      r.message.vector.withSpan { Element.copy($0.extracting(0..<d), &part) }
      old.message.vector.withSpan { Element.axpy(-1, $0.extracting(0..<d), &part) }
    }
    s.vector.withMutableSpan { s in
      var part = s.part(row * d..<(row + 1) * d)
      r.model.withModel { Element.copy($0, &part) }
      old.model.withModel { Element.axpy(-1, $0, &part) }
    }
  }

  private func dot(_ a: Slot<Element>, _ i: Int, _ b: Slot<Element>, _ j: Int) -> Double {
    let d = dimension
    return a.vector.withSpan { a in
      b.vector.withSpan { b in
        Element.dot(
          a.extracting(i * d..<(i + 1) * d), b.extracting(j * d..<(j + 1) * d)
        ).double
      }
    }
  }

  /// The rows of Y Yᵀ of the pairs that are new: one matrix product.
  func updateGram() {
    // A row that was written twice since the last time counts once.
    let new = Set(fresh).sorted()
    fresh.removeAll(keepingCapacity: true)
    // Products within a block are known; those between blocks are for steps by the Gram matrix.
    guard !new.isEmpty, rows.count <= dimension else { return }
    let (d, all) = (dimension, rowCount)
    if batch.vector.count < new.count * d { batch = Slot(new.count * d, repeating: 0) }
    if products.vector.count < new.count * all {
      products = Slot(new.count * all, repeating: 0)
    }
    y.vector.withSpan { y in
      batch.vector.withMutableSpan { batch in
        for (i, row) in new.enumerated() {
          var part = batch.part(i * d..<(i + 1) * d)
          Element.copy(y.extracting(row * d..<(row + 1) * d), &part)
        }
      }
      batch.vector.withSpan { batch in
        products.vector.withMutableSpan { products in
          var part = products.part(0..<new.count * all)
          Element.gemmByTransposed(
            1, batch.extracting(0..<new.count * d), y, 0, &part, m: new.count, n: all, k: d)
        }
      }
    }
    for (i, row) in new.enumerated() {
      for other in 0..<all {
        let product = products.vector[i * all + other].double
        gram[row * all + other] = product
        gram[other * all + row] = product
      }
    }
  }

  /// What moves a held message to a model: coefficients of the block's rows, clipped to a length of
  /// `limit`.
  /// - Returns: The coefficients, and how the loss rises to second order; nil where there is no pair.
  func transport(
    _ place: Int, to model: Span<Element>, message: Span<Element>
  ) -> (coefficients: [Double], rise: Double)? {
    let block = blocks[place]
    guard !block.rows.isEmpty, let z = models[place] else { return nil }
    direction.vector.withMutableSpan { v in
      Element.copy(model, &v)
      z.withModel { Element.axpy(-1, $0, &v) }
    }
    let along = block.rows.map { dot(y, $0, direction, 0) }
    var u = block.solve(along)
    var length = 0.0
    for (i, a) in block.rows.enumerated() {
      for (j, b) in block.rows.enumerated() { length += u[i] * u[j] * gram[a * rowCount + b] }
    }
    let limit = Element.norm(message)
    let factor = min(1, limit / max(length, 1e-300).squareRoot())
    for i in u.indices { u[i] *= factor }
    let slope = direction.vector.withSpan { Element.dot(message, $0).double }
    return (u, slope + zip(u, along).reduce(0) { $0 + $1.0 * $1.1 } / 2)
  }

  /// The rows of a block's pairs.
  func rows(of place: Int) -> [Int] { blocks[place].rows }

  /// g ← g + Yᵀ c, c by row.
  func add(_ coefficients: [Double], to g: inout MutableSpan<Element>) {
    byRow.vector.withMutableSpan { c in
      for (row, value) in coefficients.enumerated() { c[row] = .nearest(value) }
    }
    y.vector.withSpan { y in
      byRow.vector.withSpan { Element.gemvTransposed(1, y, $0, 1, &g) }
    }
  }

  /// g ← H⁻¹ g for H = a I + Yᵀ A⁻¹ Y.
  ///
  /// Where the model has fewer parameters than there are pairs, by H itself, else by
  /// (g − Yᵀ (A + Y Yᵀ / a)⁻¹ Y g / a) / a.
  /// - Returns: false where the system is not positive definite to working precision: g is then g / a.
  public func precondition(_ g: inout MutableSpan<Element>, damping a: Double) -> Bool {
    let order = rows
    if order.count > dimension { return preconditionByWhole(&g, damping: a) }
    let n = order.count
    y.vector.withSpan { y in
      byRow.vector.withMutableSpan { Element.gemv(1, y, rows: rowCount, g.span, 0, &$0) }
    }
    let right = order.map { byRow.vector[$0].double / a }
    if system.count != n * n { system = Array(repeating: 0, count: n * n) }
    for (i, p) in order.enumerated() {
      for (j, q) in order.enumerated() { system[i * n + j] = gram[p * rowCount + q] / a }
    }
    var at = 0
    for block in blocks {
      let m = block.rows.count
      for i in 0..<m {
        for j in 0..<m { system[(at + i) * n + at + j] += block.curvature[i * m + j] }
      }
      at += m
    }
    let solution = solvePositive(&system, order: n, right)
    if let solution {
      var coefficients = Array(repeating: 0.0, count: rowCount)
      for (i, row) in order.enumerated() { coefficients[row] = -solution[i] }
      add(coefficients, to: &g)
    }
    Element.scale(.nearest(1 / a), &g)
    return solution != nil
  }
}
