import Coding

extension RunConfiguration {
  /// What to say of a scheme that waits for everybody only because nobody said how many are late.
  public var noteOnStragglers: String? {
    guard [.run, .time].contains(mode), stragglers == nil, stop == nil, set.isEmpty, workers > 1,
      let request = try? schemeRequest(), let scheme = try? Schemes.make(request),
      type(of: scheme).description.usesStragglers
    else { return nil }
    return "note: no --stragglers are given, so \(self.scheme) waits for \(scheme.waitsFor); "
      + "--stragglers 1 does without one of them"
  }
}
