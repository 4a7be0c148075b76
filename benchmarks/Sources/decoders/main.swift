import Coding
import Comparison
import Kernels
import Runs
import Settings

// Started by `scripts/benchmark`: every scheme's decode beside a LAPACK solve of the same size.

/// The scheme at the nearest n at which it exists, with the seconds it takes to make.
func nearest(_ name: String, workers n: Int, stragglers s: Int) -> (any Scheme, Double)? {
  for distance in 0..<n {
    for workers in distance == 0 ? [n] : [n - distance, n + distance] where workers > s {
      var made: (any Scheme)?
      let took = seconds {
        made = try? Schemes.make(SchemeRequest(name, workers: workers, stragglers: s, seed: 1))
      }
      if let made { return (made, took) }
    }
  }
  return nil
}

func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}

/// Three significant digits, so that ratios of very unlike sizes stand in one column.
func digits(_ value: Double) -> String {
  var scale = 1.0
  while value > 0, value * scale < 100, scale < 1e9 { scale *= 10 }
  let text = "\((value * scale).rounded() / scale)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

func cell(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(1, width - text.count)) + text
}

func compare(workers n: Int, stragglers s: Int, bySingularValues: Bool, turns: Int, solves: Int)
  throws
{
  let solve = LAPACKSolve(workers: n, stragglers: s, bySingularValues: bySingularValues)
  _ = solves > 1 ? solve.solve() : 0
  let names = Schemes.all.map { $0.description.entry.name }
  var reference = (0..<solves).map { _ in solve.solve() }
  print(
    "decode, s = \(s), beside \(solve.routine) of \(n) × \(n - s): "
      + "\(digits(1e6 * median(reference))) µs")
  print(
    "scheme" + cell("n", 14) + cell("fresh µs", 12) + cell("again µs", 12)
      + cell("fresh ratio", 14) + cell("again ratio", 14))
  for name in names {
    guard let (scheme, construction) = nearest(name, workers: n, stragglers: s) else {
      print(name + ": no code near n = \(n)")
      continue
    }
    var timer = try DecodeTimer(scheme, stragglers: s)
    var fresh: [Double] = []
    var again: [Double] = []
    let began = ContinuousClock.now
    for turn in 0..<turns where turn == 0 || ContinuousClock.now - began < .seconds(2) {
      let (first, second) = try timer.turn()
      fresh.append(first)
      again.append(second)
    }
    // Other load comes and goes: where a solve is cheap each scheme has its own.
    if solves > 1 { reference = (0..<solves).map { _ in solve.solve() } }
    let solved = median(reference)
    print(
      name + cell("\(scheme.workers)", 20 - name.count)
        + [median(fresh), median(again)].map { cell(digits(1e6 * $0), 12) }.joined()
        + [median(fresh), median(again)].map { cell(digits($0 / solved), 14) }.joined()
        + (construction > 1 ? "   made in \(digits(construction)) s" : ""))
  }
}

useBLASThreads(1)
try compare(workers: 24, stragglers: 3, bySingularValues: true, turns: 200, solves: 50)
print()
try compare(workers: 240, stragglers: 7, bySingularValues: true, turns: 30, solves: 3)
print()
// The singular value decomposition of this size takes minutes.
try compare(workers: 2400, stragglers: 7, bySingularValues: false, turns: 10, solves: 1)
