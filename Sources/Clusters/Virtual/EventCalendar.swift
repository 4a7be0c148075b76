/// The next event of each worker, earliest first: a winner tree with one leaf a worker.
///
/// A worker has at most one event, and starting it anew replaces that event, so nothing that was
/// cancelled lingers, as it would in a heap. Equal times go by the order of scheduling.
struct EventCalendar: Sendable {
  private let leaves: Int
  private var times: [Double]
  private var order: [Int]
  /// tree[1] is the winner; the leaf of worker j is at leaves + j.
  private var tree: [Int32]
  private var count = 0

  /// No events for `workers` workers.
  init(workers: Int) {
    var size = 1
    while size < workers { size *= 2 }
    leaves = size
    times = Array(repeating: .infinity, count: size)
    order = Array(repeating: 0, count: size)
    tree = Array(repeating: 0, count: 2 * size)
    for i in 0..<size { tree[size + i] = Int32(i) }
    for i in stride(from: size - 1, to: 0, by: -1) { tree[i] = tree[2 * i] }
  }

  /// The earliest event; nil where there is none.
  var first: (worker: Int, time: Double)? {
    let worker = Int(tree[1])
    return times[worker] < .infinity ? (worker, times[worker]) : nil
  }

  /// Sets a worker's event, in place of the one it had.
  /// - Complexity: O(log workers).
  mutating func schedule(_ worker: Int, at time: Double) {
    count += 1
    times[worker] = time
    order[worker] = count
    replay(worker)
  }

  /// Removes a worker's event.
  /// - Complexity: O(log workers).
  mutating func remove(_ worker: Int) {
    times[worker] = .infinity
    replay(worker)
  }

  private mutating func replay(_ worker: Int) {
    var node = (leaves + worker) / 2
    while node > 0 {
      let a = Int(tree[2 * node])
      let b = Int(tree[2 * node + 1])
      let aWins = times[a] < times[b] || (times[a] == times[b] && order[a] <= order[b])
      let winner = Int32(aWins ? a : b)
      // Further up nothing has changed either: the worker neither wins here nor did.
      if winner == tree[node], winner != worker { return }
      tree[node] = winner
      node /= 2
    }
  }
}
