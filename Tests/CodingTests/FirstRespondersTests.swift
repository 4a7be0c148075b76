import Coding
import Testing

@Suite struct FirstRespondersTests {
  /// (worker, version) of each message, in order, and what it is to the step.
  private func expect(
    _ first: inout FirstResponders, _ messages: [(worker: Int, version: Int, verdict: Verdict)]
  ) {
    for (worker, version, verdict) in messages {
      let found = first.add(Arrival(worker: worker, version: version, time: 0))
      #expect(found == verdict)
    }
  }

  @Test func waitsForEnoughOfTheCurrentModel() {
    var first = FirstResponders(2)
    first.open(step: 3)
    expect(&first, [(4, 2, .released), (5, 3, .counted), (1, 0, .released), (2, 3, .closes)])
    #expect(first.workers == [5, 2])
    #expect(first.sorted == [2, 5])
    #expect(first.step == 3)
  }

  @Test func aStepBeginsWithNobody() {
    var first = FirstResponders(1)
    first.open(step: 0)
    expect(&first, [(0, 0, .closes)])
    first.open(step: 1)
    #expect(first.workers == [])
    expect(&first, [(0, 0, .released), (1, 1, .closes)])
    #expect(first.workers == [1])
  }
}
