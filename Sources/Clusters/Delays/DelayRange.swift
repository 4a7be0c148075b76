/// Ranges that keep every delay finite: a billion seconds, times any tail that 53 bits can draw.
enum DelayRange {
  static let seconds = 0...1e9
  static let rate = 1e-9...1e9
  static let shape = 0.1...1000.0
  static let sigma = 0...20.0
  static let factor = 0...1e6
  static let probability = 0...1.0
}
