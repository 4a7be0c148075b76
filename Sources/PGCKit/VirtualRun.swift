public import Coding
import Kernels
public import Runs
import Settings
import Training

/// A training in virtual time that leaves no files.
///
/// The numbers are those of `pgc-train --virtual` with the same configuration, bit for bit.
public struct VirtualRun: Sendable {
  private let problem: Problem<Double>

  /// Finds and checks everything; the data are not loaded yet.
  /// - Parameter scheme: A scheme of your own, in place of the one that the configuration names.
  /// - Throws: what is wrong with the configuration, in one line.
  public init(_ configuration: RunConfiguration, by scheme: (any Scheme)? = nil) throws {
    var configuration = configuration
    configuration.virtual = true
    if let scheme { configuration.workers = scheme.workers }
    problem = try Problem(configuration, by: scheme)
  }

  /// Trains.
  /// - Throws: where the run diverges, or a scheme breaks its own rules.
  public func summary() throws -> VirtualSummary {
    var notes = StepNotes()
    let model = try LocalRun<Double>.train(problem, observer: &notes)
    let values = try model.withSpan { try problem.workload.makeEvaluator().evaluate($0) }
    return VirtualSummary(
      steps: notes.steps,
      evaluation: Dictionary(values.map { ($0.name, $0.value) }) { first, _ in first })
  }

  /// Every step of a run.
  private struct StepNotes: TrainingObserver {
    private(set) var steps: [StepRecord] = []

    mutating func stepped(_ record: StepRecord, model: Span<Double>) -> Bool {
      steps.append(record)
      return true
    }
  }
}
