public import Console
public import Settings

extension RunConfiguration {
  /// How progress is shown.
  /// - Throws: where there is no such way.
  public func progressStyle() throws(ConfigurationError) -> Terminal.Style {
    guard let progress else { return .line }
    let spec = try Spec(parsing: progress, option: "--progress")
    switch spec.name {
    case "plain":
      try spec.allow(["seconds"], option: "--progress")
      return .plain(
        seconds: try spec.number("seconds", default: 30, in: 0...1e6, option: "--progress"))
    case "line", "none":
      try spec.allow([], option: "--progress")
      return spec.name == "line" ? .line : .none
    default:
      throw ConfigurationError(
        unknownName("--progress", spec.name, among: ["line", "plain", "none"]))
    }
  }
}
