public import Console
import Glibc
public import Kernels
import Randomness

/// Two overlapping Gaussian clouds with random labels, for logistic regression.
///
/// With p features and a true model β* of random signs (±1),
///
///     x ~ ½ N(μ, I) + ½ N(−μ, I),  μ = (α/p) β*,
///     P(y = +1 | x) = 1 / (exp(2 xᵀβ*) + 1),  else y = −1,
///
/// so that a fit tends to −2 β*. A sample is a function of (seed, index): any subset can be made
/// alone, by any process, and labels alone at a cost that does not grow with p. For that, z = xᵀβ*
/// is drawn first, from N(±α, p), and then x = w + ((z − wᵀβ*)/p) β* with w ~ N(0, I), which has the
/// distribution above.
///
/// - Source: Tandon, Lei, Dimakis, Karampatziakis, "Gradient coding: avoiding stragglers in
///   distributed learning", ICML 2017, section 5 (artificial dataset, α = 1.5).
public struct GaussianMixture: DatasetSource {
  /// The number of samples.
  public let samples: Int
  /// The number of features p.
  public let features: Int
  /// α, the distance of the clouds.
  public let separation: Double
  private let seed: UInt64
  private let first: Int

  /// None: the samples are drawn.
  public var files: [String] { [] }

  /// The greatest number of samples, so that test samples, numbered from here on, are others.
  public static let mostSamples = 1 << 30

  /// A training set, or with `test` the test set of the same model β*.
  /// - Precondition: samples is 1 to `mostSamples`, features 1 to 2³¹ − 1, separation finite.
  public init(
    samples: Int, features: Int, separation: Double = 1.5, seed: UInt64, test: Bool = false
  ) {
    precondition((1...Self.mostSamples).contains(samples), "1 to 2^30 samples")
    precondition((1...Int(Int32.max)).contains(features), "1 to 2^31 - 1 features")
    precondition(separation.isFinite, "a finite separation")
    self.samples = samples
    self.features = features
    self.separation = separation
    self.seed = seed
    first = test ? Self.mostSamples : 0
  }

  /// What a reader of the run's configuration sees.
  public var name: String {
    "mixture:samples=\(samples),features=\(features),separation=\(separation)"
  }

  /// The labels.
  /// - Complexity: O(samples), whatever the number of features.
  public func survey() throws(DataError) -> DatasetSurvey {
    // The labels, and the order of the samples.
    try MemoryNeed.check(samples, width: 32, file: name)
    return DatasetSurvey(
      labels: (0..<samples).map { draw($0).label }, labelKind: .binary, columns: features)
  }

  /// The samples at `rows`, dense, in the order given.
  /// - Complexity: O(rows · features), about 40 ns an element.
  /// - Throws: `DataError` for a row that is not there, or another number of columns.
  public func load<Element: Scalar>(rows: [Int], columns: Int, as: Element.Type) throws(DataError)
    -> Dataset<Element>
  {
    try checkRows(rows, count: samples, file: name)
    guard columns == features else {
      throw DataError(name, "has \(features) features, but the model takes \(columns)")
    }
    try MemoryNeed.check(
      rows.count, by: columns, width: MemoryLayout<Element>.stride, file: name)
    let truth = trueModel()
    var elements = Vector<Element>(repeating: 0, count: rows.count * features)
    var labels: [Element] = []
    var row = [Double](repeating: 0, count: features)
    for (place, index) in rows.enumerated() {
      var sample = draw(index)
      labels.append(Element.nearest(sample.label))
      sample.fill(&row, truth)
      var target = elements.mutableSpan
      round(row.span, to: &target, at: place * features)
    }
    return Dataset(
      features: .dense(DenseRows(rows: rows.count, columns: features, elements)), labels: labels)
  }

  /// β*: one sign a feature.
  public func trueModel() -> [Double] {
    var stream = Stream(seed: seed, for: .synthetic, 0, 1)
    return (0..<features).map { _ in stream.next() >> 63 == 0 ? 1 : -1 }
  }

  private func draw(_ index: Int) -> Sample {
    var stream = Stream(seed: seed, for: .synthetic, first + index)
    let cloud: Double = stream.uniform() <= 0.5 ? 1 : -1
    let z = cloud * separation + Double(features).squareRoot() * stream.normal()
    let label: Double = stream.uniform() <= 1 / (exp(2 * z) + 1) ? 1 : -1
    return Sample(label: label, z: z, stream: stream)
  }

  /// A sample whose features are still to be drawn.
  private struct Sample {
    let label: Double
    let z: Double
    var stream: Stream

    mutating func fill(_ row: inout [Double], _ truth: [Double]) {
      var projection = 0.0
      for j in row.indices {
        row[j] = stream.normal()
        projection += row[j] * truth[j]
      }
      let shift = (z - projection) / Double(row.count)
      for j in row.indices { row[j] += shift * truth[j] }
    }
  }
}
