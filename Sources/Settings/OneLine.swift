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
