import Console
import Runs
import Settings
import Testing

/// What a timing-only run cannot know is refused in words.
@Suite struct TimingErrors {
  private func configuration(network: String = "none", compute: String = "none")
    -> RunConfiguration
  {
    var configuration = RunConfiguration(
      timing: "uncoded", workers: 3, stragglers: 0, lateWork: "cancel", delay: "none", steps: 2)
    configuration.network = network
    configuration.compute = compute
    return configuration
  }

  @Test(
    arguments: [
      "link:bandwidth=1e6", "link:ingress=1e6", "link:latency=0.1,bandwidth=1e6,ingress=1e7",
    ])
  func bytesNeedAModel(network: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try TimingSession(configuration(network: network))
    }
    let line = error?.description ?? ""
    #expect(line.contains("--network") && line.contains("time has none"), "\(line)")
    #expect(line.contains("size"), "\(line)")
    #expect(RunError(error ?? ConfigurationError("")).exitCode == 2)
  }

  @Test func measuringNeedsGradients() {
    let error = #expect(throws: ConfigurationError.self) {
      try TimingSession(configuration(compute: "measure"))
    }
    #expect(error?.description.contains("--compute measure") == true)
  }

  /// By hand: 0.1 s to the worker, none to evaluate, 0.1 s back.
  @Test func latencyAloneIsHonored() throws {
    let times = try StepSeconds.measured(configuration(network: "link:latency=0.1"))
    #expect(abs(times.mean - 0.2) < 1e-12)
  }
}
