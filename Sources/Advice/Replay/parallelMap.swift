import Dispatch

/// The results of a function of each item, in the order of the items, on all processors.
func parallelMap<Item: Sendable, Value: Sendable>(
  _ items: [Item], _ body: @Sendable (Item) -> Value
) -> [Value] {
  var values = [Value?](repeating: nil, count: items.count)
  values.withUnsafeMutableBufferPointer { buffer in
    // Each iteration writes a place of its own.
    nonisolated(unsafe) let places = buffer
    DispatchQueue.concurrentPerform(iterations: items.count) { places[$0] = body(items[$0]) }
  }
  return values.compactMap(\.self)
}
