public import Clusters
public import Coding
import Datasets
public import Kernels
public import Learning
public import Settings
public import Staleness
public import Training

/// A run's configuration with everything it names found and checked, and no data in memory yet.
public struct Problem<Element: Scalar>: Sendable {
  /// What was asked, with the model named.
  public let configuration: RunConfiguration
  /// Who does what when.
  public let arrangement: Arrangement
  /// What is trained.
  public let workload: any Workload<Element>
  /// How long tasks take in virtual time.
  public let timing: TaskTiming
  /// What was made of the data that their files do not say, a line each.
  public let notes: [String]
  /// η by step.
  public let stepSize: StepSize
  /// The columns of `evaluations.csv` that a target may name, from a look at two samples.
  private let names: @Sendable () throws -> [String]

  /// Finds and checks everything but the data themselves.
  /// - Parameter scheme: In place of the one that the configuration names.
  /// - Throws: `ConfigurationError`, or `DataError` from the first look at the files.
  public init(_ given: RunConfiguration, by scheme: (any Scheme)? = nil) throws {
    var configuration = given
    arrangement = try Arrangement(configuration, by: scheme)
    stepSize = try StepSize(parsing: configuration.stepSize)

    let pair = try configuration.openData()
    let (train, test) = (pair.train, pair.test)
    let survey = try train.survey()
    let testSurvey = try test?.survey()
    let columns = max(survey.columns, testSurvey?.columns ?? 0)
    notes = [survey.note, pair.note].compactMap { note in note.map { "note: \($0)" } }

    let model = configuration.model ?? Self.usualModel(for: survey.labelKind)
    configuration.model = model
    let objective: any Objective<Element> = try Objectives.make(
      try Spec(parsing: model, option: "--model"), labels: survey.labelKind, columns: columns)
    try testSurvey?.check(asTestOf: survey, name: test?.name ?? "")

    guard let order = Split.Order(rawValue: configuration.blocks) else {
      throw ConfigurationError(
        unknownName(
          "--blocks", configuration.blocks, among: Split.Order.allCases.map(\.rawValue)))
    }
    let used = try configuration.samplesUsed(of: survey.count)
    let split = try Split(
      labels: used.map { survey.labels[$0] }, blocks: arrangement.scheme.blocks, order: order,
      seed: configuration.seed
    ).of(used)
    let minibatch = try configuration.minibatch(of: split.sizes)
    workload = DatasetWorkload(
      objective, split: split, train: train, test: test, testCount: testSurvey?.count ?? 0,
      columns: columns, minibatch: minibatch, seed: configuration.seed)
    let local = configuration.localSteps
    timing = arrangement.timing(
      samples: workload.samplesOfTask.map { $0 * local },
      share: workload.sampleShare * Double(local))
    var sets = [(prefix: "train", source: train, survey: survey)]
    if let test, let testSurvey { sets.append(("test", test, testSurvey)) }
    names = { [sets, seed = configuration.seed] in
      try Runs.metricNames(objective, of: sets, columns: columns, seed: seed)
    }
    // Before anything runs.
    try configuration.checkUpdate(for: arrangement.scheme)
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
      arrangement.network, modelBytes: workload.dimension * size,
      messageBytes: (workload.dimension + 1) * size)
  }

  /// The columns of `evaluations.csv` that a target may name, from a look at two samples of each set.
  /// - Throws: `DataError`, where they cannot be loaded.
  public func metricNames() throws -> [String] { try names() }

  /// The pairs that block-secant steps rest on; nil for other optimizers.
  public func makeSecantTable() throws(ConfigurationError) -> SecantTable<Element>? {
    try BlockSecantSettings(configuration).map {
      SecantTable(places: scheme.blockPlaces, pairs: $0.pairs, dimension: workload.dimension)
    }
  }

  /// The optimizer at its start.
  public func makeOptimizer(_ secants: SecantTable<Element>?) throws
    -> any Optimizer<Element> & ~Copyable
  {
    if let secants, let settings = try BlockSecantSettings(configuration) {
      return BlockSecant(
        secants, stepSize: stepSize, l2: configuration.l2, cap: settings.cap,
        factor: settings.factor)
    }
    return try Optimizers.make(
      try Spec(parsing: configuration.optimizer, option: "--optimizer"), stepSize: stepSize,
      l2: configuration.l2, dimension: workload.dimension)
  }

  /// What workers evaluate of some blocks: loads what they need.
  /// - Throws: where it cannot be loaded.
  public func source(blocks: [Int]) throws -> any GradientSource<Element> {
    let source = try workload.source(blocks: blocks)
    guard configuration.localSteps > 1 else { return source }
    return LocalSteps(
      source, steps: configuration.localSteps, stepSize: configuration.localStepSize,
      shares: workload.shares)
  }

  /// What makes the estimate of held messages.
  public func makeEstimator(_ secants: SecantTable<Element>?) throws
    -> any Estimator<Element> & ~Copyable
  {
    if let secants { return BlockSecantEstimator(secants) }
    if configuration.aggregate != "sum" || configuration.attack != "none" {
      return RobustEstimator<Element>(
        try Aggregate(configuration.aggregate, workers: scheme.workers),
        attack: try Attack(configuration.attack, workers: scheme.workers))
    }
    return try Transports.make(configuration.transport, shares: workload.shares)
  }
}
