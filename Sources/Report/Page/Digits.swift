import Foundation

/// Numbers as a table of people shows them.
package enum Digits {
  /// Three significant digits, never fewer than all before the point; `–` for none.
  package static func short(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "–" }
    if value == 0 { return "0" }
    let size = abs(value)
    if size >= 1e6 || size < 1e-4 { return String(format: "%.2e", value).replacing("-", with: "−") }
    let places = max(0, 2 - Int(log10(size).rounded(.down)))
    return String(format: "%.\(places)f", value).replacing("-", with: "−")
  }
}
