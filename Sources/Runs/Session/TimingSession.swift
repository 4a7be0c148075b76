import Clusters
import Coding
import Console
import Datasets
import Settings
public import Training

/// A run of which only the times matter: the same events as a training, without data or gradients.
public struct TimingSession {
  /// Who does what when.
  public let arrangement: Arrangement
  private let configuration: RunConfiguration
  private let samples: [Int]
  /// The part of all samples that a step uses.
  private let share: Double
  private let readsSamples: Bool

  /// Checks the configuration; the data set is looked at only where `--compute` counts samples, or a
  /// minibatch is a part of them.
  /// - Throws: also where the network counts bytes: without a model a message has no size.
  public init(_ configuration: RunConfiguration) throws {
    self.configuration = configuration
    arrangement = try Arrangement(configuration)
    let network = arrangement.network
    let bytes = configuration.messageBytes
    guard
      bytes > 0
        || [network.bandwidth, network.ingress, network.egress] == [
          .infinity, .infinity, .infinity,
        ]
    else {
      throw ConfigurationError(
        "--network \(configuration.network): bandwidth, ingress and egress need the size of a model, which "
          + "time has none of; give --message-bytes, or latency alone, or train")
    }
    guard bytes == 0 || !VirtualLink(network, modelBytes: bytes, messageBytes: bytes).isNone else {
      throw ConfigurationError(
        "--message-bytes \(bytes): is not used without --network; leave it out")
    }
    let blocks = arrangement.scheme.blocks
    guard arrangement.compute != .measured else {
      throw ConfigurationError(
        "--compute measure: needs gradients, which time has none of; give per-sample or per-block")
    }
    let countsSamples = if case .perSample = arrangement.compute { true } else { false }
    readsSamples = countsSamples || configuration.batch > 0
    guard readsSamples else {
      samples = Array(repeating: 0, count: blocks)
      share = 1
      return
    }
    let total = try configuration.samplesUsed(of: configuration.openData().train.survey().count)
      .count
    // As a training's split has them: the first ones may hold one more.
    let sizes = (0..<blocks).map { (total + blocks - 1 - $0) / blocks }
    samples = try configuration.minibatch(of: sizes)?.counts ?? sizes
    share = Double(samples.reduce(0, +)) / Double(max(total, 1))
  }

  /// Does the steps and tells the observer.
  public func run<V: TimingObserver & ~Copyable>(_ observer: inout V) throws {
    let blocks = arrangement.scheme.blocks
    let slices = arrangement.scheme.slices
    var workers = VirtualWorkers(
      arrangement.scheme.workers, timing: arrangement.timing(samples: samples, share: share),
      link: VirtualLink(
        arrangement.network, modelBytes: configuration.messageBytes,
        messageBytes: (configuration.messageBytes + slices - 1) / slices),
      absences: arrangement.absences)
    try simulate(
      arrangement.scheme, lateWork: arrangement.lateWork,
      shares: Array(repeating: 1 / Double(blocks), count: blocks), on: &workers,
      steps: 0..<configuration.steps, lostBlocks: arrangement.lostBlocks,
      keepsTasks: configuration.recordTasks, observer: &observer)
  }

  /// Does the steps, writes the files that any run has but for models, and gives a summary.
  public func run(into folder: RunFolder) throws -> String {
    defer { folder.release() }
    let began = WallTime.now()
    let provenance = try Provenance(of: configuration, readsSamples: readsSamples)
    func record(_ outcome: String, _ summary: RunSummary? = nil) throws(RunError) {
      try RunRecord(
        configuration: configuration, provenance: provenance,
        lateWork: arrangement.lateWork.rawValue,
        waitsFor: arrangement.scheme.waitsFor, clock: RunClock.virtual.rawValue,
        transport: "times alone, in process", began: began,
        ended: outcome == "running" ? nil : WallTime.now(), outcome: outcome, summary: summary
      ).write(to: folder.file("run.json"))
    }
    try record("running")
    StopRequest.heed()
    var recorder = try TimingRecorder(folder, configuration)
    do {
      try run(&recorder)
      try recorder.close()
    } catch {
      folder.spendReserve()
      let interruption = error as? Interruption
      let outcome = interruption.map { "\($0)" } ?? "failed: \(RunError(error).description)"
      try? record(outcome, recorder.summary)
      try? recorder.close()
      guard let interruption else { throw error }
      throw RunError(
        "\(interruption); the steps done so far are in \(folder.path)",
        exitCode: 128 + interruption.signal)
    }
    try record("done", recorder.summary)
    return recorder.report(arrangement, scheme: configuration.scheme, folder: folder)
  }
}
