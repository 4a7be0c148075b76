import Glibc
import Settings

/// A job of known work, split evenly among the workers, that an exponential part makes late.
///
/// The whole job takes T₀ = work + Exp(rate) seconds on one worker; a task of `load` of the n blocks
/// takes load/n of it. With work 1 that is T = c/n + Exp(λn/c), the model of most published analyses.
///
/// - Source: Lee, Lam, Pedarsani, Papailiopoulos, Ramchandran, "Speeding Up Distributed Machine
///   Learning Using Codes", IEEE Trans. Inf. Theory 64(3), 2018, section III.
struct ShiftedExponentialDelay: NamedDelay {
  static let growth = "yes, without `shift`"
  static let entry = Entry(
    "shifted-exponential",
    "T = shift + (load/n)·(work - ln U / rate), n workers;"
      + " mean at load 1 = shift + (work + 1/rate)/n.",
    [
      .init("work", standard: "1", "seconds of the whole job without bad luck, at least 0"),
      .init("rate", standard: "1", "λ of the whole job's random part, 1/seconds, above 0"),
      .init("shift", standard: "0", "seconds added whatever the load, at least 0"),
    ])

  private let shift: Double
  private let work: Double
  private let random: Double
  private let uniform: TaskUniform

  init(_ spec: Spec, in context: DelayContext) throws(ConfigurationError) {
    let option = context.option
    let share = 1 / Double(context.workers)
    work = try share * spec.number("work", default: 1, in: DelayRange.seconds, option: option)
    random = try share / spec.number("rate", default: 1, in: DelayRange.rate, option: option)
    shift = try spec.number("shift", default: 0, in: DelayRange.seconds, option: option)
    uniform = TaskUniform(seed: context.seed)
  }

  var mean: Double? { shift + work + random }

  func seconds(worker: Int, step: Int, load: Double) -> Double {
    shift + load * (work - random * log(uniform(worker: worker, step: step)))
  }
}
