import Kernels
import MPITransport

/// Each rank sends to the next, in sizes below and above what MPI sends eagerly, and receives from the
/// one before into a vector that is longer, whose end must stay as it was.
func exchange(_ rank: Int, of size: Int) throws {
  let next = (rank + 1) % size
  let previous = (rank + size - 1) % size
  for (tag, count) in [0, 1, 1_000, 300_000].enumerated() {
    let guardElements = 3
    let incoming = Vector<Double>(repeating: -1, count: count + guardElements)
    let receive = try Request.receive(into: incoming, from: previous, tag: tag)
    let outgoing = Vector<Double>(repeating: Double(1000 * rank + tag), count: count)
    let send = try Request.send(outgoing, to: next, tag: tag)
    let received = try receive.wait()
    let sent = try send.wait()
    try check(received.bytes == count * 8, "\(received.bytes) bytes for \(count) numbers")
    try check(received.tag == tag, "tag \(received.tag) for \(tag)")
    for i in 0..<count {
      try check(
        received.vector[i] == Double(1000 * previous + tag), "element \(i) is \(received.vector[i])"
      )
    }
    for i in count..<count + guardElements {
      try check(received.vector[i] == -1, "element \(i), past the message, was written")
    }
    try check(sent.vector.count == count, "the sent vector came back as another")
  }
}

/// Must not end well: nothing can make MPI let go of a request's memory.
func dropRequest(_ rank: Int) throws {
  _ = try Request.receive(into: Vector<Double>(repeating: 0, count: 4), from: rank, tag: 9)
}

/// The last rank has a problem: rank 0 learns its line, all learn its code.
func agree(_ environment: borrowing MPIEnvironment) throws {
  try check(try environment.agree(nil) == nil, "a problem where there is none")
  let isLast = environment.rank == environment.size - 1
  let verdict = try environment.agree(isLast ? RankProblem("no data", code: 2) : nil)
  try check(verdict?.code == 2, "the code is \(verdict?.code ?? 0)")
  if environment.rank == 0 {
    try check(verdict?.line == "rank \(environment.size - 1): no data", "\(verdict?.line ?? "")")
  }
}
