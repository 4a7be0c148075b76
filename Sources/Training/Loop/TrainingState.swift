public import Clusters
public import Kernels

/// All that a training needs to go on where it is, beside its journal.
public struct TrainingState<Element: Scalar>: Equatable, Sendable {
  /// The step that is next, or, where the training is interrupted while it waits, open.
  public var step: Int
  /// The model of that step.
  public var model: [Element]
  /// What the optimizer, and what the estimator knows.
  public var optimizer: SavedState<Element>
  public var estimator: SavedState<Element>
  /// Models and messages.
  public var cluster: ClusterState<Element>

  /// A state.
  public init(
    step: Int, model: [Element], optimizer: SavedState<Element>, estimator: SavedState<Element>,
    cluster: ClusterState<Element>
  ) {
    self.step = step
    self.model = model
    self.optimizer = optimizer
    self.estimator = estimator
    self.cluster = cluster
  }
}
