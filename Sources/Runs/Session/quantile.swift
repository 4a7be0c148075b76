/// The value below which a share of values lies, linear between those of the sorted list (Hyndman and Fan's
/// definition 7, as in NumPy); NaN for none.
///
/// Infinite values, which never came, stand last.
public func quantile(_ share: Double, of values: [Double]) -> Double {
  guard !values.isEmpty else { return .nan }
  let sorted = values.sorted()
  let place = share * Double(sorted.count - 1)
  let below = Int(place)
  let rest = place - Double(below)
  // Nothing of the next one, which may be infinite.
  guard below + 1 < sorted.count, rest > 0 else { return sorted[below] }
  guard sorted[below + 1].isFinite else { return sorted[below + 1] }
  return sorted[below] + rest * (sorted[below + 1] - sorted[below])
}
