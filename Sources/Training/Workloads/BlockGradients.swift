public import Clusters
public import Datasets
import Kernels
public import Learning

/// Gradients of the blocks of a data set, for a model: what workers evaluate.
///
/// Block i in a task gives (N_i / (N b)) Σ ∇ℓ over the b samples that the task uses of it: all of
/// them, or a minibatch that depends on (seed, draw, block) only, so that all holders agree.
public struct BlockGradients<O: Objective>: GradientSource {
  public typealias Element = O.Element

  private let objective: O
  private let data: HeldBlocks<O.Element>
  private let shares: [Double]
  private let minibatch: Minibatch?
  private let orders: EpochOrders?
  private let seed: UInt64
  private let workspace: Workspace<O.Element>

  /// Gradients of the blocks at hand.
  /// - Parameters:
  ///   - data: Their samples: a worker's own blocks, or all.
  ///   - shares: The fraction of all samples in each block.
  ///   - minibatch: How samples are drawn; nil for full-batch blocks.
  ///   - seed: Of the objective's random choices, such as dropout.
  public init(
    _ objective: O, data: HeldBlocks<O.Element>, shares: [Double], minibatch: Minibatch?,
    seed: UInt64 = 1
  ) {
    self.objective = objective
    self.data = data
    self.shares = shares
    self.minibatch = minibatch
    orders = minibatch.map { EpochOrders($0) }
    self.seed = seed
    workspace = objective.makeWorkspace()
  }

  public var gradientLength: Int { objective.dimension + 1 }

  public func evaluate(
    block: Int, draw: Int, at model: Span<Element>, into g: inout MutableSpan<Element>,
    while proceed: () -> Bool
  ) -> Bool {
    guard let rows = data.rows[block] else {
      preconditionFailure(
        "block \(block) is not held here: the scheme's terms contradict its placement")
    }
    let batch: Batch =
      if let orders {
        .chosen(orders.rows(block: block, draw: draw).map { rows.lowerBound + $0 })
      } else {
        .rows(rows)
      }
    let scale = shares[block] / Double(batch.count)
    let d = objective.dimension
    let loss: Double?
    do {
      var gradient = g.part(0..<d)
      loss = objective.writeGradient(
        .nearest(scale), of: batch, in: data.samples, at: model, to: &gradient, using: workspace,
        draw: Draw(seed: seed, step: draw, block: block), while: proceed)
    }
    guard let loss else { return false }
    g[d] = .nearest(scale * loss)
    return true
  }

  public func forAnotherThread() -> any GradientSource<Element> {
    BlockGradients(objective, data: data, shares: shares, minibatch: minibatch, seed: seed)
  }
}
