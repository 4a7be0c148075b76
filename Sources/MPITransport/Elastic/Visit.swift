import Glibc

/// A process that is to become a worker of an elastic job, at the parameter server's door.
public struct Visit: ~Copyable {
  /// Which worker it is to be.
  public let worker: Int
  private var mail: Mail

  /// What keeps a process from becoming a worker.
  public struct Refusal: Error, CustomStringConvertible {
    public let description: String
  }

  /// Knocks at a door, again and again until it opens.
  /// - Parameters:
  ///   - words: Reads the server's words, which may not be there yet, or be those of one that is gone.
  ///   - seconds: How long this is tried.
  ///   - interruption: A signal that ends the wait.
  public init(
    at words: () -> String?, for seconds: Double, interruption: () -> Int32?
  ) throws(Refusal) {
    let limit = MPIEnvironment.wallClock + seconds
    var reason = "there is no such file"
    while MPIEnvironment.wallClock < limit, interruption() == nil {
      if let text = words() {
        guard let invitation = Invitation(words: text) else {
          throw Refusal(description: "it is no file that --elastic writes")
        }
        if let line = invitation.connect() {
          var mail = Mail(line)
          let hello = Hello(token: invitation.token, worker: 0)
          if mail.send(hello.bytes), let letter = mail.wait(seconds: 20), let seat = Seat(letter) {
            if case .worker(let worker) = seat {
              self.worker = worker
              self.mail = mail
              return
            }
            // One of them may be gone, and nobody has noticed yet.
            reason = "all workers of the run are there"
          }
          close(line)
        } else {
          reason = "no parameter server answers at the place that it names"
        }
      }
      usleep(200_000)
    }
    throw Refusal(description: "\(reason), for \(Int(seconds)) s")
  }

  /// Shows what this rank has, and connects when it is its turn.
  /// - Parameters:
  ///   - problem: What keeps it from working; nil where it is ready.
  ///   - facts: What the server compares with its own.
  ///   - seconds: How long it waits for its turn.
  /// - Returns: The parameter server, and the heart that beats from now on.
  public consuming func enter(
    _ problem: RankProblem?, on facts: [RankFact], for seconds: Double
  ) throws -> (server: Peer, heart: Heartbeat) {
    guard mail.send(RankReport(problem, facts).bytes), let letter = mail.wait(seconds: seconds),
      let verdict = Verdict(letter)
    else { throw Refusal(description: "the parameter server is gone, or has no time") }
    switch verdict {
    case .away(let line): throw Refusal(description: line)
    case .come(let name):
      // Behind this the server waits in a call that nothing ends.
      guard mail.send([]) else { throw Refusal(description: "the parameter server is gone") }
      return (try Port(name: name).connect(), Heartbeat(on: mail.descriptor))
    }
  }
}
