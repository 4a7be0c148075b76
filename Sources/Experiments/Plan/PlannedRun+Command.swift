import Runs

extension PlannedRun {
  /// The command line that does this run alone, as a shell reads it.
  public var command: String {
    Runner.command(["pgc-train"] + configuration.arguments, of: self).map(Self.quoted)
      .joined(separator: " ")
  }

  private static func quoted(_ word: String) -> String {
    let safe = word.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_=.,:/+@%".contains($0))
    }
    return safe && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
