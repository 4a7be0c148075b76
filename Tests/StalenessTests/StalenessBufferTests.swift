import Coding
import Kernels
import Staleness
import Testing

@Suite struct StalenessBufferTests {
  private func vector(_ elements: Double...) -> Vector<Double> { Vector(copying: elements.span) }

  private func held(_ buffer: inout StalenessBuffer<Double>, _ place: Int) throws -> [Double] {
    var elements: [Double] = []
    try buffer.withMessage(at: place) { elements = Double.elements($0) }
    return elements
  }

  private func address(_ buffer: inout StalenessBuffer<Double>, _ place: Int) throws
    -> UnsafePointer<Double>?
  {
    var address: UnsafePointer<Double>?
    try buffer.withMessage(at: place) { message in
      address = message.withUnsafeBufferPointer { $0.baseAddress }
    }
    return address
  }

  /// Models of versions 0..<count.
  private func snapshots(_ count: Int) -> [ModelSnapshot<Double>] {
    var models = PublishedModels<Double>()
    return (0..<count).compactMap { version in
      let model = Vector<Double>(repeating: Double(version), count: 2)
      models.publish(model.span, version: version)
      return models[version]
    }
  }

  @Test func messagesChangeHandsAndAreNeverCopied() throws {
    var buffer = StalenessBuffer<Double>(places: 4, length: 3)
    var spare = Vector<Double>(repeating: 5, count: 3)
    let first = try address(&buffer, 3)
    let sent = UnsafePointer(spare.pinned.baseAddress)

    buffer.put(&spare, .keep(3), of: nil)
    #expect(try address(&buffer, 3) == sent)
    #expect(UnsafePointer(spare.pinned.baseAddress) == first)
    #expect(try held(&buffer, 3) == [5, 5, 5])
    #expect(try (0..<3).allSatisfy { try held(&buffer, $0) == [0, 0, 0] })

    buffer.put(&spare, .keep(3), of: nil)
    #expect(try address(&buffer, 3) == first)
    #expect(UnsafePointer(spare.pinned.baseAddress) == sent)
  }

  @Test func whatIsDroppedStaysInTheHandsOfTheSender() throws {
    var buffer = StalenessBuffer<Double>(places: 1, length: 1)
    var spare = vector(1)
    buffer.put(&spare, .keep(0), of: nil)
    spare[0] = 2
    let address = spare.pinned.baseAddress
    buffer.put(&spare, .drop, of: nil)
    #expect(spare.pinned.baseAddress == address)
    #expect(spare[0] == 2)
    #expect(try held(&buffer, 0) == [1])
  }

  @Test func whatIsAddedIsSummedAndStaysInTheHandsOfTheSender() throws {
    var buffer = StalenessBuffer<Double>(places: 2, length: 2)
    var spare = vector(1, 10)
    buffer.put(&spare, .keep(1), of: nil)
    for (a, b) in [(2.0, 20.0), (4, 40)] {
      spare[0] = a
      spare[1] = b
      let address = spare.pinned.baseAddress
      buffer.put(&spare, .add(1), of: nil)
      #expect(spare.pinned.baseAddress == address)
      #expect(spare[0] == a && spare[1] == b)
    }
    #expect(try held(&buffer, 1) == [7, 70])
    #expect(try held(&buffer, 0) == [0, 0])
    // Another message takes the place of the whole sum.
    buffer.put(&spare, .keep(1), of: nil)
    #expect(try held(&buffer, 1) == [4, 40])
  }

  @Test func combinesFreshAndStale() {
    var buffer = StalenessBuffer<Double>(places: 3, length: 2)
    for (place, version) in [(0, 7), (1, 2), (2, 5)] {
      var spare = vector(Double(place + 1), Double(version))
      buffer.put(&spare, .keep(place), of: nil)
    }
    var y = Vector<Double>(repeating: .nan, count: 2)
    y.withMutableSpan {
      buffer.combine(
        [Weight(place: 0, version: 7, 2), Weight(place: 2, version: 5, -0.5)], into: &$0)
    }
    #expect(y[0] == 0.5)
    #expect(y[1] == 11.5)
    y.withMutableSpan { buffer.combine([], into: &$0) }
    #expect(y[0] == 0)
    #expect(y[1] == 0)
  }

