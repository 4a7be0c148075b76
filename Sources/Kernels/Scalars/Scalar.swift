/// Binary32 or binary64, with every kernel that runs over many of them.
///
/// These static requirements, with those of `NetworkKernels`, are the only loops over elements in the package. Code above may be
/// generic, or behind `any`, and still runs at full speed: the cost is one call, not one an element.
/// Matrices are row major. A kernel that takes shapes which do not fit traps: that is an error of
/// the caller's, never of a user's.
public protocol Scalar: BinaryFloatingPoint, NetworkKernels, Sendable {
  /// `float32` or `float64`, as options and files spell it.
  static var precisionName: String { get }
  /// The nearest value to a double.
  static func nearest(_ value: Double) -> Self
  /// The value as a double, exactly.
  var double: Double { get }

  /// y ← α.
  static func fill(_ alpha: Self, _ y: inout MutableSpan<Self>)
  /// y ← x.
  static func copy(_ x: Span<Self>, _ y: inout MutableSpan<Self>)
  /// y ← α x.
  static func scaledCopy(_ alpha: Self, _ x: Span<Self>, _ y: inout MutableSpan<Self>)
  /// y ← y + α x.
  static func axpy(_ alpha: Self, _ x: Span<Self>, _ y: inout MutableSpan<Self>)
  /// y ← α y.
  static func scale(_ alpha: Self, _ y: inout MutableSpan<Self>)
  /// Σ x_i y_i, in a fixed order.
  static func dot(_ x: Span<Self>, _ y: Span<Self>) -> Self
  /// The Euclidean norm.
  static func norm(_ x: Span<Self>) -> Double

  /// y ← α A x + β y, with A of `rows` × x.count.
  static func gemv(
    _ alpha: Self, _ a: Span<Self>, rows: Int, _ x: Span<Self>, _ beta: Self,
    _ y: inout MutableSpan<Self>)
  /// y ← α Aᵀ x + β y, with A of x.count × y.count.
  static func gemvTransposed(
    _ alpha: Self, _ a: Span<Self>, _ x: Span<Self>, _ beta: Self, _ y: inout MutableSpan<Self>)
  /// C ← α A B + β C, with A of m × k, B of k × n and C of m × n.
  static func gemm(
    _ alpha: Self, _ a: Span<Self>, _ b: Span<Self>, _ beta: Self, _ c: inout MutableSpan<Self>,
    m: Int, n: Int, k: Int)
  /// C ← α Aᵀ B + β C, with A of k × m, B of k × n and C of m × n.
  static func gemmTransposed(
    _ alpha: Self, _ a: Span<Self>, _ b: Span<Self>, _ beta: Self, _ c: inout MutableSpan<Self>,
    m: Int, n: Int, k: Int)

  /// y ← Σ_j w_j x_j over several vectors, each read once; y alone where there are none.
  static func combine(_ weights: [Self], _ vectors: [Slot<Self>], _ y: inout MutableSpan<Self>)

  /// Margins z become ∂ℓ/∂z for labels ±1, ℓ = log(1 + e^(−y z)); returns Σ ℓ, overflow-free.
  static func logisticResiduals(_ z: inout MutableSpan<Self>, _ labels: Span<Self>) -> Double
  /// Predictions z become ∂ℓ/∂z = 2 (z − y), ℓ = (z − y)²; returns Σ ℓ.
  static func squaredResiduals(_ z: inout MutableSpan<Self>, _ labels: Span<Self>) -> Double
  /// Rows of `classes` logits become ∂ℓ/∂z = softmax(z) − e_label, ℓ = −log softmax(z)_label;
  /// returns Σ ℓ, overflow-free. Labels are 0..<classes.
  static func softmaxResiduals(
    _ z: inout MutableSpan<Self>, _ labels: Span<Self>, classes: Int
  ) -> Double
  /// Adds the bias to each row of z.
  static func addToRows(_ bias: Span<Self>, _ z: inout MutableSpan<Self>)
  /// y_c ← y_c + α Σ_rows z_{row,c}: the gradient of the bias.
  static func addColumnSums(_ alpha: Self, _ z: Span<Self>, _ y: inout MutableSpan<Self>)

