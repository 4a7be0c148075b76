public import Settings

/// What becomes of the blocks of lost workers that a step cannot close without.
public enum LostBlocks: String, CaseIterable, Sendable {
  /// The run ends, to go on when all workers are there again.
  case stop
  /// Their last gradients count as if they had just come.
  case keep
  /// The estimate goes without them, and what is there is scaled up to stand for all.
  case drop
  /// Live workers evaluate them beside their own, from the loss on.
  case reassign

  /// The scheme's gather under this rule.
  public func gather(of scheme: any Scheme, shares: [Double]) -> any Gather {
    let gather = scheme.makeGather(shares: shares)
    return switch self {
    case .stop: gather
    case .keep: FillingGather(gather, of: scheme, shares: shares, keeps: true)
    case .drop: FillingGather(gather, of: scheme, shares: shares, keeps: false)
    case .reassign: ReassigningGather(gather, of: scheme)
    }
  }

  /// Messages that a task may send: a worker that took over others sends theirs too.
  public func parts(of scheme: any Scheme) -> Int {
    self == .reassign ? scheme.parts * (scheme.workers + 1) : scheme.parts
  }

  /// Terms that a task may have at most: a worker that took over others does their rows too.
  public func mostTerms(of scheme: any Scheme) -> Int {
    // A row of nothing becomes a term.
    max(1, scheme.mostTerms) * (self == .reassign ? scheme.workers + 1 : 1)
  }

  /// Throws where the rule makes no sense for a scheme.
  public func check(_ scheme: any Scheme, lateWork: LateWork) throws(ConfigurationError) {
    let name = type(of: scheme).description.entry.name
    switch self {
    case .stop: break
    case .keep, .drop:
      let isOneEach =
        scheme.sendsSingleBlocks && scheme.parts == 1 && scheme.places == scheme.workers
        && scheme.blocks == scheme.workers
      guard isOneEach else {
        throw ConfigurationError(
          "--on-lost-block \(rawValue): only a scheme whose workers send one block each has a block "
            + "to \(rawValue), and \(name) is none; use reassign or stop")
      }
    case .reassign:
      guard !namesOlderModels(scheme) else {
        throw ConfigurationError(
          "--on-lost-block reassign: \(name) says for each worker of which model its task is, and a "
            + "worker that acts for another would be at two; use stop")
      }
      guard lateWork != .backlog else {
        throw ConfigurationError(
          "--on-lost-block reassign: a backlog is a worker's own; use --late-work cancel or finish")
      }
    }
  }

  /// Whether tasks of one scheme are of several models at a time: known once tasks have been given.
  private func namesOlderModels(_ scheme: any Scheme) -> Bool {
    var gather = scheme.makeGather(
      shares: Array(repeating: 1 / Double(scheme.blocks), count: scheme.blocks))
    gather.open(step: 0, at: 0)
    for worker in 0..<scheme.workers { _ = gather.choice(for: worker, version: 0) }
    return gather.oldestVersion != nil
  }
}
