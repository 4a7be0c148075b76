import Coding
import Settings

/// How a worker's part is cut where the number of its blocks is chosen while training.
///
/// The data are cut into pieces, Q a worker; a block of q ones a worker is every q-th piece of a part, so
/// that the blocks of a part are alike even where its samples are sorted.
struct StalestPieces: Sendable {
  /// n.
  let workers: Int
  /// c.
  let copies: Int
  /// Q, a power of two.
  let aWorker: Int
  /// The largest q.
  let finest: Int
  /// The pieces of all workers, one task each.
  private let single: [[Term]]

  init(workers: Int, copies: Int, pieces: Int, finest: Int) {
    self.workers = workers
    self.copies = copies
    aWorker = pieces
    self.finest = finest
    single = (0..<workers * pieces).map { [Term($0)] }
  }

  /// What `blocks=auto` asks for; nil for a given number of blocks.
  init?(_ request: SchemeRequest, copies: Int) throws(ConfigurationError) {
    let isAuto = request.settings["blocks"] == "auto"
    for key in ["pieces", "finest"] where !isAuto && request.settings[key] != nil {
      throw ConfigurationError(
        "--set \(key)=\(request.settings[key] ?? ""): is for --set blocks=auto only; leave it out")
    }
    guard isAuto else { return nil }
    let pieces = try request.integer("pieces", default: 64, in: 2...1024)
    guard pieces.nonzeroBitCount == 1 else {
      throw ConfigurationError("--set pieces=\(pieces): must be a power of two, such as 64")
    }
    let finest = try request.integer("finest", default: min(16, pieces / 2), in: 1...pieces / 2)
    guard finest.nonzeroBitCount == 1 else {
      throw ConfigurationError("--set finest=\(finest): must be a power of two, such as 4")
    }
    self.init(workers: request.workers, copies: copies, pieces: pieces, finest: finest)
  }

  /// A worker's task of one piece, in an order that jumps through its part.
  func piece(_ number: Int, of worker: Int) -> [Term] {
    // Odd, so that every piece comes once before one comes again.
    let stride = max(1, aWorker * 5 / 8 | 1)
    return single[worker * aWorker + number * stride % aWorker]
  }

  /// A worker's task of every second piece of its part.
  func half(of worker: Int) -> [Term] { block(0, of: worker, own: 2) }

  /// The task of each block, with `own` blocks a worker.
  func rows(own: Int) -> [[Term]] {
    (0..<workers * own).map { block($0 % own, of: $0 / own, own: own) }
  }

  private func block(_ number: Int, of worker: Int, own: Int) -> [Term] {
    stride(from: number, to: aWorker, by: own).map { Term(worker * aWorker + $0) }
  }

  /// Places of blocks, block by block.
  var blockPlaces: Int { workers * finest }

  /// The place of a message that is used once: behind those of blocks.
  func singlePlace(_ number: Int) -> Int { blockPlaces + number }
}
