public import Clusters
public import Datasets
public import Kernels
import Programs
public import Training

/// A program's model and data: what `--program` trains.
public final class ProgramWorkload<Element: Scalar>: Workload {
  private let crew: ProgramCrew<Element>
  /// Which sample is in which block.
  public let split: Split
  private let minibatch: Minibatch?
  private let seed: UInt64

  /// A workload of a program that runs.
  /// - Parameters:
  ///   - minibatch: How samples are drawn; nil for full-batch blocks.
  init(_ crew: ProgramCrew<Element>, split: Split, minibatch: Minibatch?, seed: UInt64) {
    self.crew = crew
    self.split = split
    self.minibatch = minibatch
    self.seed = seed
  }

  public var dimension: Int { crew.description.dimension }
  public var statistics: Int { crew.description.averages }
  public var blockSizes: [Int] { split.sizes }
  public var samplesOfTask: [Int] { minibatch?.counts ?? split.sizes }

  public func makeModel() -> Vector<Element> { crew.makeModel() }

  /// The gradients of any blocks: what a program loads, and when, is its own.
  public func source(blocks: [Int]) -> any GradientSource<Element> {
    ProgramGradients(crew, split: split, minibatch: minibatch, seed: seed)
  }

  public func makeEvaluator() -> any ModelEvaluator<Element> { ProgramEvaluator(crew) }
}

/// What a program says of models.
private final class ProgramEvaluator<Element: Scalar>: ModelEvaluator {
  private let crew: ProgramCrew<Element>

  init(_ crew: ProgramCrew<Element>) { self.crew = crew }

  func evaluate(_ model: Span<Element>) throws -> [(name: String, value: Double)] {
    try crew.judge(model) + [
      (
        "model_norm", Element.norm(model.extracting(..<crew.description.parameters))
      )
    ]
  }
}
