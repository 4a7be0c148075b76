import Coding
import Console
import Kernels

extension RunView {
  /// What a run is called where it is shown.
  static func title(_ configuration: RunConfiguration) -> String {
    let data = configuration.program ?? configuration.dataset
    return "\(configuration.scheme) on \(data), \(configuration.workers) workers"
  }

  /// The view of a run before its first step, or where its checkpoint is.
  /// - Throws: where the steps before the checkpoint cannot be read.
  init<Element: Scalar>(
    _ problem: Problem<Element>, after record: CheckpointRecord?, in folder: RunFolder
  ) throws(RunError) {
    self.init(
      workers: problem.scheme.workers, steps: problem.configuration.steps,
      limit: problem.configuration.time, first: record?.step ?? 0)
    if record != nil { try recall(folder.file("steps.csv")) }
  }
}

extension LiveBoard.Facts {
  init<Element: Scalar>(_ problem: Problem<Element>, folder: String, clock: RunClock) {
    self.init(
      title: RunView.title(problem.configuration), folder: folder,
      scheme: problem.configuration.scheme, waitsFor: problem.scheme.waitsFor,
      clock: clock.rawValue, hasTarget: problem.configuration.until != nil)
  }
}
