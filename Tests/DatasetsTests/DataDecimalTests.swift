import Randomness
import Testing

@testable import Datasets

@Suite("Data: decimal numbers")
struct DataDecimalTests {
  private func read(_ text: String) -> DecimalNumber { DecimalNumber(Array(text.utf8).span) }

  @Test(arguments: [
    "0", "-0", "+1", "1.", ".5", "-.5e1", "1e3", "1E-3", "0.1", "123456789012345678",
    "9007199254740993", "0.30000000000000004", "1e22", "1e23", "5e-324", "1.7976931348623157e308",
    "1e-400", "0e99999", "00012.500", "2.2250738585072011e-308",
  ])
  func agreesWithTheStandardLibrary(_ text: String) {
    let trimmed = text.hasPrefix(".") || text.hasPrefix("-.") || text.hasSuffix(".")
    let expected = Double(text) ?? Double(text.replacing(".", with: "0.")) ?? (trimmed ? 1 : .nan)
    #expect(read(text) == .value(expected))
  }

  @Test func agreesOnRandomNumbers() {
    var stream = Stream(seed: 11, for: .synthetic)
    for _ in 0..<20_000 {
      let bits = Double(bitPattern: stream.next())
      let digits = stream.below(1 << 40)
      let texts = ["\(bits)", "\(digits)e\(stream.below(60) - 30)", "0.\(digits)"]
      for text in texts where bits.isFinite { #expect(read(text) == .value(Double(text) ?? .nan)) }
    }
  }

  @Test(arguments: ["nan", "-NaN", "inf", "+Infinity", "1e999", "-1e9999999999999999999"])
  func notFinite(_ text: String) { #expect(read(text) == .notFinite) }

  @Test(arguments: [
    "", "+", "-", ".", "e5", "1e", "1e+", "1e5.0", "1.2.3", "0x10", "1,5", "--1", "1_000", "one",
    "1 ", "١",
  ])
  func malformed(_ text: String) { #expect(read(text) == .malformed) }
}
