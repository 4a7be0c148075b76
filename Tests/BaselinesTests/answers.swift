import Coding

/// Closes a step of a scheme with the answers of the workers that are not late.
///
/// Workers answer in the order given, each with all messages of its task.
/// - Parameter firstOnly: Workers that send their first message and no other, before the rest.
/// - Returns: The decoding vector; nil where the step does not close.
func close(
  _ gather: inout any Gather, of scheme: any Scheme, step: Int = 0, answers: [Int],
  firstOnly: [Int] = []
) throws(DecodingError) -> [Weight]? {
  gather.open(step: step, at: Double(step))
  var messages: [Arrival] = []
  for (worker, isWhole) in firstOnly.map({ ($0, false) }) + answers.map({ ($0, true) }) {
    let task = scheme.assignment(worker: worker, version: step)
    messages += task.parts.prefix(isWhole ? task.parts.count : 1).map {
      Arrival(task, part: $0, time: Double(step))
    }
  }
  for arrival in messages {
    guard case .closes = gather.add(arrival) else { continue }
    var weights: [Weight] = []
    try gather.close(into: &weights)
    return weights
  }
  return nil
}

/// A new gather of a scheme, for blocks of equal size.
func makeGather(_ scheme: any Scheme) -> any Gather {
  scheme.makeGather(shares: Array(repeating: 1 / Double(scheme.blocks), count: scheme.blocks))
}
