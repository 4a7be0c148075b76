import Coding
public import Settings

extension RunConfiguration {
  /// Throws where the scheme makes no use of an option that a user gave.
  ///
  /// What a plan or a file says is not looked at: it may serve several schemes.
  /// - Parameter names: Of the options that were given by hand.
  public func check(given names: [String]) throws(ConfigurationError) {
    if let program,
      let name = names.first(where: {
        ["preset", "dataset", "test-dataset", "model"].contains($0)
      })
    {
      let value = RunOption.named(name)?.texts(in: self).map { " \($0)" }.joined() ?? ""
      throw ConfigurationError(
        "--\(name)\(value): is not used with --program '\(program)', which brings data and model; "
          + "leave one of them out")
    }
    if program == nil, mode == .run, names.contains("program-patience") {
      throw ConfigurationError(
        "--program-patience \(programPatience): is not used without --program; leave it out")
    }
    if localSteps == 1, names.contains("local-step-size") {
      throw ConfigurationError(
        "--local-step-size \(localStepSize): is not used with one local step; give --local-steps, or "
          + "leave it out")
    }
    if !countsSamples,
      let name = names.first(where: { ["preset", "dataset", "samples"].contains($0) })
    {
      throw ConfigurationError(
        "time: uses --\(name) only where samples are counted; give --compute per-sample:seconds=… or "
          + "--batch, or leave it out")
    }
    if let type, let s = stragglers, s > 0, !usesStragglers,
      let name = names.first(where: { ["stragglers", "await"].contains($0) })
    {
      throw ConfigurationError(
        "--\(name) \(name == "await" ? workers - s : s): \(scheme) does not use it, since it waits for "
          + "\(type.description.waitsFor) whatever s is; leave it out")
    }
  }

  /// Whether the data set makes a difference.
  var countsSamples: Bool { mode != .time || batch > 0 || compute.hasPrefix("per-sample") }

  /// Whether s makes a difference to the scheme.
  var usesStragglers: Bool { type?.description.usesStragglers ?? true }

  /// The scheme's; nil where there is none of the name, which is told of where it is made.
  private var type: (any Scheme.Type)? {
    Schemes.all.first { $0.description.entry.name == scheme }
  }
}
