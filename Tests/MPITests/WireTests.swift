import Coding
import Kernels
import Testing

@testable import MPITransport

/// What travels as numbers and tags comes back as it was.
@Suite("Wire") struct WireTests {
  @Test(
    arguments: [
      [], [Term(0)], [Term(7, -0.0)], [Term(3, .infinity, .remembered), Term(3, 1e308)],
      [
        Term(2, 0.1 + 0.2), Term(1, -1.5, .remembered, part: 1), Term(2, 1, part: 1),
        Term(1 << 40, .leastNonzeroMagnitude, part: 7),
        Term(1 << 40, 1, .remembered, part: 7, slice: 1 << 20),
      ],
    ] as [[Term]])
  func orders(terms: [Term]) {
    for (interrupts, bringsModel) in [(false, false), (false, true), (true, false), (true, true)] {
      for (version, turn, repetition) in [(0, 0, 0), (5, 9, 2), (1 << 31, 1 << 33, 1)] {
        let task = Assignment(
          worker: 3, version: version, turn: turn, repetition: repetition, terms: terms)
        // Longer memory, of another order before.
        var numbers = Vector<Int>(
          repeating: -1, count: TaskOrder.length(terms: terms.count + 2))
        numbers.withMutableSpan {
          TaskOrder(task, interrupts: interrupts, bringsModel: bringsModel).write(to: &$0)
        }
        let order = numbers.withSpan { TaskOrder($0, worker: 3) }
        #expect(order.assignment == task)
        // Equal is not enough: −0 is 0.
        #expect(
          order.assignment.terms.map(\.coefficient.bitPattern)
            == terms.map(\.coefficient.bitPattern))
        #expect(order.interrupts == interrupts && order.bringsModel == bringsModel)
      }
    }
  }

  /// Every answer has a tag of its own, which tells what it answers.
  @Test(arguments: [1, 2, 5]) func tags(parts: Int) {
    let wire = Wire(parts: parts)
    var tags: Set<Int32> = [Wire.goodbye]
    for turn in [0, 1, 2, 3, 1000, wire.largestTurn] {
      for part in [nil] + (0..<parts).map(Optional.some) {
        let tag = part.map { wire.message(turn, part: $0) } ?? wire.dropped(turn)
        #expect(tags.insert(tag).inserted, "turn \(turn), part \(part.map(String.init) ?? "none")")
        let answer = wire.answer(tag)
        #expect(answer.turn == turn && answer.part == part)
      }
    }
    #expect(tags.allSatisfy { $0 >= 0 })
  }
}
