import Coding
import Datasets
import Kernels
import Learning
import Programs
import Settings
import Training

/// What a run learns from, found and checked: a data set with an objective, or a program.
struct Material<Element: Scalar> {
  var workload: any Workload<Element>
  /// The model's name; nil for a program's.
  var model: String?
  /// What was made of the data that their files do not say, a line each.
  var notes: [String] = []
  /// What must be the same on all ranks, beside options and files.
  var facts: [String] = []
  /// The columns of `evaluations.csv` that a target may name.
  var names: @Sendable () throws -> [String]

  /// A data set with an objective; only labels and shapes are looked at.
  /// - Throws: `ConfigurationError`, or `DataError` from the first look at the files.
  init(dataset configuration: RunConfiguration, blocks: Int) throws {
    let pair = try configuration.openData()
    let (train, test) = (pair.train, pair.test)
    let survey = try train.survey()
    let testSurvey = try test?.survey()
    let columns = max(survey.columns, testSurvey?.columns ?? 0)
    notes = [survey.note, pair.note].compactMap { note in note.map { "note: \($0)" } }

    let model = configuration.model ?? Self.usualModel(for: survey.labelKind)
    self.model = model
    let objective: any Objective<Element> = try Objectives.make(
      try Spec(parsing: model, option: "--model"), labels: survey.labelKind, columns: columns)
    try testSurvey?.check(asTestOf: survey, name: test?.name ?? "")

    let rule = try BlockRule(configuration.blocks)
    let used = try configuration.samplesUsed(of: survey.count)
    let split = try rule.split(
      labels: used.map { survey.labels[$0] }, kind: survey.labelKind, blocks: blocks,
      seed: configuration.seed
    ).of(used)
    let minibatch = try configuration.minibatch(of: split.sizes)
    workload = DatasetWorkload(
      objective, split: split, train: train, test: test, testCount: testSurvey?.count ?? 0,
      columns: columns, minibatch: minibatch, seed: configuration.seed)
    var sets = [(prefix: "train", source: train, survey: survey)]
    if let test, let testSurvey { sets.append(("test", test, testSurvey)) }
    names = { [sets, seed = configuration.seed] in
      try metricNames(objective, of: sets, columns: columns, seed: seed)
    }
  }

  /// A program, which is started to say what it has.
  /// - Throws: `ConfigurationError`, or `ProgramFailure`.
  init(program command: ProgramCommand, _ configuration: RunConfiguration, blocks: Int) throws {
    let rule = try BlockRule(configuration.blocks)
    guard !rule.needsLabels else {
      throw ConfigurationError(
        "--blocks \(configuration.blocks): labels are the program's own; give shuffled or contiguous"
      )
    }
    let crew = try ProgramCrew<Element>(command)
    let used = try configuration.samplesUsed(of: crew.description.samples)
    let split = try rule.split(
      labels: Array(repeating: 0, count: used.count), kind: .real, blocks: blocks,
      seed: configuration.seed
    ).of(used)
    workload = ProgramWorkload(
      crew, split: split, minibatch: try configuration.minibatch(of: split.sizes),
      seed: configuration.seed)
    facts = [crew.description.line, "initial model \(crew.initialChecksum)"]
    names = { [names = crew.description.metrics] in names }
  }

  private static func usualModel(for labels: LabelKind) -> String {
    switch labels {
    case .binary: "logistic"
    case .classes: "softmax"
    case .real: "least-squares"
    }
  }
}
