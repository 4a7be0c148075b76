import Glibc

/// The parameter server's ears: a connection beside MPI to each worker, on which it hears a heartbeat.
///
/// MPI never says that a process has died: what is asked of it just does not complete. A closed
/// connection says so at once; silence says that a process is frozen or its host is cut off, and not
/// that it is slow, since a worker's heart beats whatever it evaluates.
final class WorkerSigns {
  /// What is new of a worker.
  enum Change: Equatable {
    case ended(Int)
    case silent(Int)
    case heard(Int)
    /// Its last words, before it ends; it waits for `acknowledge`.
    case said(Int, String)
  }

  private let patience: WorkerPatience
  private var lines: [Line]
  private var polled: [pollfd] = []
  private var looked = -Double.infinity

  private struct Line {
    var descriptor: Int32
    var heard: Double
    var longest = Heartbeat.seconds
    var isSilent = false
    var words: [UInt8] = []
  }

  /// Connections by worker; -1 where there is none, whose worker is never missed.
  init(_ descriptors: [Int32], patience: WorkerPatience, at time: Double) {
    self.patience = patience
    lines = descriptors.map { Line(descriptor: $0, heard: time) }
  }

  deinit { for line in lines where line.descriptor >= 0 { close(line.descriptor) } }

  /// Another process is the worker from now on, and heard on another connection.
  func replace(_ worker: Int, by descriptor: Int32, at time: Double) {
    if lines[worker].descriptor >= 0 { close(lines[worker].descriptor) }
    lines[worker] = Line(descriptor: descriptor, heard: time)
  }

  /// What has changed; asks the system ten times a second at most.
  func look(at time: Double) -> [Change] {
    guard time - looked > 0.1 else { return [] }
    // A server that was stopped itself must not take its own silence for that of others.
    let wasAway = time - looked > 4 * Heartbeat.seconds && looked.isFinite
    looked = time
    polled = lines.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    poll(&polled, nfds_t(polled.count), 0)
    var changes: [Change] = []
    for worker in lines.indices where lines[worker].descriptor >= 0 {
      if polled[worker].revents != 0 {
        let isOpen = listen(to: worker)
        if lines[worker].words.last == Heartbeat.end {
          let words = lines[worker].words.dropLast()
          lines[worker].words.removeAll()
          changes.append(.said(worker, String(decoding: words, as: UTF8.self)))
        }
        guard isOpen else {
          close(lines[worker].descriptor)
          lines[worker].descriptor = -1
          changes.append(.ended(worker))
          continue
        }
        if lines[worker].isSilent {
          lines[worker].isSilent = false
          changes.append(.heard(worker))
        } else {
          lines[worker].longest = max(lines[worker].longest, time - lines[worker].heard)
        }
        lines[worker].heard = time
      } else if wasAway {
        lines[worker].heard = time
      } else if !lines[worker].isSilent,
        time - lines[worker].heard > patience.seconds(longest: lines[worker].longest)
      {
        lines[worker].isSilent = true
        changes.append(.silent(worker))
      }
    }
    return changes
  }

  /// Tells a worker that its last words were heard.
  func acknowledge(_ worker: Int) {
    guard lines[worker].descriptor >= 0 else { return }
    var byte = Heartbeat.pulse
    send(lines[worker].descriptor, &byte, 1, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
  }

  /// Takes what has come; false where the connection is closed.
  private func listen(to worker: Int) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 256)
    while true {
      let count = recv(lines[worker].descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
      if count > 0 {
        // Whoever says more than a worker may is no worker.
        guard lines[worker].words.count <= Heartbeat.longest else { return false }
        lines[worker].words += bytes[..<count].filter { $0 != Heartbeat.pulse }
        continue
      }
      if count < 0, errno == EINTR { continue }
      return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)
    }
  }
}

/// How long a worker may be silent before it counts as lost.
public enum WorkerPatience: Equatable, Sendable {
  /// Twenty times the longest silence that was heard of it so far, or a heartbeat if that is longer.
  case adaptive
  case seconds(Double)
  case endless

  func seconds(longest: Double) -> Double {
    switch self {
    case .adaptive: 20 * longest
    case .seconds(let seconds): seconds
    case .endless: .infinity
    }
  }
}
