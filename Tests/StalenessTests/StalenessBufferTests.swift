import Coding
import Kernels
import Staleness
import Testing

@Suite struct StalenessBufferTests {
  private func message(_ worker: Int, _ version: Int, part: Int = 0) -> Arrival {
    Arrival(worker: worker, version: version, part: part, time: 0)
  }

  @Test func messagesChangeHandsAndAreNeverCopied() {
    var buffer = StalenessBuffer<Double>(workers: 2, parts: 2, length: 3)
    var spare = Vector<Double>(repeating: 5, count: 3)
    let held = buffer.slot(worker: 1, part: 1).vector.pinned.baseAddress
    let sent = spare.pinned.baseAddress

    buffer.keep(message(1, 4, part: 1), &spare)
    #expect(buffer.slot(worker: 1, part: 1).vector.pinned.baseAddress == sent)
    #expect(spare.pinned.baseAddress == held)
    #expect(buffer.slot(worker: 1, part: 1).vector[0] == 5)
    #expect(buffer.version(worker: 1, part: 1) == 4)
    #expect(buffer.version(worker: 1, part: 0) == -1)
    #expect(buffer.version(worker: 0, part: 1) == -1)

    buffer.keep(message(1, 5, part: 1), &spare)
    #expect(buffer.slot(worker: 1, part: 1).vector.pinned.baseAddress == held)
    #expect(spare.pinned.baseAddress == sent)
  }

  @Test(arguments: [3, 4])
  func whatIsNotNewerIsNotKept(version: Int) {
    var buffer = StalenessBuffer<Double>(workers: 1, parts: 1, length: 1)
    var spare = Vector<Double>(repeating: 1, count: 1)
    buffer.keep(message(0, 4), &spare)
    spare[0] = 2
    let address = spare.pinned.baseAddress
    buffer.keep(message(0, version), &spare)
    #expect(spare.pinned.baseAddress == address)
    #expect(spare[0] == 2)
    #expect(buffer.slot(worker: 0).vector[0] == 1)
    #expect(buffer.version(worker: 0) == 4)
  }

  @Test func combinesFreshAndStale() {
    var buffer = StalenessBuffer<Double>(workers: 3, parts: 1, length: 2)
    for (worker, version) in [(0, 7), (1, 2), (2, 5)] {
      var spare = Vector<Double>(repeating: Double(worker + 1), count: 2)
      spare[1] = Double(version)
      buffer.keep(message(worker, version), &spare)
    }
    var y = Vector<Double>(repeating: .nan, count: 2)
    y.withMutableSpan {
      buffer.combine(
        [Weight(worker: 0, version: 7, 2), Weight(worker: 2, version: 5, -0.5)], into: &$0)
    }
    #expect(y[0] == 0.5)
    #expect(y[1] == 11.5)
    y.withMutableSpan { buffer.combine([], into: &$0) }
    #expect(y[0] == 0)
    #expect(y[1] == 0)
  }

  @Test func aWeightForWhatIsNotHeldTraps() async {
    await #expect(processExitsWith: .failure) {
      var buffer = StalenessBuffer<Double>(workers: 1, parts: 1, length: 1)
      var spare = Vector<Double>(repeating: 1, count: 1)
      buffer.keep(Arrival(worker: 0, version: 1, time: 0), &spare)
      spare.withMutableSpan { buffer.combine([Weight(worker: 0, version: 0, 1)], into: &$0) }
    }
  }
}
