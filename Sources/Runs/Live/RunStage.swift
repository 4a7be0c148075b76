import Coding
import Console
import Training

/// A run as others see it: where nobody looks there is none, and a step costs nothing.
struct RunStage {
  private var view: RunView
  private let board: LiveBoard?
  private let began = ContinuousClock.now
  private var published = 0.0

  /// A stage with a board, or for a terminal alone.
  init(_ view: RunView, board: LiveBoard? = nil) {
    self.view = view
    self.board = board
  }

  mutating func saw(_ event: Event, step: Int) { view.saw(event, step: step) }

  /// A step is done; four times a second that is shown.
  mutating func stepped(_ record: StepRecord) {
    let seconds = began.duration(to: .now) / .seconds(1)
    view.stepped(record, seconds: seconds)
    guard seconds - published >= 0.25, let board else { return }
    if board.publish(view) { published = seconds }
  }

  /// The last step is done, and something else begins.
  func conclude() { board?.showLast(view) }

  func add(_ row: EvaluationRow) { board?.add(row) }

  func enter(_ phase: String) { board?.enter(phase) }

  /// The lines of a full display.
  func lines(_ evaluation: EvaluationRow?, title: String, columns: Int, rows: Int) -> [String] {
    Dashboard(view, evaluation, title: title).lines(columns: columns, rows: rows)
  }
}
