import Testing

@testable import Programs

/// What goes over the connection has the bytes that docs/PROGRAM-PROTOCOL.md says.
@Suite struct FrameTests {
  @Test func numbersAreLittleEndian() {
    var bytes: [UInt8] = []
    bytes.add(UInt32(0x0403_0201))
    bytes.add(UInt64.max - 1)
    bytes.add(-1.5)
    #expect(bytes.count == 20)
    #expect(Array(bytes[..<4]) == [1, 2, 3, 4])
    #expect(bytes.number(at: 4, as: UInt64.self) == UInt64.max - 1)
    #expect(bytes.double(at: 12) == -1.5)
  }

  @Test func kindAndLengthStandFirst() {
    let frame = Frame(.judge, [7, 8])
    #expect(frame.bytes == [5, 0, 0, 0, 2, 0, 0, 0, 7, 8])
  }

  @Test("A task of a whole block names no sample, one of a minibatch all of them")
  func tasks() {
    let samples = [3, 1000, 70_000]
    let whole = ProgramTask(
      block: 2, draw: 5, seed: 9, share: 0.25, samples: samples, isWhole: true)
    #expect(whole.blockSamples == samples)
    #expect(whole.frame(model: 64, gradient: 128).body.count == 56)
    let drawn = ProgramTask(
      block: 2, draw: 5 | 1 << 32, seed: 9, share: 0.25, samples: samples, isWhole: false)
    let body = drawn.frame(model: 64, gradient: 128).body
    #expect(body.count == 56 + 12)
    #expect(body.number(at: 16, as: UInt32.self) == 5)
    #expect(body.number(at: 20, as: UInt32.self) == 1)
    #expect(body.number(at: 24, as: UInt32.self) == 2)
    #expect(body.number(at: 28, as: UInt32.self) == 3)
    #expect(body.double(at: 32) == 0.25 / 3)
    #expect(body.number(at: 56 + 8, as: UInt32.self) == 70_000)
    // A second evaluation of one version draws other numbers, and so does another block.
    let other = ProgramTask(
      block: 3, draw: 5, seed: 9, share: 0.25, samples: samples, isWhole: true)
    #expect(Set([whole.key, drawn.key, other.key]).count == 3)
  }
}
