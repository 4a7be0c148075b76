public import Clusters
public import Kernels

/// What is trained: all that a run needs to know of model and data.
///
/// A data set with an objective is one; a program in another language could be another. The loop sees
/// nothing of it but messages.
public protocol Workload<Element>: Sendable {
  associatedtype Element: Scalar
  /// The number of parameters d.
  var dimension: Int { get }
  /// How many of the last coordinates are running means and no parameters (`WithStatistics`).
  var statistics: Int { get }
  /// The samples of each block.
  var blockSizes: [Int] { get }
  /// The samples of each block that a task evaluates.
  var samplesOfTask: [Int] { get }
  /// The model before the first step.
  func makeModel() -> Vector<Element>
  /// The gradients of some blocks: loads what they need.
  /// - Throws: where it cannot be loaded.
  func source(blocks: [Int]) throws -> any GradientSource<Element>
  /// Losses and metrics on the whole training and test set, which are loaded when first needed.
  func makeEvaluator() -> any ModelEvaluator<Element>
}

extension Workload {
  /// None.
  public var statistics: Int { 0 }

  /// The part of all samples that a step over all blocks uses.
  public var sampleShare: Double {
    Double(samplesOfTask.reduce(0, +)) / Double(max(blockSizes.reduce(0, +), 1))
  }

  /// The fraction of samples in each block.
  public var shares: [Double] {
    let total = Double(blockSizes.reduce(0, +))
    return blockSizes.map { Double($0) / total }
  }
}

/// Judges models, off the clock.
public protocol ModelEvaluator<Element>: AnyObject {
  associatedtype Element: Scalar
  /// Losses and metrics by their columns in `evaluations.csv`.
  /// - Throws: where a set cannot be loaded.
  func evaluate(_ model: Span<Element>) throws -> [(name: String, value: Double)]
}
