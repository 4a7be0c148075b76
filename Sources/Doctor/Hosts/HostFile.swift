public import Console

/// The machines of a job, as `mpirun --hostfile` reads them.
public struct HostFile: Sendable {
  /// A machine, and the ranks that it may have.
  public struct Host: Equatable, Sendable {
    /// As the launcher reaches it.
    public let name: String
    /// One where the file does not say.
    public let slots: Int
  }

  /// In the order of the file; the first has the parameter server.
  public let hosts: [Host]

  /// Reads a file of lines `NAME [slots=N]`.
  /// - Throws: where it cannot be read or has another line, which is named.
  public init(_ path: String) throws(RunError) {
    let lines: [String]
    do throws(FileError) { lines = try TextFile.lines(of: path) } catch {
      throw RunError("--hostfile \(error.description)", exitCode: 2)
    }
    var hosts: [Host] = []
    for (number, line) in lines.enumerated() {
      let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
      guard let name = words.first else { continue }
      var slots = 1
      for word in words.dropFirst() {
        let parts = word.split(separator: "=")
        guard parts.count == 2, parts[0] == "slots" || parts[0] == "max_slots",
          let count = Int(parts[1]), count > 0
        else {
          throw RunError(
            "--hostfile \(path):\(number + 1): '\(word)' is no slots=NUMBER", exitCode: 2)
        }
        if parts[0] == "slots" { slots = count }
      }
      guard !hosts.contains(where: { $0.name == name }) else {
        throw RunError(
          "--hostfile \(path):\(number + 1): \(name) is there twice; give it more slots",
          exitCode: 2)
      }
      hosts.append(Host(name: String(name), slots: slots))
    }
    guard !hosts.isEmpty else {
      throw RunError("--hostfile \(path): names no host", exitCode: 2)
    }
    self.hosts = hosts
  }

  /// Ranks by host where they are dealt one a host in turn, as `--map-by node` does.
  public func ranks(of count: Int) -> [Int] {
    var ranks = Array(repeating: 0, count: hosts.count)
    for rank in 0..<count { ranks[rank % hosts.count] += 1 }
    return ranks
  }
}
