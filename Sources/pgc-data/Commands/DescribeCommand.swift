import ArgumentParser
import Console
import Datasets

/// `pgc-data describe`: what is in a data set.
struct DescribeCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "describe",
      abstract: "Prints samples, features, nonzeros, labels, memory, columns and a few rows.")
  }

  @Argument(help: "Name of a data set, with settings if it has any, or a file.")
  var dataset: String
  @Option(
    help: .init(
      "Test set, where it is not beside the training set; 'none' for none.", valueName: "file"))
  var test: String?
  @Option(
    parsing: .unconditional, help: .init("Rows to print, 0 to 1000. (default: 3)", valueName: "N"))
  var rows = 3

  func validate() throws {
    guard (0...1000).contains(rows) else {
      throw ValidationError("--rows \(rows): is out of range: 0 to 1000")
    }
  }

  func run() throws {
    let pair = try DatasetCatalog.open(
      dataset, test: test, seed: 1, option: "describe", testOption: "--test")
    var terminal = Terminal()
    var train = try pair.train.survey()
    let testSurvey = try pair.test?.survey()
    try testSurvey?.check(asTestOf: train, name: pair.test?.name ?? "")
    // As many features as a run loads: of sparse sets the wider one counts.
    train = train.widened(to: testSurvey?.columns ?? 0)
    print(pair.train.name)
    let shape = try SampleTally(pair.train, train, &terminal)
    for line in DatasetReport.lines("train", train, shape) { print("  \(line)") }
    if let source = pair.test, let testSurvey {
      let survey = testSurvey.widened(to: train.columns)
      let tally = try SampleTally(source, survey, &terminal)
      for line in DatasetReport.lines("test", survey, tally) { print("  \(line)") }
    }
    terminal.clear()
    if let note = pair.note { print("  test: \(note)") }
    for line in DatasetReport.columns(try pair.train.columnGroups()) { print("  \(line)") }
    let count = min(rows, train.count)
    let first = try pair.train.load(
      rows: Array(0..<count), columns: train.columns, as: Double.self)
    for line in DatasetReport.rows(first) { print("  \(line)") }
  }
}
