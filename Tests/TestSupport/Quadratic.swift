public import Clusters
public import Kernels

/// Blocks whose gradients, losses and optima are known in closed form.
///
/// Block i has the share p_i of all samples and the mean loss f_i(x) = ½ Σ_d h_id (x_d − b_id)². As a
/// source it evaluates its share of the mean: p_i ∇f_i and, as the last element, p_i f_i.
public struct Quadratic: GradientSource, Sendable {
  /// Double precision.
  public typealias Element = Double

  /// h, a row a block.
  public let hessians: [[Double]]
  /// b, a row a block.
  public let centers: [[Double]]
  /// p, which sum to 1.
  public let shares: [Double]

  /// Blocks with the given rows; equal shares unless given.
  public init(hessians: [[Double]], centers: [[Double]], shares: [Double]? = nil) {
    precondition(hessians.map(\.count) == centers.map(\.count), "as many h as b in each block")
    self.hessians = hessians
    self.centers = centers
    self.shares = shares ?? centers.map { _ in 1 / Double(centers.count) }
  }

  /// f_i(x) = ½ (x − b_i)² in one dimension.
  public init(centers: [Double], shares: [Double]? = nil) {
    self.init(hessians: centers.map { _ in [1] }, centers: centers.map { [$0] }, shares: shares)
  }

  /// The number of blocks.
  public var blocks: Int { shares.count }
  /// d.
  public var dimension: Int { centers.first?.count ?? 0 }
  /// d + 1.
  public var gradientLength: Int { dimension + 1 }

  /// g ← (p_i ∇f_i(x), p_i f_i(x)).
  public func evaluate(
    block: Int, draw: Int, at model: Span<Double>, into g: inout MutableSpan<Double>,
    while proceed: () -> Bool
  ) -> Bool {
    let (h, b, share) = (hessians[block], centers[block], shares[block])
    var loss = 0.0
    for d in h.indices {
      let distance = model[d] - b[d]
      let slope = h[d] * distance
      g[d] = share * slope
      loss += slope * distance / 2
    }
    g[h.count] = share * loss
    return true
  }

  /// Itself: it has no working memory.
  public func forAnotherThread() -> any GradientSource<Double> { self }

  /// F(x) = Σ p_i f_i(x).
  public func loss(at x: [Double]) -> Double {
    var sum = 0.0
    for i in 0..<blocks {
      for d in 0..<dimension {
        let distance = x[d] - centers[i][d]
        sum += shares[i] * hessians[i][d] * distance * distance / 2
      }
    }
    return sum
  }

  /// The minimizer of the objective, or of the part of it that some blocks make.
  public func optimum(of chosen: [Int]? = nil) -> [Double] {
    (0..<dimension).map { d in
      var above = 0.0
      var below = 0.0
      for i in chosen ?? Array(0..<blocks) {
        above += shares[i] * hessians[i][d] * centers[i][d]
        below += shares[i] * hessians[i][d]
      }
      return above / below
    }
  }

  /// Where gradient descent ends if the gradients of the blocks `frozen` stay as they were at `x`:
  /// the zero of Σ_{others} p_i h_i (· − b_i) + Σ_{frozen} p_i h_i (x − b_i).
  public func limit(freezing frozen: Set<Int>, at x: [Double]) -> [Double] {
    (0..<dimension).map { d in
      var above = 0.0
      var below = 0.0
      for i in 0..<blocks {
        let weight = shares[i] * hessians[i][d]
        if frozen.contains(i) {
          above -= weight * (x[d] - centers[i][d])
        } else {
          above += weight * centers[i][d]
          below += weight
        }
      }
      return above / below
    }
  }
}
