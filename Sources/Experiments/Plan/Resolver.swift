import Coding
import Console
import Runs
import Settings
import Synchronization

/// Finds what a combination comes to, and whether it is possible.
struct Resolver {
  private let plan: Plan
  /// What depends on the data set alone is looked at once: reading labels takes its time.
  private var problems: [RunConfiguration: (model: String?, metrics: [String])] = [:]

  /// All that were found, of any problem.
  var metrics: [String] { Set(problems.values.flatMap(\.metrics)).sorted() }

  /// Of the program that does the runs.
  private let program: String
  private var provenances: [[String?]: Provenance] = [:]

  init(_ plan: Plan, program: String) {
    self.plan = plan
    self.program = program
  }

  /// The program and the files of a configuration, looked at once for all that read the same.
  mutating func provenance(of configuration: RunConfiguration) throws -> Provenance {
    let key = [
      configuration.dataset, configuration.testDataset, configuration.delay, configuration.model,
    ]
    if let known = provenances[key] { return known }
    let provenance = try Provenance(of: configuration, program: program)
    provenances[key] = provenance
    return provenance
  }

  /// The configuration of a cell with its tuned options, checked for all seeds.
  mutating func resolve(_ cell: Cell, _ tuned: OptionList) throws -> RunConfiguration {
    var configuration = try RunConfiguration(
      cell.options.adding(tuned), among: RunOption.namesOfPlans)
    configuration.virtual = plan.cluster == .virtual
    configuration.threads = 1
    if configuration.virtual, configuration.compute.hasPrefix("measure") {
      throw ConfigurationError(
        "--compute measure: differs from run to run, so runs could not be compared; give "
          + "per-sample:seconds=X")
    }
    var blocks = 0
    for seed in plan.seeds.seeds + (plan.tuning?.seeds.seeds ?? []) {
      configuration.seed = seed
      let arrangement = try Arrangement(configuration)
      configuration.lateWork = arrangement.lateWork.rawValue
      try configuration.checkUpdate(for: arrangement.scheme)
      blocks = arrangement.scheme.blocks
    }
    let known = try look(configuration, blocks: blocks)
    configuration.model = known.model
    let targets = cell.targets + [cell.tuningTarget].compactMap { $0 }
    for target in targets where !target.isLoss {
      if target.metric == Target.relative { try BestLoss.check(configuration) }
      guard
        known.metrics.contains(target.metric)
          || [Target.objective, Target.relative].contains(target.metric)
      else {
        throw ConfigurationError(
          unknownName("target", target.metric, among: known.metrics + ["loss"]))
      }
    }
    try check(until: configuration.until, known: known.metrics)
    return configuration
  }

  private func check(until text: String?, known: [String]) throws(ConfigurationError) {
    guard let text else { return }
    let until = try Target(parsing: text)
    guard !until.isLoss else { return }
    guard known.contains(until.metric) || until.metric == Target.objective else {
      throw ConfigurationError(unknownName("--until", until.metric, among: known + ["loss"]))
    }
    guard plan.cluster == .virtual else {
      throw ConfigurationError(
        "--until \(text): on MPI a metric is known only when all is over; give loss=VALUE, or "
          + "targets without until")
    }
  }

  private mutating func look(_ given: RunConfiguration, blocks: Int) throws -> (
    model: String?, metrics: [String]
  ) {
    var question = given
    question.scheme = "uncoded"
    question.workers = blocks
    question.stragglers = nil
    question.set = []
    question.lateWork = nil
    question.stop = nil
    question.staleness = nil
    question.maxStaleness = nil
    question.compute = "none"
    question.network = "none"
    question.delay = "none"
    // Checked already; a look at the data for each of them would take its time.
    question.optimizer = "gd"
    question.stepSize = "0.1"
    question.transport = "none"
    question.localSteps = 1
    question.aggregate = "sum"
    question.attack = "none"
    question.seed = plan.seeds.seeds.first ?? 1
    if let known = problems[question] { return known }
    let problem = try Problem<Double>(question)
    let answer = (model: problem.configuration.model, metrics: try problem.metricNames())
    problems[question] = answer
    return answer
  }
}

/// A resolver that remembers what settings come to, for whoever asks while a grid grows.
final class SharedResolver: Sendable {
  private struct Known {
    var resolver: Resolver
    var choices: [[String]: Result<Study.Choice, RunError>] = [:]
  }
  private let known: Mutex<Known>

  init(_ plan: Plan, program: String) {
    known = Mutex(Known(resolver: Resolver(plan, program: program)))
  }

  /// All metrics that were found, of any problem.
  var metrics: [String] { known.withLock { $0.resolver.metrics } }

  /// A cell with its tuned options, or why that is impossible.
  func choice(_ cell: Cell, _ options: OptionList, in plan: Plan) -> Result<Study.Choice, RunError>
  {
    known.withLock { known in
      let key = [cell.label(in: plan), options.text]
      if let choice = known.choices[key] { return choice }
      let choice = Result { try known.resolver.choice(cell, options) }
        .mapError { RunError($0) }
      known.choices[key] = choice
      return choice
    }
  }
}

extension Resolver {
  fileprivate mutating func choice(_ cell: Cell, _ options: OptionList) throws -> Study.Choice {
    let configuration = try resolve(cell, options)
    return Study.Choice(
      options: options, configuration: configuration,
      provenance: try provenance(of: configuration),
      delaysDependOnSeed: try Arrangement(configuration).delaysDependOnSeed)
  }
}
