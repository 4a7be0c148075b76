import Coding
import Settings
import TestSupport
import Testing

@testable import Baselines

/// The worked example of the Reed–Solomon code.
@Suite struct ReedSolomonTests {
  @Test func exampleOfFour() throws {
    let scheme = try makeScheme("reed-solomon", workers: 4, stragglers: 1)
    let b = EncodingMatrix(scheme, step: 0)
    // B_00 = 2 + 2i and B_30 = 2 − 2i; two rows a worker, real and imaginary.
    #expect([b[0, 0], b[1, 0], b[6, 0], b[7, 0]] == [2, 2, 2, -2])
    #expect([b[2, 0], b[3, 0], b[4, 0], b[5, 0]] == [0, 0, 0, 0])
    let a = ReedSolomon.Interpolation(points: 4).weights(received: [0, 1, 2])
    #expect(abs(a[0].re - 0.25) < 1e-15 && abs(a[0].im + 0.25) < 1e-15)
    let one = a[0] * Complex(2, 2)
    #expect(abs(one.re - 1) < 1e-15 && abs(one.im) < 1e-15)
  }

  @Test func workersHoldWindows() throws {
    let scheme = try makeScheme("reed-solomon", workers: 5, stragglers: 2)
    for worker in 0..<5 {
      let held = Set(scheme.terms(worker: worker, step: 0).map(\.block))
      #expect(held == Set((0...2).map { (worker + $0) % 5 }))
    }
  }

  @Test func aStepNeedsWholeMessages() throws {
    var state = makeGather(try makeScheme("reed-solomon", workers: 3, stragglers: 1))
    state.open(step: 2, at: 0)
    func add(_ worker: Int, _ version: Int, _ part: Int) -> Verdict {
      state.add(Arrival(worker: worker, version: version, part: part, time: 0))
    }
    #expect(add(0, 2, 0) == .counted)
    #expect(add(1, 1, 0) == .released)
    #expect(add(1, 1, 1) == .released)
    #expect(add(2, 2, 0) == .counted)
    #expect(add(0, 2, 1) == .counted)
    #expect(add(2, 2, 1) == .closes)
  }

  @Test func tooFewBlocksAreRefused() {
    #expect(throws: ConfigurationError.self) {
      try makeScheme("reed-solomon", workers: 6, stragglers: 1, [("blocks", "2")])
    }
  }
}
