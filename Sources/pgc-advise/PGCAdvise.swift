import Advice
import ArgumentParser
import Console

@main
struct PGCAdvise: ParsableCommand {
  @Argument var table: String
  @Option var computeShare: Double = 1
  func run() throws {
    let t = try TimeTable(reading: table)
    let clock = ContinuousClock()
    var a = clock.now
    let r = try StragglerReport(t, missing: t.longest)
    print(r.findings.map { "\($0.kind) \($0.share) \($0.text)" }.joined(separator: "\n"))
    for f in r.fits { print(f.distance, f.workerDistance, f.delay.prefix(100)) }
    print(a.duration(to: clock.now)); a = clock.now
    let s = try Search(t.filled(with: t.longest), share: computeShare)
    print(a.duration(to: clock.now))
    for p in s.predictions.prefix(400) { print(p.candidate.label, p.group, p.isBiased, p.speedUp, p.stepSpeedUp, p.outcome.secondsPerStep, p.outcome.dataShare, p.outcome.roundsStale, p.outcome.storage, p.outcome.load, p.interval as Any) }
    print(s.leftOut)
  }
}
