import Kernels

/// The pairs of one block, by their rows in a table: numbers only.
struct SecantBlock {
  /// The rows of its pairs, oldest first, and one that is free.
  private(set) var rows: [Int] = []
  private(set) var free: [Int]
  /// s_iᵀ y_j in the order of `rows`.
  private var products: [[Double]] = []
  /// sym(S Yᵀ), made positive definite, and its inverse; row major, in the order of `rows`.
  private(set) var curvature: [Double] = []
  private(set) var inverse: [Double] = []
  /// The curvature that the older pairs missed of the newest, |sᵀ(y − B s)| / sᵀs; negative where there
  /// were none.
  private(set) var missed = -1.0

  init(rows: Range<Int>) { free = Array(rows) }

  /// Where the next pair is written.
  var next: Int { free[0] }

  /// Adds the pair that stands in row `next`.
  /// - Parameters:
  ///   - alongOld: sᵀ y_j of the new s with each y in `rows`.
  ///   - ofOld: s_jᵀ y of each s in `rows` with the new y.
  mutating func append(sy: Double, ss: Double, alongOld: [Double], ofOld: [Double]) {
    if !rows.isEmpty {
      missed = abs(sy - quadratic(alongOld)) / ss
    }
    for i in products.indices { products[i].append(ofOld[i]) }
    products.append(alongOld + [sy])
    rows.append(free.removeFirst())
    if free.isEmpty {
      free.append(rows.removeFirst())
      products.removeFirst()
      for i in products.indices { products[i].removeFirst() }
    }
    makeCurvature()
  }

  /// wᵀ A⁻¹ w.
  private func quadratic(_ w: [Double]) -> Double {
    zip(w, solve(w)).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// A⁻¹ w.
  func solve(_ w: [Double]) -> [Double] {
    let m = rows.count
    return (0..<m).map { i in (0..<m).reduce(0) { $0 + inverse[i * m + $1] * w[$1] } }
  }

  /// Scaled to unit diagonal, with eigenvalues of at least 10⁻⁶ of the largest.
  private mutating func makeCurvature() {
    let m = rows.count
    let scale = (0..<m).map { max(products[$0][$0], 1e-300).squareRoot() }
    var a = Array(repeating: 0.0, count: m * m)
    for i in 0..<m {
      for j in 0..<m {
        a[i * m + j] = (products[i][j] + products[j][i]) / (2 * scale[i] * scale[j])
      }
    }
    guard let (values, vectors) = symmetricEigen(a, order: m), let largest = values.last else {
      return
    }
    curvature = Array(repeating: 0, count: m * m)
    inverse = curvature
    for k in 0..<m {
      let value = max(values[k], 1e-6 * largest)
      for i in 0..<m {
        for j in 0..<m {
          let e = vectors[k * m + i] * vectors[k * m + j]
          curvature[i * m + j] += value * e * scale[i] * scale[j]
          inverse[i * m + j] += e / (value * scale[i] * scale[j])
        }
      }
    }
  }

  /// How many numbers say all of a block that has so many rows.
  static func length(of rows: Int) -> Int { 2 + rows + rows * rows }

  /// All of it in numbers, for a checkpoint: the number of pairs, what was missed, the rows, those of
  /// pairs first, and the products, filled up with zeros.
  func numbers(of size: Int) -> [Double] {
    let products = products.flatMap { $0 }
    return [Double(rows.count), missed] + (rows + free).map(Double.init) + products
      + Array(repeating: 0, count: size * size - products.count)
  }

  /// Takes back what `numbers` gave; nil where they are not of a block with these rows.
  init?(_ numbers: ArraySlice<Double>, rows all: Range<Int>) {
    let numbers = Array(numbers)
    let names = numbers[2..<2 + all.count].compactMap { Int(exactly: $0) }
    guard let m = Int(exactly: numbers[0]), (0..<all.count).contains(m), Set(names) == Set(all)
    else { return nil }
    rows = Array(names[..<m])
    free = Array(names[m...])
    missed = numbers[1]
    let first = 2 + all.count
    products = (0..<m).map { Array(numbers[first + $0 * m..<first + ($0 + 1) * m]) }
    if m > 0 { makeCurvature() }
  }
}
