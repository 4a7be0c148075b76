import Clusters
import Settings
import Testing

/// What a user can get wrong, and the line that says so.
@Suite struct DelaysErrorTests {
  @Test(arguments: [
    ("exponental:mean=1", "did you mean 'exponential'"),
    ("exponential", "needs mean="),
    ("exponential:mean=-1", "out of range"),
    ("exponential:mean=nan", "not a finite number"),
    ("exponential:mean=inf", "not a finite number"),
    ("exponential:mean=fast", "not a finite number"),
    ("exponential:meen=1", "did you mean 'mean'"),
    ("exponential:mean=1,per=worker", "per"),
    ("exponential:mean=1,mean=2", "stands twice"),
    ("none:seconds=1", "no settings"),
    ("fixed", "needs seconds="),
    ("fixed:seconds=1e12", "out of range"),
    ("shifted-exponential:rate=0", "out of range"),
    ("shifted-exponential:work=-1", "out of range"),
    ("pareto:scale=1", "needs shape="),
    ("pareto:scale=1,shape=0", "out of range"),
    ("weibull:scale=-1,shape=1", "out of range"),
    ("log-normal:median=1,sigma=-1", "out of range"),
    ("two-point:slow=2,probability=1.5", "out of range"),
    ("two-point:fast=3,slow=2,probability=0.5", "less than fast"),
    ("gilbert-elliott:enter=0.1,leave=0,seconds=1", "never end"),
    ("gilbert-elliott:enter=0.1,leave=0.5", "needs seconds=NUMBER or factor=NUMBER"),
    ("gilbert-elliott:enter=2,leave=0.5,seconds=1", "out of range"),
    ("slow:factor=8", "needs workers="),
    ("slow:workers=4,factor=8", "out of range: 0 to 3"),
    ("slow:workers=-1,factor=8", "out of range: 0 to 3"),
    ("slow:workers=a,factor=8", "not a whole number"),
    ("slow:workers=0", "needs seconds=NUMBER or factor=NUMBER"),
    ("slow:workers=0,factor=-2", "out of range"),
    ("per-worker:seconds=1+2", "2 numbers for 4 workers"),
    ("per-worker", "0 numbers for 4 workers"),
    ("per-worker:seconds=1+2+x3+4", "--delay"),
    ("per-worker:seconds=1+2+-3+4", "out of range"),
    ("staircase:seconds=roots", "not a finite number"),
    ("staircase:seconds=", "seconds"),
    ("staircase:law=normal", "law"),
    ("staircase:seconds=1+-2", "out of range"),
    ("legacy-erasurehead:mean=1", "no settings"),
    ("trace", "needs file="),
    ("trace:file=no-such-file.csv", "there is no such file"),
    ("exponential:mean=1+", "--delay"),
    ("", "has no name"),
  ])
  func oneLine(text: String, part: String) {
    let error = #expect(throws: ConfigurationError.self) {
      _ = try Delays.make(text, workers: 4, seed: 1)
    }
    let line = error?.description ?? ""
    #expect(line.hasPrefix("--delay"))
    #expect(line.contains(part), "\(line)")
    #expect(!line.contains("\n"))
  }

  @Test func noWorkers() {
    #expect(throws: ConfigurationError.self) { try Delays.make("none", workers: 0, seed: 1) }
  }

  @Test func optionIsNamed() {
    let error = #expect(throws: ConfigurationError.self) {
      _ = try Delays.make("nothing", workers: 1, seed: 1, option: "--network")
    }
    #expect(error?.description.hasPrefix("--network") == true)
  }

  @Test func entriesAreComplete() {
    let names = Delays.entries.map(\.name)
    #expect(Set(names).count == names.count)
    for entry in Delays.entries {
      #expect(entry.summary.hasSuffix("."))
      #expect(entry.summary.contains("mean"), "\(entry.name)")
    }
  }
}
