import Testing

/// One code of `givenCodes`.
struct GivenCode: CustomTestStringConvertible {
  var workers = 0
  var stragglers = 0
  /// s × n, row major.
  var parityCheck: [Double] = []
  /// The row of each worker from the diagonal on, around the circle.
  var rows: [[Double]] = []
  var decoders: [(late: [Int], weights: [Double])] = []

  var testDescription: String { "n = \(workers), s = \(stragglers)" }

  /// All codes of the table.
  static let all: [GivenCode] = {
    var codes: [GivenCode] = []
    var kind = ""
    for line in givenCodes.split(separator: "\n") {
      var words = line.split(separator: " ").map(String.init)
      let goesOn = line.hasPrefix(" ")
      if !goesOn { kind = words.removeFirst() }
      let numbers = words.compactMap(Double.init)
      if kind == "code" {
        codes.append(GivenCode(workers: Int(numbers[0]), stragglers: Int(numbers[1])))
        continue
      }
      let i = codes.count - 1
      switch (kind, goesOn) {
      case ("h", _): codes[i].parityCheck += numbers
      case ("b", false): codes[i].rows.append(numbers)
      case ("b", true): codes[i].rows[codes[i].rows.count - 1] += numbers
      case ("late", _): codes[i].decoders.append((numbers.map { Int($0) }, []))
      default: codes[i].decoders[codes[i].decoders.count - 1].weights += numbers
      }
    }
    return codes
  }()
}
