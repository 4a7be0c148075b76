import Coding
import Randomness
import Testing

/// What a worker remembers of its blocks, against a list of what it finished.
@Suite struct TaskMemoryTests {
  @Test func onlyFinishedTasksAreRemembered() {
    var memory = TaskMemory<String>()
    #expect(memory.begun(turn: 0) == [])
    memory.evaluate(4, "a")
    #expect(memory[4] == nil)
    #expect(memory.evaluated(4) == "a")
    // The same task goes on.
    #expect(memory.begun(turn: 0) == [])
    memory.evaluate(5, "b")
    #expect(memory.finished() == [])
    #expect(memory[4] == "a" && memory[5] == "b")
    #expect(memory.evaluated(4) == nil)

    memory.begin(turn: 1)
    memory.evaluate(4, "c")
    #expect(memory[4] == "a")
    // Turn 1 is abandoned, and what it had evaluated is given back.
    #expect(memory.begun(turn: 2) == ["c"])
    #expect(memory.evaluated(4) == nil && memory[4] == "a")
    memory.evaluate(4, "d")
    #expect(memory.finished() == ["a"])
    #expect(memory[4] == "d" && memory[5] == "b")
  }

  /// Every value that was put in is remembered, under way, or was given back, once.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func nothingIsLostOrDoubled(seed: UInt64) {
    var stream = Stream(seed: seed, for: .synthetic)
    var memory = TaskMemory<Int>()
    var model: [Int: Int] = [:]
    var open: [Int: Int] = [:]
    var given: [Int] = []
    var next = 0
    for turn in 0..<500 {
      given += memory.begun(turn: turn)
      open = [:]
      for _ in 0..<stream.below(4) {
        let block = stream.below(5)
        guard open[block] == nil else { continue }
        memory.evaluate(block, next)
        open[block] = next
        next += 1
      }
      if stream.below(3) > 0 {
        given += memory.finished()
        model.merge(open) { $1 }
        open = [:]
      }
      for block in 0..<5 {
        #expect(memory[block] == model[block])
        #expect(memory.evaluated(block) == open[block])
      }
      let all = given + model.values + open.values
      #expect(all.sorted() == Array(0..<next))
    }
  }
}

extension TaskMemory {
  /// What is abandoned where a task begins.
  fileprivate mutating func begun(turn: Int) -> [Value] {
    var values: [Value] = []
    begin(turn: turn) { values.append($0) }
    return values
  }

  /// What is remembered no longer when the task is finished.
  fileprivate mutating func finished() -> [Value] {
    var values: [Value] = []
    finish { values.append($0) }
    return values
  }
}
