public import Clusters
public import Kernels
public import Training

/// An observer that keeps all it sees.
public final class Recording: TrainingObserver {
  /// Double precision.
  public typealias Element = Double

  /// Every message, in the order of arrival.
  public private(set) var arrivals: [RecordedArrival] = []
  /// Every step.
  public private(set) var records: [StepRecord] = []
  /// The model after each step; empty where models are not kept.
  public private(set) var models: [[Double]] = []
  private let keepsModels: Bool

  /// Nothing seen yet.
  public init(keepsModels: Bool = true) { self.keepsModels = keepsModels }

  /// Keeps the message.
  public func arrived(_ row: RecordedArrival) { arrivals.append(row) }

  /// Keeps the record and the model, and goes on.
  public func stepped(_ record: StepRecord, model: Span<Double>) -> Bool {
    records.append(record)
    if keepsModels { models.append(Double.elements(model)) }
    return true
  }

  /// The last model kept.
  public var final: [Double] { models.last ?? [] }
}
