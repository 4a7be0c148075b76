import Clusters
import Coding
import Glibc
import Kernels
import TestSupport
import Testing
import Training

/// A run makes its vectors once: no step allocates anything of the model's length.
///
/// Counted in memory pages that are touched for the first time, in a process of its own, where
/// nothing was freed that an allocation could use again: there glibc asks the kernel for every block
/// above a limit, and gives it back at once, so a vector that is made, filled and thrown away within
/// a step costs a fault a page.
@Suite(.enabled(if: !BuiltProducts.areSanitized, "a sanitizer allocates in its own way"))
struct Allocation {
  private static let d = 20_000
  /// The pages of one vector.
  private static let pages = d * 8 / 4096

  @Test func nothingOfTheModelsLengthAStep() async {
    await #expect(processExitsWith: .success) {
      for names in [["uncoded"], ["is-sgd"], ["frc"], ["crc"], ["pgc"], ["pgc", "arrivals"]] {
        for lateWork in [LateWork.cancel, .finish] {
          // In 20 steps less than a vector every second step.
          let faults = try Self.faults(of: names, lateWork)
          try #require(faults < 10 * Self.pages, "\(names), \(lateWork): \(faults)")
        }
      }
    }
  }

  @Test func aVectorAStepWouldBeSeen() async {
    await #expect(processExitsWith: .success) {
      let faults = try Self.faults(of: ["pgc"], .finish, wasted: Self.d)
      try #require(faults >= 20 * Self.pages, "\(faults)")
    }
  }

  /// Page faults of the last 20 of 35 steps.
  private static func faults(of names: [String], _ lateWork: LateWork, wasted: Int = 0) throws
    -> Int
  {
    try #require(takesLargeBlocksFromKernel)
    let zeros = Array(repeating: Array(repeating: 0.0, count: d), count: 6)
    let faults = PageFaults(wasted: wasted)
    try Rehearsal(
      try makeScheme(
        names[0], workers: 6, stragglers: 2, stop: names.count > 1 ? names[1] : nil),
      Quadratic(hessians: zeros, centers: zeros),
      // Late workers change from step to step, and so does the number of models in use.
      delays: ScriptedDelays { worker, step in 1 + Double((worker * 5 + step * 3) % 7) },
      lateWork: lateWork, steps: 35
    ).run(seenBy: faults)
    return faults.count(after: 15)
  }

  /// From now on glibc takes blocks of 64 KiB and more from the kernel, one by one.
  private static let takesLargeBlocksFromKernel: Bool = {
    typealias Mallopt = @convention(c) (CInt, CInt) -> CInt
    guard let symbol = dlsym(nil, "mallopt") else { return false }
    let mmapThreshold: CInt = -3
    return unsafeBitCast(symbol, to: Mallopt.self)(mmapThreshold, 65536) == 1
  }()
}

/// Counts the memory pages that this thread touches for the first time.
private final class PageFaults: TrainingObserver {
  typealias Element = Double
  /// Elements of a vector that is made and thrown away at each step.
  private let wasted: Int
  private var counts: [Int] = []
  /// RUSAGE_THREAD of Linux, which Swift's Glibc leaves out.
  private let thisThread: Int32 = 1

  init(wasted: Int) { self.wasted = wasted }

  func stepped(_ record: StepRecord, model: Span<Double>) -> Bool {
    if wasted > 0 { _ = Vector<Double>(repeating: 1, count: wasted) }
    var usage = rusage()
    getrusage(thisThread, &usage)
    counts.append(usage.ru_minflt)
    return true
  }

  /// Faults after the first `steps` steps.
  func count(after steps: Int) -> Int { (counts.last ?? 0) - counts[steps - 1] }
}