  /// That a weight names what is held is checked before; a place that does not exist is no memory.
  @Test func aPlaceThatDoesNotExistTraps() async {
    await #expect(processExitsWith: .failure) {
      var buffer = StalenessBuffer<Double>(places: 1, length: 1)
      var y = Vector<Double>(repeating: 1, count: 1)
      y.withMutableSpan { buffer.combine([Weight(place: 1, version: 0, 1)], into: &$0) }
    }
  }

  private struct Shown: Equatable {
    var place: Int
    var message: [Double]
    var version: Int
    var replaced: [Double]?
    var replacedVersion: Int?
  }

  private func elements(_ slot: Slot<Double>) -> [Double] {
    slot.vector.withSpan { Double.elements($0) }
  }

  private func shown(by buffer: inout StalenessBuffer<Double>) throws -> [Shown] {
    var shown: [Shown] = []
    try buffer.replacements { r in
      shown.append(
        Shown(
          place: r.place, message: elements(r.message), version: r.model.version,
          replaced: r.replaced.map { elements($0.message) },
          replacedVersion: r.replaced?.model.version))
    }
    return shown
  }

  @Test func replacementsAreShownInTheOrderOfArrival() throws {
    var buffer = StalenessBuffer<Double>(places: 2, length: 1)
    buffer.keepsReplaced = true
    let models = snapshots(4)
    // Two in a row at place 1, with one at place 0 between them.
    for (i, place) in [1, 0, 1].enumerated() {
      var message = vector(Double(10 * i + 1))
      buffer.put(&message, .keep(place), of: models[i])
    }
    #expect(
      try shown(by: &buffer) == [
        Shown(place: 1, message: [1], version: 0),
        Shown(place: 0, message: [11], version: 1),
        Shown(place: 1, message: [21], version: 2, replaced: [1], replacedVersion: 0),
      ])
    // Each once.
    #expect(try shown(by: &buffer) == [])
    var message = vector(31)
    buffer.put(&message, .keep(1), of: models[3])
    #expect(
      try shown(by: &buffer) == [
        Shown(place: 1, message: [31], version: 3, replaced: [21], replacedVersion: 2)
      ])
    #expect(try held(&buffer, 0) == [11] && held(&buffer, 1) == [31])
  }

  @Test func whatIsDroppedOrAddedReplacesNothing() throws {
    var buffer = StalenessBuffer<Double>(places: 1, length: 1)
    buffer.keepsReplaced = true
    let models = snapshots(3)
    var message = vector(1)
    buffer.put(&message, .keep(0), of: models[0])
    message[0] = 2
    buffer.put(&message, .add(0), of: models[0])
    buffer.put(&message, .drop, of: models[1])
    // The first is shown as it is held, with what was added.
    #expect(try shown(by: &buffer) == [Shown(place: 0, message: [3], version: 0)])
    message[0] = 5
    buffer.put(&message, .keep(0), of: models[2])
    #expect(
      try shown(by: &buffer) == [
        Shown(place: 0, message: [5], version: 2, replaced: [3], replacedVersion: 0)
      ])
  }

  @Test func nothingIsShownThatNobodyAskedToKeep() throws {
    var buffer = StalenessBuffer<Double>(places: 1, length: 1)
    var message = vector(1)
    buffer.put(&message, .keep(0), of: snapshots(1)[0])
    #expect(try shown(by: &buffer) == [])
    #expect(buffer.keepsReplaced == false)
  }

  /// Any number of replacements a step, shown every step, use the memory of the first steps.
  @Test func theMemoryOfReplacedMessagesIsUsedAgain() throws {
    var buffer = StalenessBuffer<Double>(places: 3, length: 2)
    buffer.keepsReplaced = true
    let models = snapshots(60)
    var message = vector(0, 0)
    var values: [Double?] = [nil, nil, nil]
    var addresses = Set<UnsafePointer<Double>?>()
    var known = 0
    for step in 0..<60 {
      var wanted: [Shown] = []
      // Two in a row at one place, one at the next.
      for (i, place) in [step % 3, step % 3, (step + 1) % 3].enumerated() {
        let value = Double(10 * step + i)
        message.withMutableSpan { Double.fill(value, &$0) }
        wanted.append(
          Shown(
            place: place, message: [value, value], version: step,
            replaced: values[place].map { [$0, $0] },
            replacedVersion: values[place].map { Int($0) / 10 }))
        values[place] = value
        buffer.put(&message, .keep(place), of: models[step])
        addresses.insert(try address(&buffer, place))
      }
      #expect(try shown(by: &buffer) == wanted)
      if step == 9 { known = addresses.count }
    }
    #expect(addresses.count == known)
    #expect(known < 12)
  }

  private struct Unwilling: Error {}

  /// A reader that throws leaves a buffer whose places do not share memory.
  @Test func whoCannotReadOnSpoilsNothing() throws {
    var buffer = StalenessBuffer<Double>(places: 2, length: 1)
    buffer.keepsReplaced = true
    let models = snapshots(1)
    func put(_ value: Double, at place: Int) {
      var message = vector(value)
      buffer.put(&message, .keep(place), of: models[0])
    }
    for value in [1.0, 2, 3] { put(value, at: 0) }
    var seen = 0
    #expect(throws: Unwilling.self) {
      try buffer.replacements { _ in
        seen += 1
        if seen == 3 { throw Unwilling() }
      }
    }
    #expect(try shown(by: &buffer) == [])
    for value in [4.0, 5, 6] { put(value, at: 0) }
    for value in [7.0, 8, 9] { put(value, at: 1) }
    #expect(try held(&buffer, 0) == [6] && held(&buffer, 1) == [9])
    let messages = try shown(by: &buffer).map(\.message)
    #expect(messages == [[4], [5], [6], [7], [8], [9]])
  }
}
