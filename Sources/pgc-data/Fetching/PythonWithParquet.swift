import Console

/// A Python that reads Parquet files: the user's, or one that is made for the moment.
struct PythonWithParquet {
  /// The program.
  let path: String

  private static let package = "pyarrow==26.0.1"

  /// Finds python3 with pyarrow, or makes a virtual environment with it in `folder`.
  /// - Throws: with what is missing: python3, its venv, or the network.
  init(folder: String, _ say: (String) -> Void) throws(RunError) {
    let own = try Child.run(["sh", "-c", "command -v python3"])
    guard own.code == 0 else {
      throw RunError(
        "reading Parquet needs python3; install it, on Debian: apt-get install python3-venv")
    }
    if try Child.run(["python3", "-c", "import pyarrow.parquet"]).code == 0 {
      path = "python3"
      return
    }
    say("making a Python environment with \(Self.package), for this once")
    let environment = "\(folder)/python"
    let made = try Child.run(["python3", "-m", "venv", environment])
    path = "\(environment)/bin/python"
    // Debian's python3 without python3-venv explains itself on standard output.
    guard made.code == 0 else {
      throw RunError(
        "reading Parquet needs pyarrow, and python3 -m venv failed"
          + "\(made.complaint.isEmpty ? "" : " (\(made.complaint))"); install python3-venv or pyarrow"
      )
    }
    let installed = try Child.run([
      path, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input",
      "--only-binary", ":all:", Self.package,
    ])
    guard installed.code == 0 else {
      throw RunError(
        "reading Parquet needs pyarrow, and pip cannot install \(Self.package) "
          + "(\(installed.complaint)); install pyarrow for python3 and fetch again")
    }
  }
}
