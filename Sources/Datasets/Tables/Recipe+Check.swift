extension Recipe {
  /// What is wrong with it whatever the table holds, and which key says so; nil where nothing is.
  var problem: (key: String, text: String)? {
    if name.isEmpty || name.utf8.count > 64 || name.hasPrefix(".")
      || !name.utf8.allSatisfy(Self.isNameByte)
    {
      return ("name", "'\(Self.shown(name))' must be 1 to 64 of letters, digits, '-', '_' and '.'")
    }
    if file.isEmpty { return ("file", "names no file") }
    guard separator.utf8.count == 1, !["\"", "\n", "\r", ".", "+", "-"].contains(separator),
      separator.utf8.first.map({ $0 >= 0x20 && $0 < 0x7f || $0 == 0x09 }) == true,
      separator.utf8.first.map({ !(0x30...0x39).contains($0) }) == true
    else {
      return ("separator", "'\(Self.shown(separator))' must be one character, such as ',' or ';'")
    }
    if let wrong = label.map.first(where: { !$0.value.isFinite }) {
      return ("label", "'\(Self.shown(wrong.key))' must become a finite number")
    }
    if let divisor = label.divideBy {
      if !divisor.isFinite || divisor == 0 {
        return ("divide_by", "\(divisor) must be finite and not 0")
      }
      if !label.map.isEmpty { return ("label", "has both 'map' and 'divide_by'; choose one") }
    }
    if label.map.isEmpty, label.others == .drop {
      return ("label", "'others: drop' needs a 'map' that says which labels stay")
    }
    if let split, !(split.fraction > 0 && split.fraction < 1) {
      return ("split", "test \(split.fraction) must be between 0 and 1, as 0.2")
    }
    if let wrong = pairs?.except.first(where: { $0.count != 2 || $0[0] == $0[1] }) {
      return ("pairs", "'except' has \(wrong.count) columns where two different ones make a pair")
    }
    return nil
  }

  /// A text for an error line: printable, and not long.
  static func shown(_ text: String) -> String {
    let some = text.unicodeScalars.prefix(40).map {
      $0.properties.generalCategory == .control || $0.value == 0x2028 || $0.value == 0x2029
        ? "?" : String($0)
    }
    return some.joined() + (text.unicodeScalars.count > 40 ? "…" : "")
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f: true
    default: false
    }
  }
}
