public import Console
import Foundation

/// Asks the machines of a hostfile what they say of themselves.
public struct HostCheck: Sendable {
  /// Words that run a command on another machine, before its name, such as `ssh`.
  public var agent: [String]
  /// What is run there, with `ROLE` in place of what differs by machine.
  public var command: @Sendable (_ ranks: Int, _ hasServer: Bool) -> String
  /// How long one may take.
  public var seconds: Double

  /// Questions for all machines.
  public init(
    agent: [String], seconds: Double = 60,
    command: @escaping @Sendable (_ ranks: Int, _ hasServer: Bool) -> String
  ) {
    self.agent = agent
    self.command = command
    self.seconds = seconds
  }

  /// What all machines say, beside what this one does.
  /// - Parameters:
  ///   - count: Ranks of the job.
  ///   - here: What this machine says.
  /// - Throws: where no question can be asked at all.
  public func findings(of file: HostFile, ranks count: Int, beside here: Diagnosis)
    throws(RunError) -> [Finding]
  {
    let slots = file.hosts.map(\.slots).reduce(0, +)
    var findings = [
      slots < count
        ? Finding(
          "slots", .bad, "the hostfile has \(slots), and the job \(count) ranks",
          remedy: "raise slots=, or give mpirun --oversubscribe")
        : Finding("slots", .good, "the hostfile has \(slots) for \(count) ranks")
    ]
    var asked: [(child: ChildProcess, kept: KeptOutput, errors: KeptOutput, at: Double)] = []
    for (host, ranks) in zip(file.hosts, file.ranks(of: count)) {
      let (kept, errors) = (try KeptOutput(), try KeptOutput())
      let words = agent + [host.name, command(max(ranks, 1), host == file.hosts[0])]
      let child = try ChildProcess(
        words, output: .kept(kept), errors: .kept(errors), ownGroup: true,
        missing: "--agent \(agent[0]): is no program of PATH; install it, or name another")
      asked.append((child, kept, errors, Date().timeIntervalSince1970))
    }
    let limit = Date() + seconds
    for (host, question) in zip(file.hosts, asked) {
      let end = question.child.wait(seconds: max(0.1, limit.timeIntervalSinceNow))
      let now = Date().timeIntervalSince1970
      findings += answer(
        end, question.kept.text, question.errors.lastLine, of: host, beside: here,
        asked: question.at...max(now, question.at)
      ).map {
        var finding = $0
        finding.host = host.name
        return finding
      }
    }
    return findings
  }

  private func answer(
    _ end: ChildProcess.End?, _ text: String, _ complaint: Substring, of host: HostFile.Host,
    beside here: Diagnosis, asked: ClosedRange<Double>
  ) -> [Finding] {
    guard let end else {
      return [
        Finding(
          "reachable", .bad, "does not answer within \(Int(seconds)) s",
          remedy: "look at its network, and at firewalls between the machines")
      ]
    }
    let json = text.firstIndex(of: "{").map { Data(text[$0...].utf8) } ?? Data()
    guard let there = try? JSONDecoder().decode(Diagnosis.self, from: json) else {
      let how = complaint.isEmpty ? "\(end)" : String(complaint)
      return [
        Finding(
          "reachable", .bad, "'\(agent.joined(separator: " "))' says: \(how)",
          remedy: "it must be reached without a password and have the program at the same place")
      ]
    }
    let problems = there.findings.filter { $0.verdict != .good }
    return [Finding("reachable", .good, "answers as \(there.host)")]
      + here.comparison(with: there, asked: asked) + problems
  }
}
