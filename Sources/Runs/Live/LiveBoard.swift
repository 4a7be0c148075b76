import Console
import Foundation
import Synchronization

/// What a run shows to those who look at it while it runs.
///
/// The run writes it a few times a second and never waits for who reads it: where somebody is reading, it
/// comes back after the next step.
public final class LiveBoard: Sendable {
  /// What does not change.
  struct Facts: Sendable {
    var title: String
    var folder: String
    var scheme: String
    var waitsFor: String
    var clock: String
    /// Whether the run may end before its last step.
    var hasTarget: Bool
  }

  struct State {
    var view: RunView
    var evaluations: [EvaluationRow] = []
    /// What the run is at, and how it ended.
    var phase = "training"
    var outcome: String?
    var published = ContinuousClock.now
  }

  let facts: Facts
  /// This process: who reads the board of another one later knows it by that.
  let process = String(UInt64.random(in: 0...UInt64.max), radix: 16)
  private let state: Mutex<State>

  init(_ facts: Facts, _ view: RunView, evaluations: [EvaluationRow]) {
    self.facts = facts
    state = Mutex(State(view: view, evaluations: evaluations))
  }

  /// Shows how far the run is, unless somebody is reading.
  /// - Returns: Whether it is shown.
  func publish(_ view: borrowing RunView) -> Bool {
    let shown: Void? = state.withLockIfAvailable { state in
      state.view.copy(view)
      state.published = .now
    }
    return shown != nil
  }

  /// Shows how far the run is at its end.
  func showLast(_ view: borrowing RunView) { state.withLock { $0.view.copy(view) } }

  /// Shows a model's losses and metrics.
  func add(_ row: EvaluationRow) { state.withLock { $0.evaluations.append(row) } }

  /// Shows what the run is at.
  func enter(_ phase: String) { state.withLock { $0.phase = phase } }

  /// Shows how the run ended.
  func end(_ outcome: String) {
    state.withLock {
      $0.phase = "over"
      $0.outcome = outcome
    }
  }

  /// All of it, in JSON.
  public var json: String { state.withLock { Self.json(facts, process, $0) } }
}
