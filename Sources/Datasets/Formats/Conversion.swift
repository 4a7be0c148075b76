import Console
import Kernels

// Loops over elements of a data file. They are generic in one module and called from generic code of
// another, so each is specialized by hand: 30 times faster than left to the optimizer.

/// v / 255 for every byte v; looking it up takes a third of the time of dividing.
func pixelScale<Element: Scalar>() -> [Element] {
  (0...255).map { Element.nearest(Double($0)) / Element.nearest(255) }
}

/// target[offset + i] ← scale[bytes[i]].
@_specialize(where Element == Float)
@_specialize(where Element == Double)
func scalePixels<Element: Scalar>(
  _ bytes: Span<UInt8>, by scale: [Element], to target: inout MutableSpan<Element>, at offset: Int
) {
  for i in bytes.indices { target[offset + i] = scale[Int(bytes[i])] }
}

/// The nearest elements to doubles.
@_specialize(where Element == Float)
@_specialize(where Element == Double)
func nearest<Element: Scalar>(_ values: [Double], as: Element.Type) -> [Element] {
  values.map { Element($0) }
}

/// target[row · columns + index] ← value for every stored entry; 1 where `values` is empty.
@_specialize(where Element == Float)
@_specialize(where Element == Double)
func scatter<Element: Scalar>(
  _ matrix: SparseRows<Element>, to target: inout MutableSpan<Element>
) {
  for row in 0..<matrix.rows {
    for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
      target[row * matrix.columns + Int(matrix.indices[entry])] =
        matrix.values.isEmpty ? 1 : matrix.values[entry]
    }
  }
}

/// Throws where a row that is asked for is not there, as after a file changed.
func checkRows(_ rows: [Int], count: Int, file: String) throws(DataError) {
  guard let wrong = rows.first(where: { $0 < 0 || $0 >= count }) else { return }
  throw DataError(file, "there is no sample \(wrong) of \(count); did the file change?")
}

/// target[offset + i] ← the element nearest to source[i].
@_specialize(where Element == Float)
@_specialize(where Element == Double)
func round<Element: Scalar>(
  _ source: Span<Double>, to target: inout MutableSpan<Element>, at offset: Int
) {
  for i in source.indices { target[offset + i] = Element(source[i]) }
}
