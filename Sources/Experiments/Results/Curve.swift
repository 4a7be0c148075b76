/// Losses and metrics of a run's evaluated models, against what they cost.
public struct Curve: Sendable {
  /// Steps done, ascending.
  public var steps: [Double] = []
  /// Seconds since the run began.
  public var times: [Double] = []
  /// Block gradients in tasks that came in whole.
  public var evaluated: [Double] = []
  /// Block gradients in tasks that were dropped.
  public var cancelled: [Double] = []
  /// Values by name, one an evaluated model.
  public var metrics: [(name: String, values: [Double])] = []

  /// No model.
  public init() {}

  /// What curves are drawn against and comparisons are made at.
  public enum Axis: String, Sendable, CaseIterable {
    /// Seconds of the run's clock.
    case time
    /// Model updates.
    case steps
    /// Block gradients evaluated by workers, of tasks that came in whole.
    case evaluations
  }

  /// The places of the models on an axis, ascending.
  public func places(on axis: Axis) -> [Double] {
    switch axis {
    case .time: times
    case .steps: steps
    case .evaluations: evaluated
    }
  }

  /// The values of a metric; nil where it has none.
  public subscript(metric: String) -> [Double]? { metrics.first { $0.name == metric }?.values }

  /// A metric at a place between two models, on the line through them; nil beyond the last one, and
  /// where a value is not finite.
  public func value(of metric: String, at place: Double, on axis: Axis) -> Double? {
    guard let values = self[metric] else { return nil }
    let places = places(on: axis)
    guard let first = places.first, let last = places.last, place >= first, place <= last else {
      return nil
    }
    // The last model at or before the place: equal places count once, with their newest value.
    var low = 0
    var high = places.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if places[middle] <= place { low = middle } else { high = middle }
    }
    guard low + 1 < places.count, place > places[low] else {
      return values[low].isFinite ? values[low] : nil
    }
    let share = (place - places[low]) / (places[low + 1] - places[low])
    let value = values[low] + share * (values[low + 1] - values[low])
    return value.isFinite ? value : nil
  }
}
