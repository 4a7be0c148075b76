import Foundation

/// Numbers as a table of people shows them.
enum Digits {
  /// Three significant digits, never fewer than all before the point; `–` for none.
  static func short(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "–" }
    if value == 0 { return "0" }
    let size = abs(value)
    if size >= 1e6 || size < 1e-4 { return String(format: "%.2e", value).replacing("-", with: "−") }
    let places = max(0, 2 - Int(log10(size).rounded(.down)))
    return String(format: "%.\(places)f", value).replacing("-", with: "−")
  }

  /// `3.21 [2.95, 3.47]`; the value alone where there is no interval.
  static func withInterval(_ value: Double?, _ low: Double?, _ high: Double?) -> String {
    guard value != nil, let low, let high, low != high else { return short(value) }
    return "\(short(value)) [\(short(low)), \(short(high))]"
  }

  /// `87 %`.
  static func percent(_ value: Double?) -> String {
    value.map { "\(Int(($0 * 100).rounded())) %" } ?? "–"
  }
}
