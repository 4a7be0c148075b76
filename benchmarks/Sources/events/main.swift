import Coding
import Comparison
import Runs
import Training

// Started by `scripts/benchmark`: how many worker events a second a run of times alone has.

/// Counts messages, as the loop's least observer.
struct Counter: TimingObserver {
  private(set) var messages = 0

  mutating func saw(_ event: Event, step: Int) { if case .message = event { messages += 1 } }
  mutating func stepped(_ record: StepRecord) -> Bool { true }
}

/// Messages a second of one run; each is a task that was drawn, scheduled, received and gathered.
func rate(_ scheme: String, _ lateWork: String, workers: Int, messages: Int) throws -> Double {
  var configuration = RunConfiguration()
  configuration.scheme = scheme
  configuration.workers = workers
  configuration.stragglers = scheme == "frc" ? 3 : workers / 8
  configuration.lateWork = lateWork
  configuration.virtual = true
  configuration.delay = "exponential:mean=0.5"
  configuration.steps = messages / workers
  let session = try TimingSession(configuration)
  var counter = Counter()
  let elapsed = try seconds { try session.run(&counter) }
  return Double(counter.messages) / elapsed
}

print("worker events a second, times alone, one thread; the median of 5 runs, and the best")
// Arguments: schemes, and numbers of workers; all where there are none.
let sizes = CommandLine.arguments.dropFirst().compactMap { Int($0) }
let schemes = CommandLine.arguments.dropFirst().filter { Int($0) == nil }
for (scheme, lateWork) in [
  ("uncoded", "cancel"), ("is-sgd", "finish"), ("frc", "cancel"), ("pgc", "finish"),
] where schemes.isEmpty || schemes.contains(scheme) {
  for workers in sizes.isEmpty ? [24, 1000, 10_000] : sizes {
    var rates: [Double] = []
    for _ in 0..<5 {
      rates.append(try rate(scheme, lateWork, workers: workers, messages: 500_000))
    }
    rates.sort()
    let name = "\(scheme), \(lateWork), n = \(workers)"
    print(
      name + String(repeating: " ", count: max(1, 44 - name.count))
        + "\(Int(rates[2]))  \(Int(rates[4]))")
  }
}
