public import Clusters
public import Datasets
public import Kernels

/// Gradients of blocks from a program.
///
/// The samples are numbers below the program's number of samples; which ones a block has and which a task
/// draws is decided here, by the same streams as for data sets, so that a program sees the same
/// minibatches whatever the scheme and the transport.
public struct ProgramGradients<Element: Scalar>: GradientSource {
  private let crew: ProgramCrew<Element>
  private let split: Split
  private let shares: [Double]
  private let minibatch: Minibatch?
  private let orders: EpochOrders?
  private let seed: UInt64

  /// The gradients of all blocks.
  /// - Parameters:
  ///   - split: The samples of each block.
  ///   - minibatch: How samples are drawn; nil for full-batch blocks.
  ///   - seed: Of the program's random choices.
  public init(_ crew: ProgramCrew<Element>, split: Split, minibatch: Minibatch?, seed: UInt64) {
    self.crew = crew
    self.split = split
    shares = split.shares
    self.minibatch = minibatch
    orders = minibatch.map { EpochOrders($0) }
    self.seed = seed
  }

  public var gradientLength: Int { crew.description.dimension + 1 }

  public func evaluate(
    block: Int, draw: Int, at model: Span<Element>, into g: inout MutableSpan<Element>,
    while proceed: () -> Bool
  ) throws -> Bool {
    let all = split.blocks[block]
    let samples = orders.map { $0.rows(block: block, draw: draw).map { all[$0] } } ?? all
    let task = ProgramTask(
      block: block, draw: draw, seed: seed, share: shares[block], samples: samples,
      isWhole: orders == nil)
    return try crew.withProgram { program in
      program.take(model, version: task.version)
      guard let loss = try program.evaluate(task, while: proceed) else { return false }
      program.withGradient(as: Element.self) { source in
        Element.copy(Span(_unsafeElements: UnsafeBufferPointer(source)), &g)
      }
      g[g.count - 1] = .nearest(loss)
      return true
    }
  }

  public func forAnotherThread() -> any GradientSource<Element> {
    ProgramGradients(crew, split: split, minibatch: minibatch, seed: seed)
  }
}