  /// Rows of A (those in `rows`) times W of columns × `width`, into z.
  static func sparseTimes(
    _ a: borrowing SparseRows<Self>, rows: Range<Int>, _ w: Span<Self>, width: Int,
    _ z: inout MutableSpan<Self>)
  /// G ← G + α A_rowsᵀ R, with R of rows × `width`.
  static func addSparseTransposed(
    _ alpha: Self, _ a: borrowing SparseRows<Self>, rows: Range<Int>, _ r: Span<Self>, width: Int,
    _ g: inout MutableSpan<Self>)
  /// The same for rows by number, such as a minibatch's.
  static func sparseTimes(
    _ a: borrowing SparseRows<Self>, chosen: Span<Int>, _ w: Span<Self>, width: Int,
    _ z: inout MutableSpan<Self>)
  /// The same for rows by number; R has one row for each.
  static func addSparseTransposed(
    _ alpha: Self, _ a: borrowing SparseRows<Self>, chosen: Span<Int>, _ r: Span<Self>, width: Int,
    _ g: inout MutableSpan<Self>)
  /// Y ← the rows of A, of `columns` elements each, with the numbers `chosen`.
  static func gatherRows(
    _ a: Span<Self>, columns: Int, chosen: Span<Int>, _ y: inout MutableSpan<Self>)

  /// x ← x − η (g + λ x).
  static func gradientStep(
    _ eta: Self, _ lambda: Self, _ g: Span<Self>, _ x: inout MutableSpan<Self>)
  /// v ← m v + (g + λ x), then x ← x − η v.
  static func heavyBallStep(
    _ eta: Self, _ lambda: Self, momentum: Self, _ g: Span<Self>, _ v: inout MutableSpan<Self>,
    _ x: inout MutableSpan<Self>)
  /// x⁺ ← (1 − θ) x + θ u − η (g + λ x), then u ← x + (x⁺ − x) / θ and x ← x⁺.
  static func acceleratedStep(
    _ eta: Self, _ lambda: Self, theta: Self, _ g: Span<Self>, _ u: inout MutableSpan<Self>,
    _ x: inout MutableSpan<Self>)
  /// g ← g + α ∇R(x) with R(x) = Σ x_j² / (1 + x_j²), which is not convex; returns R(x).
  static func addBoundedPenalty(_ alpha: Self, _ x: Span<Self>, _ g: inout MutableSpan<Self>)
    -> Double
  /// y ← y + α g ⊙ g ⊙ d, the diagonal of g gᵀ applied to d.
  static func addSquareTimes(
    _ alpha: Self, _ g: Span<Self>, _ d: Span<Self>, _ y: inout MutableSpan<Self>)
  /// y ← y + α g ⊙ g ⊙ d / √(v + ε).
  static func addScaledSquareTimes(
    _ alpha: Self, _ g: Span<Self>, _ d: Span<Self>, over v: Span<Self>, epsilon: Self,
    _ y: inout MutableSpan<Self>)
  /// v ← α v + β g ⊙ g.
  static func averageSquares(
    _ alpha: Self, _ beta: Self, _ g: Span<Self>, _ v: inout MutableSpan<Self>)
  /// y ← the median of each coordinate over several vectors; the mean of the middle two of an even number.
  static func medians(_ vectors: [Slot<Self>], _ y: inout MutableSpan<Self>)

  /// How many margins z predict their label ±1: +1 where z > 0, −1 where z ≤ 0, none where NaN.
  static func countSigns(_ z: Span<Self>, _ labels: Span<Self>) -> Int
  /// How many rows of `classes` logits have their first largest one at the label; none where NaN.
  static func countLargest(_ z: Span<Self>, _ labels: Span<Self>, classes: Int) -> Int
  /// Σ (y_i − ȳ)², in double precision.
  static func squaredDeviations(_ y: Span<Self>) -> Double
  /// The elements as doubles, exactly.
  static func doubles(_ x: Span<Self>) -> [Double]
  /// The elements, copied.
  static func elements(_ x: Span<Self>) -> [Self]
}
