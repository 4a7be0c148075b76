public import Clusters
public import Coding
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
  /// What must be the same on all ranks, beside options and files: what a program says of itself.
  public let facts: [String]
  /// η by step.
  public let stepSize: StepSize
  /// The columns of `evaluations.csv` that a target may name, from a look at two samples.
  private let names: @Sendable () throws -> [String]

  /// Finds and checks everything but the data themselves.
  /// - Parameters:
  ///   - scheme: In place of the one that the configuration names.
  ///   - rank: Of this process; 0 where it is the only one.
  /// - Throws: `ConfigurationError`, `DataError` from the first look at the files, or `ProgramFailure`.
  public init(_ given: RunConfiguration, by scheme: (any Scheme)? = nil, rank: Int = 0) throws {
    var configuration = given
    arrangement = try Arrangement(configuration, by: scheme)
    stepSize = try StepSize(parsing: configuration.stepSize)

    let blocks = arrangement.scheme.blocks
    let material: Material<Element> =
      if let command = configuration.programCommand(rank: rank) {
        try Material(program: command, configuration, blocks: blocks)
      } else {
        try Material(dataset: configuration, blocks: blocks)
      }
    configuration.model = material.model ?? configuration.model
    workload = material.workload
    notes = material.notes
    facts = material.facts
    names = material.names
    let local = configuration.localSteps
    timing = arrangement.timing(
      samples: workload.samplesOfTask.map { $0 * local },
      share: workload.sampleShare * Double(local))
    // Before anything runs.
    try configuration.checkUpdate(for: arrangement.scheme)
    if workload.statistics > 0 { try configuration.checkAverages() }
    self.configuration = configuration
  }

  /// What workers add up, and how the parameter server gathers.
  public var scheme: any Scheme { arrangement.scheme }

  /// What an overtaken worker does.
  public var lateWork: LateWork { arrangement.lateWork }

  /// What becomes of blocks that lost workers alone hold.
  public var lostBlocks: LostBlocks { arrangement.lostBlocks }

  /// Whether messages that are not finite are kept out, in place of ending the run.
  public var refusesBad: Bool { configuration.onBadGradient == "skip" }

  /// Injected delays.
  public var delays: any DelayModel { arrangement.delays }

  /// How gradients are cut into messages.
  public var slices: Slices { Slices(scheme.slices, of: workload.dimension) }

  /// The network of a virtual run, for this model.
  public var link: VirtualLink {
    let size = MemoryLayout<Element>.stride
    return VirtualLink(
      arrangement.network, modelBytes: workload.dimension * size,
      messageBytes: slices.messageLength * size)
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
      l2: configuration.l2, dimension: workload.dimension - workload.statistics,
      statistics: workload.statistics)
  }

  /// What workers evaluate of some blocks: loads what they need.
  /// - Throws: where it cannot be loaded.
  public func source(blocks: [Int]) throws -> any GradientSource<Element> {
    var source =
      lostBlocks == .reassign
      ? try GrowingSource(workload, blocks: blocks) : try workload.source(blocks: blocks)
    if configuration.gradientNoise > 0 {
      source = NoisyGradients(
        source, deviation: configuration.gradientNoise, shares: workload.shares,
        seed: configuration.seed)
    }
    if configuration.localSteps > 1 {
      source = LocalSteps(
        source, steps: configuration.localSteps, stepSize: configuration.localStepSize,
        shares: workload.shares)
    }
    return refusesBad ? MarkedGradients(source) : source
  }

  /// What makes the estimate of held messages.
  public func makeEstimator(_ secants: SecantTable<Element>?) throws
    -> any Estimator<Element> & ~Copyable
  {
    if let secants { return BlockSecantEstimator(secants) }
    if configuration.aggregate != "sum" || configuration.attack != "none" {
      return try makeRobustEstimator()
    }
    return try Transports.make(configuration.transport, shares: workload.shares)
  }

  /// What makes an estimate that looks at single messages, or lets workers lie in them.
  private func makeRobustEstimator() throws -> any Estimator<Element> & ~Copyable {
    let attack = try Attack(configuration.attack, workers: scheme.workers)
    let aggregate = try Aggregate(configuration.aggregate, workers: scheme.workers)
    switch aggregate {
    case .locate(let liars):
      return LocatingEstimator<Element>(
        CyclicCode(workers: scheme.workers, tolerated: 2 * liars), attack: attack,
        seed: configuration.seed)
    case .eliminate(let group):
      // Blocks are loaded when somebody is doubted, which may never be.
      var sources: [Int: any GradientSource<Element>] = [:]
      return EliminatingEstimator<Element>(group: group, attack: attack) {
        block, version, model, g in
        let source = try sources[block] ?? self.source(blocks: [block])
        sources[block] = source
        _ = try source.evaluate(block: block, draw: version, at: model, into: &g) { true }
      }
    default: return RobustEstimator<Element>(aggregate, attack: attack, parts: scheme.parts)
    }
  }
}
