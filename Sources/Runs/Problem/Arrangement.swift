public import Clusters
public import Coding
public import Settings

/// Who does what when: the part of a run that needs no data.
public struct Arrangement: Sendable {
  /// What workers add up, and how the parameter server gathers.
  public let scheme: any Scheme
  /// What an overtaken worker does.
  public let lateWork: LateWork
  /// When workers are lost in virtual time.
  public let absences: Absences
  /// What becomes of blocks that lost workers alone hold.
  public let lostBlocks: LostBlocks
  /// Injected delays.
  public let delays: any DelayModel
  /// Whether another seed has other delays.
  public var delaysDependOnSeed: Bool { delays.dependsOnSeed }
  /// How long evaluating takes in virtual time.
  public let compute: ComputeModel
  /// How long models and messages take in virtual time.
  public let network: LinkModel

  /// Finds and checks what a configuration names.
  /// - Parameter given: The scheme, in place of the one that the configuration names.
  public init(_ configuration: RunConfiguration, by given: (any Scheme)? = nil)
    throws(ConfigurationError)
  {
    try configuration.check()
    if let given {
      scheme = given
    } else {
      scheme = try Schemes.make(try configuration.schemeRequest())
    }
    if let name = configuration.lateWork {
      guard let rule = LateWork(rawValue: name) else {
        throw ConfigurationError(
          unknownName("--late-work", name, among: LateWork.allCases.map(\.rawValue)))
      }
      lateWork = rule
    } else {
      lateWork = scheme.lateWork
    }
    guard let rule = LostBlocks(rawValue: configuration.onLostBlock) else {
      throw ConfigurationError(
        unknownName(
          "--on-lost-block", configuration.onLostBlock, among: LostBlocks.allCases.map(\.rawValue)))
    }
    lostBlocks = rule
    try rule.check(scheme, lateWork: lateWork)
    delays = try Delays.make(
      configuration.delay, workers: configuration.workers, seed: configuration.seed)
    compute = try ComputeModel(configuration.compute)
    network = try LinkModel(configuration.network)
    guard configuration.virtual || compute == .none else {
      throw ConfigurationError(
        "--compute \(configuration.compute): on MPI computing takes the time it takes; add --virtual"
      )
    }
    absences =
      if let text = configuration.losses {
        try Absences(parsing: text, workers: configuration.workers)
      } else {
        .none
      }
    guard configuration.virtual || configuration.losses == nil else {
      throw ConfigurationError(
        "--losses \(configuration.losses ?? ""): on MPI workers are lost for real; add --virtual")
    }
    guard configuration.virtual || network.isNone else {
      throw ConfigurationError(
        "--network \(configuration.network): on MPI the network is real; add --virtual")
    }
  }

  /// The timing of tasks when a step uses `samples` of each block, and that is a share of all samples.
  public func timing(samples: [Int], share: Double = 1) -> TaskTiming {
    TaskTiming(
      scheme, delays: delays, secondsOfBlock: compute.seconds(samples: samples), share: share)
  }
}
