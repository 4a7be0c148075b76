import Runs
import Testing
import Training

/// A minibatch is a part of the work, also where only times matter.
@Suite struct TimingShareTests {
  /// By hand: a worker without a code has a load of 1, and of half of the samples half of that.
  @Test(arguments: [(0, 2.0), (30, 1.0), (15, 0.5)])
  func delaysGrowWithThePartThatIsUsed(batch: Int, seconds: Double) throws {
    var configuration = RunConfiguration(
      timing: "uncoded", workers: 3, stragglers: 0, lateWork: "cancel",
      delay: "fixed:seconds=2,per=block", steps: 4)
    configuration.dataset = "mixture:samples=60,features=2"
    configuration.batch = batch
    #expect(abs(try StepSeconds.measured(configuration).mean - seconds) < 1e-12)
    let problem = try Problem<Double>(configuration)
    #expect(problem.workload.sampleShare == (batch == 0 ? 1 : Double(batch) / 60))
  }
}
