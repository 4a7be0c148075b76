import Glibc

/// A worker that was let in.
public struct Newcomer {
  /// Which worker it is from now on.
  public let worker: Int
  /// Where its messages come from.
  public let peer: Peer
  /// Its connection beside MPI, on which its heart beats.
  public let line: Int32
}

/// Where workers come to an elastic job: a socket beside MPI, on which they are asked what they have, told
/// which worker they are, and let in one at a time.
///
/// A visitor says hello and is given a number; it loads that worker's data meanwhile; it shows its options
/// and the digest of its data, as ranks of one job do (`MPIEnvironment.agree`); and when it is its turn it
/// connects to the port. So nothing but the last call, which takes milliseconds, keeps the server.
public final class Door {
  private enum Stage {
    case greeting, loading
    case waiting
    case called(since: Double)
  }

  private struct Visitor {
    var mail: Mail
    var worker: Int?
    var host = ""
    var stage = Stage.greeting
    let came: Double
  }

  /// Seconds that a visitor may take to say hello, and one that was called to come.
  private static let patience = 10.0

  private let port: Port
  private let listener: Int32
  private let invitation: Invitation
  private let facts: [RankFact]
  private let tell: (String) -> Void
  private var visitors: [Visitor] = []
  private var looked = -Double.infinity
  /// Whether the run has begun, so that it is news who comes.
  private var isOpen = false

  /// Opens the door.
  /// - Parameters:
  ///   - facts: What must be as here.
  ///   - tell: Called with a line on a visitor that is sent away.
  public init(facts: [RankFact], tell: @escaping (String) -> Void) throws(MPIError) {
    guard let opened = Invitation.open() else {
      throw MPIError(call: "socket", problem: "the system has no socket for workers to come to")
    }
    (invitation, listener) = opened
    port = try Port.open()
    self.facts = facts
    self.tell = tell
  }

  deinit {
    close(listener)
    for visitor in visitors { close(visitor.mail.descriptor) }
  }

  /// What a worker must know to find the door, in one line.
  public var words: String { invitation.words }

  /// Waits for workers until all are there, or `seconds` are over.
  /// - Parameters:
  ///   - workers: How many there are to be.
  ///   - interruption: Whether somebody wants this to end.
  /// - Returns: By worker; nil where it is missing.
  public func gather(_ workers: Int, for seconds: Double, interruption: () -> Bool)
    throws(MPIError) -> [Newcomer?]
  {
    let began = MPIEnvironment.wallClock
    var seats = [Newcomer?](repeating: nil, count: workers)
    while seats.contains(where: { $0 == nil }), !interruption() {
      let now = MPIEnvironment.wallClock
      if now - began > seconds { break }
      if let newcomer = try look(isFree: seats.map { $0 == nil }) {
        seats[newcomer.worker] = newcomer
      } else {
        usleep(20_000)
      }
    }
    isOpen = true
    return seats
  }

  /// Deals with all visitors without waiting for any; looks twenty times a second at most.
  /// - Parameter isFree: By worker, whether it is missing.
  /// - Returns: Who was let in.
  func look(isFree: [Bool]) throws(MPIError) -> Newcomer? {
    let time = MPIEnvironment.wallClock
    guard time - looked > 0.05 else { return nil }
    looked = time
    greet(at: time)
    var leaving: [Int] = []
    var comes: (number: Int, worker: Int)?
    for number in visitors.indices {
      switch visitors[number].mail.look() {
      case .closed: leaving.append(number)
      case .letter(let letter):
        switch visitors[number].stage {
        case .greeting:
          if !seat(number, letter, isFree) { leaving.append(number) }
        case .loading:
          if !examine(number, letter) { leaving.append(number) }
        case .waiting: leaving.append(number)
        case .called: comes = visitors[number].worker.map { (number, $0) }
        }
      case .nothing:
        switch visitors[number].stage {
        case .greeting where time - visitors[number].came > Self.patience: leaving.append(number)
        case .called(let since) where time - since > Self.patience: leaving.append(number)
        default: break
        }
      }
    }
    var newcomer: Newcomer?
    if let comes {
      let line = visitors[comes.number].mail.descriptor
      newcomer = Newcomer(worker: comes.worker, peer: try port.accept(), line: line)
      if isOpen { tell("worker \(comes.worker) has come, on \(visitors[comes.number].host)") }
    }
    for number in leaving { close(visitors[number].mail.descriptor) }
    let gone = Set(leaving).union(comes.map { [$0.number] } ?? [])
    visitors = visitors.indices.filter { !gone.contains($0) }.map { visitors[$0] }
    call(at: time)
    return newcomer
  }

  /// Takes what is at the door.
  private func greet(at time: Double) {
    while true {
      let line = accept(listener, nil, nil)
      guard line >= 0 else { return }
      _ = fcntl(line, F_SETFD, FD_CLOEXEC)
      var limit = timeval(tv_sec: 2, tv_usec: 0)
      setsockopt(line, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
      visitors.append(Visitor(mail: Mail(line), came: time))
    }
  }

  /// Gives a visitor the first worker's number that is free.
  private func seat(_ number: Int, _ letter: [UInt8], _ isFree: [Bool]) -> Bool {
    guard let hello = Hello(letter), hello.token == invitation.token else { return false }
    let taken = Set(visitors.compactMap(\.worker))
    let free = isFree.indices.first { isFree[$0] && !taken.contains($0) }
    visitors[number].worker = free
    visitors[number].stage = .loading
    guard let free else {
      _ = visitors[number].mail.send(Seat.none.bytes)
      return false
    }
    return visitors[number].mail.send(Seat.worker(free).bytes)
  }

  /// Compares what a visitor has with what is here.
  private func examine(_ number: Int, _ letter: [UInt8]) -> Bool {
    guard let worker = visitors[number].worker else { return false }
    if let problem = RankReport(letter).problem(of: worker + 1, comparedWith: facts) {
      tell("a worker is sent away: \(problem.line)")
      _ = visitors[number].mail.send(Verdict.away(problem.line).bytes)
      return false
    }
    visitors[number].host = RankReport(letter).host
    visitors[number].stage = .waiting
    return true
  }

  /// Calls who has waited longest, unless another is on the way.
  private func call(at time: Double) {
    let isComing = visitors.contains { if case .called = $0.stage { true } else { false } }
    guard !isComing,
      let next = visitors.firstIndex(where: { if case .waiting = $0.stage { true } else { false } })
    else { return }
    visitors[next].stage = .called(since: time)
    _ = visitors[next].mail.send(Verdict.come(port.name).bytes)
  }
}
