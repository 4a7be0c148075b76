import Coding
import Kernels
import Randomness

/// A code whose workers send symbol after symbol, of which fewer are needed, the fewer workers are late.
///
/// n workers hold d of n blocks each, worker w blocks w … w + d − 1 around the circle. A gradient is cut
/// into ℓ = lcm(1 … d) slices; a symbol has the length of one. With s late workers the first
/// r_s = ℓ / (d − s) symbols of any n − s others decode, for every s < d.
///
/// It rests on checks, which are rows A over the symbols of all workers in the order of their levels. The
/// first ℓ checks, A = P₀ random, give the slices of the sum: for block j that makes a system for the
/// first r_0 symbols of its d holders. Level s adds δ = r_s − r_{s−1} symbols a worker and d δ random
/// checks that are to be zero, which for block j are as many equations as new symbols of its holders. So
/// what s late workers did not send, s r_s unknowns, is no more than the checks that were added.
///
/// With n = d all workers hold all blocks, and any ℓ random symbols of the sum decode: no checks are
/// needed, and rounding grows far less.
///
/// - Source: after Cao, Yan, Tang, Han, "Adaptive Gradient Coding", IEEE/ACM Transactions on Networking
///   2022, whose costs it has; the construction is our own.
struct NestedCode: Sendable {
  let workers: Int
  let load: Int
  /// ℓ, slices, and symbols that a worker can send.
  let slices: Int
  /// r_s by s.
  let needed: [Int]
  /// Of each block, by holder, symbol and slice: what the holder adds to the symbol.
  private let coefficients: [[Double]]

  /// ℓ of a load.
  static func slices(load d: Int) -> Int {
    guard d > 1 else { return 1 }
    return (2...d).reduce(1) { multiple, i in
      // lcm(a, i) is the first multiple of a that i divides.
      (1...i).lazy.map { $0 * multiple }.first { $0 % i == 0 } ?? multiple
    }
  }

  /// The code with the smallest largest coefficient of several draws; nil where none is usable.
  /// - Parameter key: Tells codes of one seed apart.
  init?(workers n: Int, load d: Int, draws: Int, seed: UInt64, key: Int) {
    workers = n
    load = d
    let count = Self.slices(load: d)
    slices = count
    needed = (0..<d).map { count / (d - $0) }
    var best: (code: [[Double]], largest: Double)?
    for draw in 0..<draws {
      var stream = Stream(seed: seed, for: .code, draw, key)
      guard let code = Self.draw(workers: n, load: d, needed: needed, using: &stream) else {
        continue
      }
      let largest = code.joined().reduce(0) { max($0, abs($1)) }
      if largest < best?.largest ?? .infinity { best = (code, largest) }
      // Without checks all draws have coefficients of one size.
      if n == d { break }
    }
    guard let best else { return nil }
    coefficients = best.code
  }

  /// The terms of symbol t of a worker, whose blocks are numbered from `first` on.
  func terms(worker: Int, symbol: Int, first: Int) -> [Term] {
    (0..<load).flatMap { offset in
      let block = (worker + offset) % workers
      return (0..<slices).map { slice in
        Term(
          first + block,
          coefficients[block][(offset * slices + symbol) * slices + slice],
          part: symbol, slice: slice)
      }
    }
  }

  /// The coefficients of each block; the worker with holder number o of block j is j − o.
  private static func draw(
    workers n: Int, load d: Int, needed: [Int], using stream: inout Stream
  ) -> [[Double]]? {
    let slices = needed[d - 1]
    if n == d { return shared(by: n, slices: slices, using: &stream) }
    var code = Array(
      repeating: Array(repeating: 0.0, count: d * slices * slices), count: n)
    var before = 0
    for level in 0..<d {
      let fresh = needed[level] - before
      guard fresh > 0 else { continue }
      let checks = d * fresh
      // By check, worker and symbol.
      let width = n * needed[level]
      let p = (0..<checks * width).map { _ in stream.normal() }
      func check(_ row: Int, _ worker: Int, _ symbol: Int) -> Double {
        p[row * width + worker * needed[level] + symbol]
      }
      for block in 0..<n {
        let holders = (0..<d).map { (block - $0 + n) % n }
        var system: [Double] = []
        var right: [Double] = []
        for row in 0..<checks {
          for holder in holders {
            for symbol in before..<needed[level] { system.append(check(row, holder, symbol)) }
          }
          for slice in 0..<slices {
            var sum = level == 0 && row == slice ? 1.0 : 0
            for (o, holder) in holders.enumerated() {
              for symbol in 0..<before {
                sum -=
                  check(row, holder, symbol) * code[block][(o * slices + symbol) * slices + slice]
              }
            }
            right.append(sum)
          }
        }
        guard let found = try? solve(system, order: checks, right, columns: slices) else {
          return nil
        }
        for o in 0..<d {
          for symbol in 0..<fresh {
            for slice in 0..<slices {
              code[block][(o * slices + before + symbol) * slices + slice] =
                found[(o * fresh + symbol) * slices + slice]
            }
          }
        }
      }
      before = needed[level]
    }
    return code
  }

  /// Random symbols of the sum, of length 1, for workers that hold all blocks.
  private static func shared(by n: Int, slices: Int, using stream: inout Stream) -> [[Double]] {
    if slices == 1 { return Array(repeating: Array(repeating: 1, count: n), count: n) }
    let symbols = (0..<n).map { _ in
      (0..<slices).flatMap { _ in
        let row = (0..<slices).map { _ in stream.normal() }
        let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return row.map { $0 / length }
      }
    }
    return (0..<n).map { block in (0..<n).flatMap { symbols[(block - $0 + n) % n] } }
  }
}
