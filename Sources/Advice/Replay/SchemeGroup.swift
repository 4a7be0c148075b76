import Coding

/// What a scheme's estimates are, in three words.
public enum SchemeGroup: String, CaseIterable, Encodable, Sendable {
  /// The gradient, as an uncoded step has it.
  case exact
  /// Near it, or right on average, at the current model.
  case approximate
  /// Of all or of fast workers' data, some at older models.
  case stale

  init(_ promise: Promise) {
    switch promise {
    case .exact: self = .exact
    case .unbiased, .approximate: self = .approximate
    case .stale, .nearlyStale, .fastest, .nothing: self = .stale
    }
  }
}
