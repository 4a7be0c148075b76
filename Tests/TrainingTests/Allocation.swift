import Cluster
import Coding
import Glibc
import Kernels
import TestSupport
import Testing
import Training

/// A run makes its vectors once: no step allocates anything of the model's length.
@Suite struct Allocation {
  /// Counts the memory pages that this thread touches for the first time.
  ///
  /// Every block above a limit is asked of the kernel and given back at once, so a vector that is
  /// allocated, filled and freed within a step costs a fault a page.
  private final class PageFaults: TrainingObserver {
    typealias Element = Double
    /// Elements of a vector that is made and thrown away at each step.
    let wasted: Int
    private var counts: [Int] = []
    /// RUSAGE_THREAD of Linux, which Swift's Glibc leaves out.
    private let thisThread: Int32 = 1

    init(wasted: Int = 0) { self.wasted = wasted }

    func arrived(_ row: RecordedArrival) {}

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

  private static let all: [[String]] = [
    ["uncoded"], ["is-sgd"], ["frc"], ["crc"], ["pgc"], ["pgc", "arrivals"],
  ]

  /// From now on glibc takes blocks of 32 KiB and more from the kernel, one by one.
  private static let takesLargeBlocksFromKernel: Bool = {
    typealias Mallopt = @convention(c) (CInt, CInt) -> CInt
    guard let symbol = dlsym(nil, "mallopt") else { return false }
    let mmapThreshold: CInt = -3
    return unsafeBitCast(symbol, to: Mallopt.self)(mmapThreshold, 32768) == 1
  }()

  private let d = 10_000

  private func run(
    _ names: [String], _ lateWork: LateWork, seenBy faults: PageFaults
  ) throws {
    try #require(Self.takesLargeBlocksFromKernel)
    let zeros = Array(repeating: Array(repeating: 0.0, count: d), count: 6)
    try Rehearsal(
      try makeScheme(
        names[0], workers: 6, stragglers: 2, stop: names.count > 1 ? names[1] : nil),
      Quadratic(hessians: zeros, centres: zeros),
      // Late workers change from step to step, and so does the number of models in use.
      delays: ScriptedDelays { worker, step in 1 + Double((worker * 5 + step * 3) % 7) },
      lateWork: lateWork, steps: 45
    ).run(seenBy: faults)
  }

  /// The pages of one vector.
  private var pages: Int { d * 8 / 4096 }

  @Test(arguments: all, [LateWork.cancel, .finish])
  func nothingOfTheModelsLengthAStep(names: [String], lateWork: LateWork) throws {
    let faults = PageFaults()
    try run(names, lateWork, seenBy: faults)
    // In 30 steps not even one vector a tenth of the steps.
    #expect(faults.count(after: 15) < 3 * pages)
  }

  @Test func aVectorAStepWouldBeSeen() throws {
    let faults = PageFaults(wasted: d)
    try run(["pgc"], .finish, seenBy: faults)
    #expect(faults.count(after: 15) >= 30 * pages)
  }
}
