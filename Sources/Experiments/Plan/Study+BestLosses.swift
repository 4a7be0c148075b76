public import Runs

extension Cell {
  /// Makes relative targets absolute; nothing reaches them while the best loss is not known.
  mutating func take(_ best: BestLoss?, of choice: Study.Choice) {
    func absolute(_ target: Target) -> Target {
      target.objective(best: best?.value, start: best?.start)
    }
    targets = targets.map(absolute)
    tuningTarget = tuningTarget.map(absolute)
  }
}

extension Study {
  /// The configurations whose best loss the plan's targets are relative to, one a problem.
  public var problems: [Choice] {
    var known: Set<String> = []
    return cells.filter(\.isRelative).compactMap { $0.common ?? $0.candidates.first }.filter {
      known.insert(BestLossStore.key($0)).inserted
    }
  }
}

extension Study.ResolvedCell {
  /// Whether a target is relative to the best loss that is known.
  fileprivate var isRelative: Bool {
    (cell.targets + [cell.tuningTarget].compactMap { $0 }).contains(where: \.isRelative)
  }
}

extension BestLossStore {
  /// What is known of a choice's problem.
  public func known(_ choice: Study.Choice) -> BestLoss? { known(Self.key(choice)) }

  /// Finds the best loss of a choice's problem, where it is not known yet.
  /// - Throws: where its data cannot be read, or the result cannot be kept.
  public func find(_ choice: Study.Choice) throws -> BestLoss {
    let key = Self.key(choice)
    if let best = known(key) { return best }
    let best = try BestLoss(of: choice.configuration)
    try keep(best, as: key)
    return best
  }

  /// A problem's name: data, model and regularizer, whatever scheme trains it.
  static func key(_ choice: Study.Choice) -> String {
    let configuration = choice.configuration
    let text = [
      configuration.dataset, "\(configuration.samples)", configuration.model ?? "",
      "\(configuration.l2)",
      choice.provenance.data.map(\.digest).joined(separator: " "),
    ].joined(separator: "\n")
    return String(RunKey.fnv1a(text), radix: 16)
  }
}
