import Glibc

/// How fine tasks should be, from what tasks of two sizes take.
///
/// Every third worker's first task is half of its part, all other tasks are one piece, the smallest there
/// is. With t₁ and t₂ the seconds that two thirds of the workers stay below, a task of a share x of a part
/// takes a + b x: of that a does not shrink with the task. With φ = a / b
///
///   q = 2^round(log₂(0.35 / φ)), from 1 to the finest allowed,
///
/// so that about a quarter of a task's time is what no task is spared. Where half a part has not come
/// when a piece could have come twelve times, time is taken to scale with the work.
struct FinenessProbe: Sendable {
  private let pieces: Int
  private let finest: Int
  private var small: [Double?]
  private var large: [Double?]

  /// - Parameters:
  ///   - pieces: Of a worker's part.
  ///   - finest: The largest q.
  init(workers: Int, pieces: Int, finest: Int) {
    self.pieces = pieces
    self.finest = finest
    small = Array(repeating: nil, count: workers)
    large = small
  }

  /// Whether a worker begins with half of its part.
  func beginsWithHalf(_ worker: Int) -> Bool { worker.isMultiple(of: 3) }

  /// A worker's first task of a size has come.
  mutating func note(_ worker: Int, isHalf: Bool, seconds: Double) {
    if isHalf {
      large[worker] = large[worker] ?? seconds
    } else {
      small[worker] = small[worker] ?? seconds
    }
  }

  /// q, and whether a piece takes little more than its part of the work, at most thrice; nil before
  /// enough has come.
  /// - Parameter now: Seconds since the run began.
  func answer(at now: Double) -> (blocks: Int, piecesAreCheap: Bool)? {
    let probers = (small.count + 2) / 3
    guard let ofPiece = quantile(small, of: small.count - probers) else { return nil }
    let ofHalf: Double
    if let measured = quantile(large, of: probers) {
      ofHalf = measured
    } else if now >= 12 * ofPiece {
      ofHalf = ofPiece * Double(pieces) / 2
    } else {
      return nil
    }
    let piece = 1 / Double(pieces)
    let slope = max((ofHalf - ofPiece) / (0.5 - piece), 1e-12)
    let fixed = max(ofPiece - slope * piece, 0) / slope
    let power = log2(0.35 / max(fixed, 1e-9)).rounded()
    return (min(max(1, Int(exp2(min(max(power, 0), 30)))), finest), fixed <= 2 * piece)
  }

  /// The seconds that two thirds of `count` workers stay below; nil while fewer have come.
  private func quantile(_ seconds: [Double?], of count: Int) -> Double? {
    let needed = max(1, (2 * count + 2) / 3)
    let known = seconds.compactMap { $0 }
    return known.count < needed ? nil : known.sorted()[needed - 1]
  }
}
