import Coding
import Runs
import Settings
import Testing

/// A scheme as linear algebra: who answered goes in, aB comes out.
struct CodeUnderTest {
  let scheme: any Scheme
  let matrix: EncodingMatrix

  init(
    _ name: String, workers: Int, stragglers: Int? = nil, _ settings: [(String, String)] = [],
    stop: String? = nil, seed: UInt64 = 1
  ) throws {
    let rule = try stop.map { try Spec(parsing: $0, option: "--stop") }
    scheme = try Schemes.make(
      SchemeRequest(
        name, workers: workers, stragglers: stragglers, settings: settings, stop: rule, seed: seed))
    matrix = EncodingMatrix(scheme, step: 0)
  }

  /// The weights that a gather gives to messages of these workers, in this order.
  func weights(from workers: [Int], step: Int = 0, shares: [Double]? = nil) throws -> [Weight] {
    let equal = Array(repeating: 1 / Double(scheme.blocks), count: scheme.blocks)
    var gather = scheme.makeGather(shares: shares ?? equal)
    gather.open(step: step, at: 0)
    var isClosed = false
    for worker in workers where !isClosed {
      if case .closes = gather.add(Arrival(worker: worker, version: step, time: 0)) {
        isClosed = true
      }
    }
    #expect(isClosed, "\(workers) do not suffice")
    var weights: [Weight] = []
    try gather.close(into: &weights)
    return weights
  }

  /// aB: how much of each block the estimate has.
  func decoded(from workers: [Int], step: Int = 0) throws -> [Double] {
    let weights = try weights(from: workers, step: step)
    return matrix.decoded(weights.map(\.value), received: weights.map(\.place))
  }

  /// ‖aB − 1‖².
  func error(from workers: [Int]) throws -> Double {
    try decoded(from: workers).reduce(0) { $0 + ($1 - 1) * ($1 - 1) }
  }
}

/// Mean and standard error of random numbers.
struct RunningMean {
  private var count = 0.0
  private var sum = 0.0
  private var squares = 0.0

  mutating func add(_ x: Double) {
    count += 1
    sum += x
    squares += x * x
  }

  var mean: Double { sum / count }
  var standardError: Double {
    (max(0, squares / count - mean * mean) / (count - 1)).squareRoot()
  }

  /// How many standard errors the mean is away from a number.
  func deviation(from expected: Double) -> Double { abs(mean - expected) / standardError }
}

func norm(_ x: [Double]) -> Double { x.reduce(0) { $0 + $1 * $1 }.squareRoot() }

func distance(_ x: [Double], _ y: [Double]) -> Double { norm(zip(x, y).map { $0 - $1 }) }
