public import Console
public import Settings

extension RunConfiguration {
  /// The names of the ways to show progress.
  public static let progressStyles = ["line", "full", "plain", "none"]

  /// What shows progress, as far as a person watches; it says where nobody does.
  /// - Throws: where there is no such way.
  func makeTerminal() throws(ConfigurationError) -> Terminal {
    let asked = try progressStyle()
    let terminal = Terminal(asked)
    if asked == .full, terminal.style != .full {
      StandardError.line(
        "note: --progress full: standard error is no terminal, so there is a line every 30 s",
        from: "pgc-train")
    }
    return terminal
  }

  /// How progress is to be shown.
  /// - Throws: where there is no such way.
  public func progressStyle() throws(ConfigurationError) -> Terminal.Style {
    guard let progress else { return .line }
    let spec = try Spec(parsing: progress, option: "--progress")
    switch spec.name {
    case "plain":
      try spec.allow(["seconds"], option: "--progress")
      return .plain(
        seconds: try spec.number("seconds", default: 30, in: 0...1e6, option: "--progress"))
    case "line", "full", "none":
      try spec.allow([], option: "--progress")
      return spec.name == "line" ? .line : spec.name == "full" ? .full : .none
    default:
      throw ConfigurationError(
        unknownName("--progress", spec.name, among: Self.progressStyles))
    }
  }
}
