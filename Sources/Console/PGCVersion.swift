/// This package's version.
public enum PGCVersion {
  /// In run.json and `--version`.
  public static let current = "0.1.0"
}
