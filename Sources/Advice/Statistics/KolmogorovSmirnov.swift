/// The largest distance between two samples' distribution functions.
///
/// - Source: Smirnov, "Table for estimating the goodness of fit of empirical distributions", 1948.
func kolmogorovSmirnov(_ a: [Double], _ b: [Double]) -> Double {
  let (a, b) = (Descriptive.sorted(a), Descriptive.sorted(b))
  guard !a.isEmpty, !b.isEmpty else { return 1 }
  var (i, j, most) = (0, 0, 0.0)
  while i < a.count, j < b.count {
    let value = min(a[i], b[j])
    // Numbers that differ by rounding alone are the same number.
    let same = value + 1e-9 * abs(value)
    while i < a.count, a[i] <= same { i += 1 }
    while j < b.count, b[j] <= same { j += 1 }
    most = max(most, abs(Double(i) / Double(a.count) - Double(j) / Double(b.count)))
  }
  return most
}
