/// How gradients are cut into the slices that messages are made of.
///
/// A gradient has d coordinates and behind them the loss. Slice u of m is coordinates u ⌈d/m⌉ to
/// (u + 1) ⌈d/m⌉, short or empty at the end; what is missing counts as zeros. A message has ⌈d/m⌉
/// elements of that and one more, which holds losses alone: they are part of the last slice. So where
/// decoding is approximate and slices mix, no loss gets into a coordinate of the gradient.
///
/// Example, d = 5, m = 2: slices (g_0, g_1, g_2) and (g_3, g_4, 0), and messages of 4 elements.
public struct Slices: Hashable, Sendable {
  /// m, from 1.
  public let count: Int
  /// d.
  public let dimension: Int

  /// A gradient of d coordinates in m slices.
  public init(_ count: Int, of dimension: Int) {
    self.count = count
    self.dimension = dimension
  }

  /// ⌈d/m⌉, coordinates in a message.
  public var width: Int { (dimension + count - 1) / count }

  /// Elements of a message, of which the last is the loss's; d + 1 with one slice.
  public var messageLength: Int { width + 1 }

  /// The coordinates of a slice.
  public func range(_ slice: Int) -> Range<Int> {
    let begin = min(slice * width, dimension)
    return begin..<min(begin + width, dimension)
  }

  /// Whether the loss is a part of a slice.
  public func hasLoss(_ slice: Int) -> Bool { slice == count - 1 }
}
