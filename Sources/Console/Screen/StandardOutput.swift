@preconcurrency import Glibc

/// What a program prints for its user or for a pipe.
public enum StandardOutput {
  /// Writes what `print` still holds.
  /// - Throws: where not all of it could be written, as on a full disk.
  public static func flush() throws(RunError) {
    // The first failure may have been before this call, and its reason is gone then.
    let wasBroken = ferror(stdout) != 0
    guard fflush(stdout) == 0, !wasBroken, ferror(stdout) == 0 else {
      throw wasBroken
        ? RunError("standard output: not all of it could be written")
        : RunError(system: "standard output: cannot be written")
    }
  }
}
