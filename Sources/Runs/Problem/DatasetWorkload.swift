public import Clusters
public import Datasets
public import Kernels
public import Learning
import Synchronization
public import Training

/// A data set with an objective.
public final class DatasetWorkload<Element: Scalar>: Workload {
  /// The model with its loss.
  public let objective: any Objective<Element>
  /// Which sample is in which block.
  public let split: Split
  private let train: any DatasetSource
  private let test: (any DatasetSource)?
  private let testCount: Int
  private let columns: Int
  private let minibatch: Minibatch?
  private let seed: UInt64
  /// The training set, block by block, once all of it is loaded.
  private let whole = Mutex<HeldBlocks<Element>?>(nil)

  /// A workload of data that are not loaded yet.
  /// - Parameters:
  ///   - testCount: Samples of the test set.
  ///   - columns: Features of a sample, in training and test set.
  ///   - minibatch: How samples are drawn; nil for full-batch blocks.
  ///   - seed: Of the initial model, and of the objective's random choices.
  init(
    _ objective: any Objective<Element>, split: Split, train: any DatasetSource,
    test: (any DatasetSource)?, testCount: Int, columns: Int, minibatch: Minibatch?, seed: UInt64
  ) {
    self.objective = objective
    self.split = split
    self.train = train
    self.test = test
    self.testCount = testCount
    self.columns = columns
    self.minibatch = minibatch
    self.seed = seed
  }

  public var dimension: Int { objective.dimension }
  public var blockSizes: [Int] { split.sizes }
  public var samplesOfTask: [Int] { minibatch?.counts ?? split.sizes }

  public func makeModel() -> Vector<Element> {
    var model = Vector<Element>(repeating: 0, count: objective.dimension)
    var x = model.mutableSpan
    objective.initialize(&x, seed: seed)
    return model
  }

  /// The gradients of some blocks: loads those and nothing else, in one pass over the files.
  /// - Throws: `DataError`.
  public func source(blocks: [Int]) throws -> any GradientSource<Element> {
    let data =
      blocks.count == split.sizes.count ? try loadAll() : try load(blocks: blocks)
    func make<O: Objective<Element>>(_ objective: O) -> any GradientSource<Element> {
      BlockGradients(objective, data: data, shares: shares, minibatch: minibatch, seed: seed)
    }
    return make(objective)
  }

  public func makeEvaluator() -> any ModelEvaluator<Element> { DatasetEvaluator(self) }

  private func load(blocks: [Int]) throws -> HeldBlocks<Element> {
    if split.isWhole, let rows = split.blocks.first {
      return HeldBlocks(
        try train.load(rows: rows, columns: columns, as: Element.self), wholeFor: blocks)
    }
    let samples = try train.load(
      rows: blocks.flatMap { split.blocks[$0] }, columns: columns, as: Element.self)
    return HeldBlocks(samples, sizes: blocks.map { ($0, split.blocks[$0].count) })
  }

  private func loadAll() throws -> HeldBlocks<Element> {
    try whole.withLock { whole in
      if let whole { return whole }
      let loaded = try load(blocks: Array(split.sizes.indices))
      whole = loaded
      return loaded
    }
  }

  /// The sets that models are judged on, by the prefix of their columns.
  fileprivate func sets() throws -> [(prefix: String, data: Dataset<Element>)] {
    var sets = [(prefix: "train", data: try loadAll().samples)]
    if let test {
      sets.append(
        ("test", try test.load(rows: Array(0..<testCount), columns: columns, as: Element.self)))
    }
    return sets
  }
}

/// Losses and metrics on the sets of a workload.
private final class DatasetEvaluator<Element: Scalar>: ModelEvaluator {
  private let workload: DatasetWorkload<Element>
  private let workspace: Workspace<Element>
  private var sets: [(prefix: String, data: Dataset<Element>)]?

  init(_ workload: DatasetWorkload<Element>) {
    self.workload = workload
    workspace = workload.objective.makeWorkspace()
  }

  func evaluate(_ model: Span<Element>) throws -> [(name: String, value: Double)] {
    let sets = try self.sets ?? workload.sets()
    self.sets = sets
    var columns: [(name: String, value: Double)] = []
    for (prefix, data) in sets {
      let result = workload.objective.evaluate(data, at: model, using: workspace)
      columns.append(("\(prefix)_loss", result.loss))
      columns += result.metrics.map { ("\(prefix)_\($0.name)", $0.value) }
    }
    return columns + [("model_norm", Element.norm(model))]
  }
}
