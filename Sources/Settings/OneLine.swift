/// The text with a space for every control character: a damaged file may have them anywhere.
public func oneLine(_ text: String) -> String {
  func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value)
      || (0x2028...0x2029).contains(scalar.value)
  }
  guard text.unicodeScalars.contains(where: isControl) else { return text }
  var line = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { line.append(isControl(scalar) ? " " : scalar) }
  return String(line)
}

/// The text with the code of every character that shows nothing, such as a space that does not break.
public func visible(_ text: some StringProtocol) -> String {
  text.unicodeScalars.map { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
      return "U+\(code(scalar))"
    case .spaceSeparator where scalar != " ": return "U+\(code(scalar))"
    default: return String(scalar)
    }
  }.joined()
}

private func code(_ scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
