/// What a scheme promises of its estimates.
public enum Promise: String, Sendable, CaseIterable {
  /// The mean gradient at the current model, from any set of workers that closes a step.
  case exact
  /// Its mean over all sets of workers, each as likely, is the mean gradient at the current model.
  case unbiased
  /// Gradients at the current model whose sum comes near the mean gradient, or is a multiple of it.
  case approximate
  /// The gradient of every block, some at older models; with small steps it goes to the minimum.
  case stale
  /// Gradients of many blocks, some at older models: near the minimum, and at it where blocks are alike.
  case nearlyStale = "nearly stale"
  /// The gradients of whoever is fast, at models that may be old: of all data only where blocks are
  /// alike, or workers equally fast.
  case fastest
  /// Nothing: a warning that others must not be combined in this way.
  case nothing

  /// What it says, in a sentence for documentation.
  public var summary: String {
    switch self {
    case .exact:
      "The mean gradient at the current model, from any set of workers that closes a step."
    case .unbiased:
      "Its mean over all sets of workers, each as likely, is the mean gradient at the current model."
    case .approximate:
      "Gradients at the current model whose sum is near the mean gradient, or a multiple of it."
    case .stale:
      "The gradient of every block, some at older models; with small steps it goes to the minimum."
    case .nearlyStale:
      "Gradients of many blocks, some at older models; it goes near the minimum."
    case .fastest:
      "The gradients of whoever is fast, at models that may be old; of all data only where blocks are "
        + "alike or workers equally fast."
    case .nothing: "Nothing; it is a warning that others must not be combined in this way."
    }
  }
}
