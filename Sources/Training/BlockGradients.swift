public import Cluster
import Kernels
public import Learning

/// Gradients of the blocks of a data set, for a model: what workers evaluate.
///
/// Block i at step t gives (N_i / (N b)) Σ ∇ℓ over the b samples that the step uses of it: all of
/// them, or a minibatch that depends on (seed, step, block) only, so that all holders agree.
public struct BlockGradients<O: Objective>: GradientSource {
  public typealias Element = O.Element

  private let objective: O
  private let blocks: [Int: Dataset<O.Element>]
  private let shares: [Double]
  private let minibatch: Minibatch?
  private let workspace: Workspace<O.Element>

  /// Gradients of the blocks at hand.
  /// - Parameters:
  ///   - blocks: Their samples, by block: a worker's own, or all.
  ///   - shares: The fraction of all samples in each block.
  ///   - minibatch: How samples are drawn; nil for full-batch blocks.
  public init(
    _ objective: O, blocks: [Int: Dataset<O.Element>], shares: [Double], minibatch: Minibatch?
  ) {
    self.objective = objective
    self.blocks = blocks
    self.shares = shares
    self.minibatch = minibatch
    workspace = objective.makeWorkspace()
  }

  public var messageLength: Int { objective.dimension + 1 }

  public func evaluate(
    block: Int, step: Int, at model: Span<Element>, into g: inout MutableSpan<Element>,
    while proceed: () -> Bool
  ) -> Bool {
    guard let data = blocks[block] else {
      preconditionFailure("block \(block) is not held here: the scheme's terms contradict its placement")
    }
    Element.fill(0, &g)
    let batch = minibatch.map { Batch.chosen($0.rows(block: block, step: step)) } ?? .rows(0..<data.count)
    let scale = shares[block] / Double(batch.count)
    let d = objective.dimension
    let loss: Double?
    do {
      var gradient = g._mutatingExtracting(0..<d)
      loss = objective.addGradient(
        .nearest(scale), of: batch, in: data, at: model, to: &gradient, using: workspace,
        while: proceed)
    }
    guard let loss else { return false }
    g[d] = .nearest(scale * loss)
    return true
  }

  public func forAnotherThread() -> BlockGradients {
    BlockGradients(objective, blocks: blocks, shares: shares, minibatch: minibatch)
  }
}
