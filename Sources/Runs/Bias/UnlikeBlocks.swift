import Clusters
import Kernels

/// Blocks in one dimension that are unlike: f_i(x) = ½ (x − b_i)², with b = 1, 2, 3, 6, 1, 2, … for the
/// uncoded parts of n workers, however finely they are cut.
struct UnlikeBlocks: GradientSource, Sendable {
  /// b, one a block.
  let centers: [Double]

  /// The data of n workers, in m blocks.
  init(workers n: Int, blocks m: Int) {
    let parts = [1.0, 2, 3, 6]
    centers = (0..<m).map { parts[$0 * n / m % parts.count] }
  }

  /// The minimizer of the mean of all blocks.
  var minimizer: Double { centers.reduce(0, +) / Double(centers.count) }

  var gradientLength: Int { 2 }

  func evaluate(
    block: Int, draw: Int, at model: Span<Double>, into g: inout MutableSpan<Double>,
    while proceed: () -> Bool
  ) -> Bool {
    let slope = model[0] - centers[block]
    let share = 1 / Double(centers.count)
    g[0] = share * slope
    g[1] = share * slope * slope / 2
    return true
  }

  func forAnotherThread() -> any GradientSource<Double> { self }
}
