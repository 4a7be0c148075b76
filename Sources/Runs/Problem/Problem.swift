public import Clusters
public import Coding
public import Datasets
public import Kernels
public import Learning
import Settings
public import Training

/// A run's configuration with everything it names found and checked, and no data in memory yet.
public struct Problem<Element: Scalar>: Sendable {
  /// What was asked, with the model named.
  public let configuration: RunConfiguration
  /// Who does what when.
  public let arrangement: Arrangement
  /// The model with its loss.
  public let objective: any Objective<Element>
  /// How long tasks take in virtual time.
  public let timing: TaskTiming
  /// η by step.
  public let stepSize: StepSize
  /// Which sample is in which block.
  public let split: Split
  /// The fraction of samples in each block.
  public let shares: [Double]
  /// What is trained on.
  public let train: any DatasetSource
  /// What is only evaluated, if there is such a set.
  public let test: (any DatasetSource)?
  /// What the training set holds.
  public let trainSurvey: DatasetSurvey
  /// What the test set holds.
  public let testSurvey: DatasetSurvey?
  /// Features of a sample, in training and test set.
  public let columns: Int
  private let minibatch: Minibatch?

  /// Finds and checks everything but the data themselves.
  /// - Throws: `ConfigurationError`, or `DataError` from the first look at the files.
  public init(_ given: RunConfiguration) throws {
    var configuration = given
    arrangement = try Arrangement(configuration)
    stepSize = try StepSize(parsing: configuration.stepSize)

    // Whole numbers in a file are classes, unless the model takes them as they are.
    let name = configuration.dataset.prefix { $0 != ":" }
    let isNamed = DatasetCatalog.entries.contains { $0.name == name.lowercased() }
    let wantsNumbers = configuration.model?.hasPrefix("least-squares") == true && !isNamed
    let pair = try DatasetCatalog.open(
      configuration.dataset, test: configuration.testDataset, labels: wantsNumbers ? .real : nil,
      seed: configuration.seed)
    train = pair.train
    test = pair.test
    trainSurvey = try train.survey()
    testSurvey = try test?.survey()
    columns = max(trainSurvey.columns, testSurvey?.columns ?? 0)

    let model = configuration.model ?? Self.usualModel(for: trainSurvey.labelKind)
    configuration.model = model
    objective = try Objectives.make(
      try Spec(parsing: model, option: "--model"), labels: trainSurvey.labelKind, columns: columns)
    try testSurvey?.check(asTestOf: trainSurvey, name: test?.name ?? "")

    guard let order = Split.Order(rawValue: configuration.blocks) else {
      throw ConfigurationError(
        unknownName(
          "--blocks", configuration.blocks, among: Split.Order.allCases.map(\.rawValue)))
    }
    split = try Split(
      labels: trainSurvey.labels, blocks: arrangement.scheme.blocks, order: order,
      seed: configuration.seed)
    shares = split.shares
    minibatch =
      configuration.batch == 0
      ? nil
      : try Minibatch(
        total: configuration.batch, sizes: split.sizes, seed: configuration.seed)
    timing = arrangement.timing(samples: minibatch?.counts ?? split.sizes)
    // Made only to be checked, before anything runs.
    _ = try Optimizers.make(
      try Spec(parsing: configuration.optimizer, option: "--optimizer"), stepSize: stepSize,
      l2: configuration.l2, dimension: 1, as: Element.self)
    self.configuration = configuration
  }

  private static func usualModel(for labels: LabelKind) -> String {
    switch labels {
    case .binary: "logistic"
    case .classes: "softmax"
    case .real: "least-squares"
    }
  }

  /// What workers add up, and how the parameter server gathers.
  public var scheme: any Scheme { arrangement.scheme }

  /// What an overtaken worker does.
  public var lateWork: LateWork { arrangement.lateWork }

  /// Injected delays.
  public var delays: any DelayModel { arrangement.delays }

  /// The network of a virtual run, for this model.
  public var link: VirtualLink {
    let size = MemoryLayout<Element>.stride
    return VirtualLink(
      arrangement.network, modelBytes: objective.dimension * size,
      messageBytes: (objective.dimension + 1) * size)
  }

  /// The blocks that a worker ever evaluates, ascending.
  public func placement(ofWorker worker: Int) -> [Int] {
    Set(scheme.terms(worker: worker, step: 0).map(\.block)).sorted()
  }

  /// Loads blocks and nothing else, in one pass over the files.
  /// - Throws: `DataError`.
  public func load(blocks: [Int]) throws -> HeldBlocks<Element> {
    let samples = try train.load(
      rows: blocks.flatMap { split.blocks[$0] }, columns: columns, as: Element.self)
    return HeldBlocks(samples, sizes: blocks.map { ($0, split.blocks[$0].count) })
  }

  /// Loads the whole training set, block by block.
  /// - Throws: `DataError`.
  public func loadAll() throws -> HeldBlocks<Element> { try load(blocks: Array(0..<scheme.blocks)) }

  /// What workers that hold these blocks evaluate.
  public func source<O: Objective>(_ objective: O, data: HeldBlocks<Element>)
    -> BlockGradients<O> where O.Element == Element
  {
    BlockGradients(
      objective, data: data, shares: shares, minibatch: minibatch, seed: configuration.seed)
  }

  /// The optimizer at its start.
  public func makeOptimizer() throws -> any Optimizer<Element> & ~Copyable {
    try Optimizers.make(
      try Spec(parsing: configuration.optimizer, option: "--optimizer"), stepSize: stepSize,
      l2: configuration.l2, dimension: objective.dimension)
  }

  /// The initial model.
  public func makeModel() -> Vector<Element> {
    var model = Vector<Element>(repeating: 0, count: objective.dimension)
    var x = model.mutableSpan
    objective.initialize(&x, seed: configuration.seed)
    return model
  }
}
