/// The kernels of neural networks, for both precisions.
///
/// Matrices are row major. Images of a batch are planes: `channels` × `count` × height × width, so
/// that one product serves all images of a batch. Shapes that do not fit trap.
public protocol NetworkKernels: BitwiseCopyable {
  /// C ← α A Bᵀ + β C, with A of m × k, B of n × k and C of m × n.
  static func gemmByTransposed(
    _ alpha: Self, _ a: Span<Self>, _ b: Span<Self>, _ beta: Self, _ c: inout MutableSpan<Self>,
    m: Int, n: Int, k: Int)
  /// Adds the bias to each row of z and replaces what is negative by zero; NaN stays.
  static func addToRowsAndRectify(_ bias: Span<Self>, _ z: inout MutableSpan<Self>)
  /// d_i ← d_i where a_i > 0, else 0: the slope of the rectifier whose outputs are a.
  static func rectifySlopes(_ a: Span<Self>, _ d: inout MutableSpan<Self>)
  /// Multiplies y, taken as rows of equal length, by one factor a row.
  static func scaleRows(_ factors: Span<Self>, _ y: inout MutableSpan<Self>)
  /// Independent factors, 1 / `keeping` with that probability, else 0.
  /// - Parameter words: 64 random bits, used for two factors.
  static func drawMask(
    keeping: Double, _ y: inout MutableSpan<Self>, _ words: () -> UInt64)

  /// Y ← X with its first two axes exchanged: X is `first` × `second` × plane, Y `second` × `first`
  /// × plane.
  static func exchangeAxes(
    _ x: Span<Self>, first: Int, second: Int, _ y: inout MutableSpan<Self>)
  /// The rows of a sparse matrix with all their zeros: rows.count × columns.
  static func denseRows(
    _ a: borrowing SparseRows<Self>, rows: Range<Int>, _ y: inout MutableSpan<Self>)
  /// The same for rows by number.
  static func denseRows(
    _ a: borrowing SparseRows<Self>, chosen: Span<Int>, _ y: inout MutableSpan<Self>)
  /// What each output of a convolution reads, one column an output ("im2col"): Y is
  /// `grid.weights` × (count · outputs), row (channel, ky, kx), column (image, y, x).
  static func patches(
    _ x: Span<Self>, _ grid: PatchGrid, count: Int, _ y: inout MutableSpan<Self>)
  /// X ← the transpose of `patches` applied to Y: every element sums what was read from it.
  static func sumPatches(
    _ y: Span<Self>, _ grid: PatchGrid, count: Int, _ x: inout MutableSpan<Self>)
  /// P ← max(0, b_c + the largest of each 2 × 2 square of z), `planes` planes a channel.
  ///
  /// An odd last row or column is left out.
  static func poolAndRectify(
    _ z: Span<Self>, _ bias: Span<Self>, planes: Int, height: Int, width: Int,
    _ p: inout MutableSpan<Self>)
  /// z ← ∂ℓ/∂z from d = ∂ℓ/∂P of `poolAndRectify`: where P > 0 the slope goes to the first largest
  /// element of the square, everything else is zero.
  static func poolSlopes(
    _ p: Span<Self>, _ d: Span<Self>, height: Int, width: Int, _ z: inout MutableSpan<Self>)
  /// y_r ← y_r + Σ of row r of z: the gradient of one bias a channel.
  static func addRowSums(_ z: Span<Self>, _ y: inout MutableSpan<Self>)
}

/// Which elements of an image each output of a convolution reads; step one.
public struct PatchGrid: Equatable, Sendable {
  /// Planes of the image.
  public let channels: Int
  /// Rows of a plane.
  public let height: Int
  /// Columns of a plane.
  public let width: Int
  /// Rows and columns of the square that an output reads in each plane.
  public let kernel: Int
  /// Zeros around each plane.
  public let padding: Int

  /// A grid.
  public init(channels: Int, height: Int, width: Int, kernel: Int, padding: Int = 0) {
    self.channels = channels
    self.height = height
    self.width = width
    self.kernel = kernel
    self.padding = padding
  }

  /// Rows of outputs; not positive where the kernel is larger than the padded image.
  public var rows: Int { height + 2 * padding - kernel + 1 }
  /// Columns of outputs.
  public var columns: Int { width + 2 * padding - kernel + 1 }
  /// Outputs of an image in each output channel.
  public var outputs: Int { rows * columns }
  /// What an output reads: weights of an output channel.
  public var weights: Int { channels * kernel * kernel }
  /// Elements of an image.
  public var inputs: Int { channels * height * width }
}
