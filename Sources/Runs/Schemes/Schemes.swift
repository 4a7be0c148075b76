import Baselines
public import Coding
import PGC
public import Settings

/// The schemes a user can name.
public enum Schemes {
  /// Every scheme, in the order of a list.
  ///
  /// A new one is one file and one line here.
  public static let all: [any Scheme.Type] = [
    PipelinedGradientCoding.self,
    PipelinedStalest.self,
    PipelinedHybrid.self,
    PipelinedFractionalRepetition.self,
    PipelinedCyclicRepetition.self,
    NaivePipelining.self,
    Uncoded.self,
    IgnoreStragglers.self,
    FractionalRepetition.self,
    CyclicRepetition.self,
    CyclicMDS.self,
    ReedSolomon.self,
    PartialFractionalRepetition.self,
    PartialCyclicRepetition.self,
    ErasureHead.self,
    BernoulliGradientCode.self,
    RegularizedBernoulliGradientCode.self,
    BlockDesign.self,
    SparseGaussian.self,
    ExpanderCode.self,
    GraphCode.self,
    StochasticGradientCoding.self,
    ISGCFractional.self,
    ISGCCyclic.self,
    ISGCHybrid.self,
    Ringmaster.self,
    Rennala.self,
    IncrementalAggregated.self,
  ]

  /// The scheme that a request names.
  /// - Throws: where there is none of that name, where it does not know a setting or an option, and
  ///   where no such code exists for n and s.
  public static func make(_ request: SchemeRequest) throws(ConfigurationError) -> any Scheme {
    let type = try all.find(request.name, option: "--scheme") { $0.description.entry }
    try type.description.entry.check(request.settings, option: "--set")
    let given: [(SchemeDescription.SharedOption, Bool)] = [
      (.stop, request.stop != nil), (.staleness, request.staleness != nil),
      (.maxStaleness, request.maxStaleness != nil),
    ]
    for (option, isGiven) in given where isGiven && !type.description.options.contains(option) {
      let able = all.filter { $0.description.options.contains(option) }
        .map { $0.description.entry.name }.joined(separator: ", ")
      throw ConfigurationError(
        "--\(option.rawValue): \(request.name) has no such choice (those that have: \(able))")
    }
    guard request.workers > 0 else {
      throw ConfigurationError("--workers \(request.workers): must be at least 1")
    }
    // A scheme that needs no s takes any that is one, so that one command line serves all schemes.
    _ = try request.stragglers()
    return try type.init(request)
  }
}
