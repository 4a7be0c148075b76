import Baselines
public import Coding
import PGC
public import Settings

/// The schemes a user can name.
public enum Schemes {
  /// Every scheme by family, in the order of a list.
  ///
  /// A new one is one file and one line here.
  public static let families: [SchemeFamily] = [
    SchemeFamily(
      "pipelined", "the staleness buffer: nobody is forgotten, and nothing is computed twice",
      [
        PipelinedGradientCoding.self,
        PipelinedStalest.self,
        PipelinedHybrid.self,
        PipelinedFractionalRepetition.self,
        PipelinedCyclicRepetition.self,
        NaivePipelining.self,
      ]),
    SchemeFamily(
      "synchronous", "one block a worker, and the current model or the one before",
      [
        Uncoded.self,
        IgnoreStragglers.self,
        LiveCompensation.self,
      ]),
    SchemeFamily(
      "exact codes", "the whole gradient from the workers that are fast, for more computation",
      [
        FractionalRepetition.self,
        CyclicRepetition.self,
        CyclicMDS.self,
        ReedSolomon.self,
        PartialFractionalRepetition.self,
        PartialCyclicRepetition.self,
      ]),
    SchemeFamily(
      "sequential codes", "exact gradients some steps late, for models that are trained in turn",
      [
        SelectiveRepeat.self
      ]),
    SchemeFamily(
      "codes against liars", "exact though some workers send anything",
      [
        Draco.self,
        DracoCyclic.self,
        RepetitionForElimination.self,
      ]),
    SchemeFamily(
      "cooperative codes", "clients that send each other gradients, over links that lose some",
      [
        CooperativeCode<CoGC>.self,
        CooperativeCode<GCPlus>.self,
      ]),
    SchemeFamily(
      "approximate codes", "near the gradient from the workers that are fast",
      [
        ErasureHead.self,
        BernoulliGradientCode.self,
        RegularizedBernoulliGradientCode.self,
        BlockDesign.self,
        SparseGaussian.self,
        ExpanderCode.self,
        GraphCode.self,
        StochasticGradientCoding.self,
        UnequalStragglers.self,
        ISGCFractional.self,
        ISGCCyclic.self,
        ISGCHybrid.self,
      ]),
    SchemeFamily(
      "codes of slices", "workers send a part of a gradient, for networks that are slow",
      [
        YeAbbe.self,
        AdaptiveGradientCode.self,
        SlicedApproximateCode.self,
      ]),
    SchemeFamily(
      "asynchronous, for blocks that are alike",
      "results move the model as they come, and fast workers count more",
      [
        Ringmaster.self,
        Rennala.self,
        PlainAsynchronous.self,
        DelayAdaptive.self,
        TrialScheme<MindFlayer>.self,
        Throttle.self,
        BufferedAsynchronous.self,
      ]),
    SchemeFamily(
      "asynchronous, for blocks that are unlike",
      "results move the model as they come, and every block counts alike",
      [
        IncrementalAggregated.self,
        AgeBoundedTable.self,
        Ringleader.self,
        RescaledAsynchronous.self,
        InverseCount.self,
        AssignedJobs.self,
        Malenia.self,
        SpeedBatch.self,
        TrialScheme<Vecna>.self,
        CachedBuffer.self,
      ]),
    SchemeFamily(
      "rounds with memory", "rounds that take who is in time, and the last results of the others",
      [
        MIFA.self,
        FedStale.self,
        FedVARP.self,
      ]),
  ]

  /// Every scheme.
  public static let all: [any Scheme.Type] = families.flatMap(\.schemes)

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
