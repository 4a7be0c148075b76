import Randomness
import Settings

/// Bursts: every worker is a two-state Markov chain over steps, started in equilibrium.
///
/// The state at a step must not depend on who asked before, so nothing is stored. One uniform u for
/// each (worker, step) moves the chain: with low = min(enter, 1 - leave) and high =
/// max(enter, 1 - leave), u ≤ low makes the worker slow and u > high makes it fast, whatever it was;
/// between, it stays as it is (or changes over, where enter + leave > 1). So the state is found by
/// going back to the last step that forgot the past.
///
/// That takes 1/(1 - |1 - enter - leave|) steps on average, and never more than `step`.
///
/// - Source: Gilbert, "Capacity of a Burst-Noise Channel", Bell System Technical Journal 39, 1960;
///   Elliott, ibid. 42, 1963.
struct GilbertElliottDelay: NamedDelay {
  static let growth = "no; `factor` multiplies computing, which does"
  static let entry = Entry(
    "gilbert-elliott",
    "Bursts: P(fast→slow) = enter, P(slow→fast) = leave a step; slow workers take seconds more and"
      + " factor times as long; share slow = enter/(enter + leave), mean burst = 1/leave steps,"
      + " mean = seconds·share.",
    [
      .init("enter", standard: nil, "chance that a fast worker becomes slow at a step, 0 to 1"),
      .init("leave", standard: nil, "chance that a slow worker becomes fast, above 0, at most 1"),
      .init("seconds", standard: "0", "seconds added to a task of a slow worker, at least 0"),
      .init("factor", standard: "1", "factor on computing of a slow worker, at least 0"),
    ])

  private let low: Double
  private let high: Double
  private let share: Double
  private let turnsOver: Bool
  private let penalty: SlowPenalty
  private let seed: UInt64

  init(_ spec: Spec, in context: DelayContext) throws(ConfigurationError) {
    let option = context.option
    let enter = try spec.number("enter", in: DelayRange.probability, option: option)
    let leave = try spec.number("leave", in: DelayRange.probability, option: option)
    guard leave > 0 else {
      throw ConfigurationError("\(option): gilbert-elliott:leave=0 would never end a burst")
    }
    penalty = try SlowPenalty(spec, option: option)
    low = min(enter, 1 - leave)
    high = max(enter, 1 - leave)
    share = enter / (enter + leave)
    turnsOver = enter > 1 - leave
    seed = context.seed
  }

  var mean: Double? { penalty.seconds * share }

  func seconds(worker: Int, step: Int, load: Double) -> Double {
    penalty.seconds > 0 && isSlow(worker, step) ? penalty.seconds : 0
  }

  func factor(worker: Int, step: Int) -> Double {
    penalty.factor != 1 && isSlow(worker, step) ? penalty.factor : 1
  }

  private func isSlow(_ worker: Int, _ draw: Int) -> Bool {
    // A burst lasts for whole versions, however often a worker evaluates one.
    let step = draw & 0xFFFF_FFFF
    var changed = false
    var at = step
    if low == 0, high == 1 {
      // enter = leave = 1: no step ever forgets, and every step changes over.
      changed = step % 2 == 1
      at = 0
    }
    while at > 0 {
      let u = uniform(worker, at)
      if u <= low { return !changed }
      if u > high { return changed }
      if turnsOver { changed.toggle() }
      at -= 1
    }
    return (uniform(worker, 0) <= share) != changed
  }

  private func uniform(_ worker: Int, _ step: Int) -> Double {
    var stream = Stream(seed: seed, for: .burst, step, worker)
    return stream.uniform()
  }
}
