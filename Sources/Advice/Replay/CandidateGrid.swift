import Coding
import Report
import Runs
import Settings

/// Which schemes with which numbers are looked at: all of the registry, but for those that cannot help.
public struct CandidateGrid: Sendable {
  /// What is tried.
  public let candidates: [Candidate]
  /// Schemes that are not, each with the reason.
  public let leftOut: [(scheme: String, reason: String)]

  /// Loads above this are not looked at: so much work no delay repays.
  static let largestLoad = 16

  /// The grid for a number of workers.
  /// - Parameter medians: Of each worker, in seconds, for schemes that are told the workers' speeds.
  public init(workers n: Int, medians: [Double]) {
    var candidates: [Candidate] = []
    var leftOut: [(String, String)] = []
    for type in Schemes.all {
      let description = type.description
      let name = description.entry.name
      if description.promise == .nothing {
        leftOut.append((name, "it promises nothing: \(description.entry.summary)"))
        continue
      }
      if description.waitsFor == "n", name != "uncoded" {
        leftOut.append((name, "it waits for all workers; it is against liars, not stragglers"))
        continue
      }
      if Self.sendsToEachOther(name) {
        leftOut.append(
          (name, "its workers send each other gradients, and no table has those seconds"))
        continue
      }
      if Self.sendsSlices(name, n: n) {
        leftOut.append(
          (name, "it shortens messages, and times do not say how much of them messages take"))
        continue
      }
      let variants = Self.settings(name, n: n, medians: medians)
      let stragglers = description.usesStragglers ? Self.stragglers(description, n: n) : [nil]
      for settings in variants {
        for s in stragglers {
          candidates.append(Candidate(name, stragglers: s, settings: settings))
        }
      }
    }
    self.candidates = candidates
    self.leftOut = leftOut
  }

  private static func sendsToEachOther(_ name: String) -> Bool {
    let small = try? Schemes.make(SchemeRequest(name, workers: 4, stragglers: 1))
    return small.map { !$0.contributors(to: 0).isEmpty } ?? false
  }

  /// Whether messages are parts of a gradient; not where a scheme does not exist for n, which is told of
  /// where it is tried.
  private static func sendsSlices(_ name: String, n: Int) -> Bool {
    let scheme = try? Schemes.make(SchemeRequest(name, workers: n, stragglers: min(1, n - 1)))
    return scheme.map { $0.slices > 1 } ?? false
  }

  /// Every s where there are few workers, else some that grow, with those whose s + 1 divides n.
  private static func stragglers(_ description: SchemeDescription, n: Int) -> [Int?] {
    let isHeavy = !description.load.hasPrefix("1") && description.load.contains("s")
    // Nobody stores more than half of the data, or waits for fewer than half of the workers.
    let most = min(max(n / 2 - (isHeavy ? 1 : 0), 1), isHeavy ? largestLoad - 1 : n - 1)
    var chosen: Set<Int> = []
    var s = 1.0
    while Int(s) <= most {
      chosen.insert(Int(s))
      s = max(s + 1, s * (n > 64 ? 2 : 1.5))
    }
    if description.constraint.contains("divides n") {
      for c in 2...max(n, 2) where n % c == 0 && c - 1 <= most { chosen.insert(c - 1) }
    }
    return thinned(chosen.sorted(), description.entry.name, n: n)
  }

  /// Fewer numbers of those whose codes take long to make or to decode on many workers.
  private static func thinned(_ values: [Int], _ name: String, n: Int) -> [Int] {
    guard n > 64, ["bgc", "rbgc", "expander", "sr-sgc", "pgc-hybrid"].contains(name),
      values.count > 3
    else { return values }
    return (1...3).map { values[$0 * values.count / 4] }
  }

  /// Values of a scheme's settings; none for one that goes by its own.
  private static func settings(_ name: String, n: Int, medians: [Double]) -> [[String]] {
    func each(_ key: String, _ values: [Int]) -> [[String]] {
      Set(values).filter { $0 > 0 && $0 <= n }.sorted().map { ["\(key)=\($0)"] }
    }
    let median = Descriptive.median(medians)
    switch name {
    case "agc", "is-gc-fr", "is-gc-cr", "is-gc-hr": return each("copies", [2, 3, 4])
    case "sgc": return each("copies", [2, 3])
    case "bgc", "rbgc": return each("copies", n > 64 ? [2] : [2, 3])
    // One random code has the times of the best of eight.
    case "expander", "crc", "partial-crc", "sr-sgc", "pgc-cr-naive":
      return n > 64 ? [["draws=1"]] : [[]]
    case "graph": return each("degree", [2, 3, 4])
    case "fedbuff", "ca2fl": return each("buffer", [n / 4, n / 2, n])
    case "rennala": return each("batch", [n / 2, n])
    case "pgc-stalest": return [["copies=1"], ["copies=2"], ["copies=2", "blocks=2"]]
    case "speed-batch":
      return [["times=" + medians.map { "\(max($0, 1e-9))" }.joined(separator: "+")]]
    case "mindflayer", "vecna":
      return [1.5, 3].map { ["seconds=\(Digits.short(max(median * $0, 1e-6)))"] }
    default: return [[]]
    }
  }
}
