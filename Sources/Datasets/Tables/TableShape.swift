import Console
import Randomness

/// What is known of an encoded table without its rows.
struct TableShape: Equatable, Sendable {
  /// One a row, as the recipe's map or divisor leaves it.
  let labels: [Double]
  /// The first column of each one-hot group, and the number of columns.
  let starts: [Int32]
  /// The numeric columns, which come first.
  let numeric: [Numeric]

  /// A column that stays a number.
  struct Numeric: Equatable, Sendable {
    let name: String
    /// x becomes (x − center) / scale.
    let center: Double
    let scale: Double
    /// The greatest magnitude after that.
    let greatest: Double

    init(name: String, center: Double, scale: Double, greatest: Double) {
      self.name = name
      self.center = center
      self.scale = scale
      self.greatest = greatest
    }

    init(name: String, moments: ColumnMoments, standardized: Bool) {
      self.name = name
      center = standardized ? moments.mean : 0
      scale = standardized ? moments.deviation : 1
      greatest = max(
        abs((moments.least - center) / scale), abs((moments.most - center) / scale))
    }
  }

  var rows: Int { labels.count }
  var columns: Int { Int(starts.last ?? 0) }
  /// Columns of a row that are one.
  var groups: Int { starts.count - 1 }
  /// Stored features of a row.
  var stored: Int { groups + numeric.count }
  /// Whether rows are stored whole: they are numbers, and no column of a row is ever absent.
  var isDense: Bool { !numeric.isEmpty && columns == stored }
}

/// Mean and variance of a column over its training rows, and its range over all.
struct ColumnMoments: Equatable, Sendable {
  private var count = 0.0
  /// Of the greatest magnitude so far.
  ///
  /// What is added up is divided by two to this power, which changes no bit, so that no square is too
  /// large or too small for a number.
  private var exponent = Double.leastNonzeroMagnitude.exponent
  private var scaledMean = 0.0
  private var squares = 0.0
  private(set) var least = Double.infinity
  private(set) var most = -Double.infinity
  /// Whether no training row had a value.
  var isEmpty: Bool { count == 0 }

  /// - Source: Welford, "Note on a method for calculating corrected sums of squares and products",
  ///   Technometrics 4(3), 1962.
  mutating func add(_ value: Double, counts: Bool) {
    least = min(least, value)
    most = max(most, value)
    guard counts else { return }
    count += 1
    if value.exponent > exponent {
      let factor = Double(sign: .plus, exponent: exponent - value.exponent, significand: 1)
      scaledMean *= factor
      squares *= factor * factor
      exponent = value.exponent
    }
    let scaled = Double(sign: .plus, exponent: -exponent, significand: value)
    let before = scaled - scaledMean
    scaledMean += before / count
    squares += before * (scaled - scaledMean)
  }

  var mean: Double { Double(sign: .plus, exponent: exponent, significand: scaledMean) }

  /// √(Σ (x − mean)² / n); 1 for a constant column, as scikit-learn's `StandardScaler` has it.
  ///
  /// Not normal where no number is as large or as small.
  var deviation: Double {
    let scaled = (squares / max(1, count)).squareRoot()
    return scaled > 0 ? Double(sign: .plus, exponent: exponent, significand: scaled) : 1
  }
}

extension Recipe {
  /// Which of a table's rows are trained on and tested on, in the order of the split.
  /// - Throws: where one of the two would be empty.
  func rows(of count: Int, path: String) throws(DataError) -> TableRows {
    guard let split else { return TableRows(train: Array(0..<count), test: []) }
    let tests = Int((split.fraction * Double(count)).rounded(.up))
    guard tests < count else {
      throw DataError(
        path, "has \(count) rows, of which a split of \(split.fraction) leaves none to train on")
    }
    var twister = MersenneTwister(seed: split.seed)
    let order = twister.permutation(count)
    return TableRows(train: Array(order[tests...]), test: Array(order[..<tests]))
  }
}

/// The rows of a table by what they are for.
struct TableRows: Equatable, Sendable {
  let train: [Int]
  let test: [Int]

  var isTest: [Bool] {
    var flags = [Bool](repeating: false, count: train.count + test.count)
    for row in test { flags[row] = true }
    return flags
  }
}
