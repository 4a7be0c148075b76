/// Text in JSON, for what is written often or long: one value at a time, in the order that is given.
public enum JSONText {
  /// A number; null where it is not finite, for which JSON has no word.
  public static func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "null" }

  /// A string in quotes.
  public static func string(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\u{0}"..<" ", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// A list of values that are JSON already.
  public static func list(_ values: some Sequence<String>) -> String {
    "[" + values.joined(separator: ",") + "]"
  }

  /// Names with values that are JSON already.
  public static func object(_ members: some Sequence<(String, String)>) -> String {
    "{" + members.map { string($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
  }
}
