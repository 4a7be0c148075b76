import Console
import Foundation

/// A conversation with a program, in which whatever goes wrong is told in a line.
struct Talk {
  private let command: ProgramCommand
  private let process: ChildProcess
  private let conversation: Conversation

  init(_ command: ProgramCommand, _ process: ChildProcess, _ conversation: Conversation) {
    self.command = command
    self.process = process
    self.conversation = conversation
  }

  /// Sends JSON.
  func tell<Letter: Encodable>(_ letter: Letter) throws {
    try send(Frame(.text, Array(try JSONEncoder().encode(letter))))
  }

  /// Sends a frame.
  func send(_ frame: Frame) throws {
    do throws(Conversation.Silence) { try conversation.send(frame) } catch {
      // What it said before it ended tells more than that it ended.
      if case .ended = error { try complain(of: "before it was done") }
      throw failure(error, of: "a question")
    }
  }

  private func complain(of what: String) throws {
    while let frame = try? conversation.receive(meanwhile: {}) {
      if frame.kind == .text { _ = try read(frame, "", of: what) }
    }
  }

  /// Waits for JSON with a message of that name.
  func hear<Content: Decodable>(_ message: String, as _: Content.Type) throws -> Content {
    let frame = try receive(of: "'\(message)'") {}
    guard frame.kind == .text else {
      throw ProgramFailure(command, "answered \(frame.kind) in place of '\(message)'")
    }
    let answer = try read(frame, message, of: "its start")
    guard answer.message == message,
      let content = try? JSONDecoder().decode(Content.self, from: Data(frame.body))
    else {
      throw ProgramFailure(
        command, "answered \(Self.shown(frame.body)) in place of '\(message)'")
    }
    return content
  }

  /// Waits for a frame of a kind and length.
  /// - Parameter what: What was asked for.
  func hear(_ kind: Frame.Kind, bytes: Int, of what: String, meanwhile: () -> Void) throws
    -> [UInt8]
  {
    let frame = try receive(of: what, meanwhile: meanwhile)
    if frame.kind == .text { _ = try read(frame, "\(kind)", of: what) }
    guard frame.kind == kind, frame.body.count == bytes else {
      throw ProgramFailure(
        command,
        "answered \(frame.kind) of \(frame.body.count) bytes for \(what), in place of \(kind) of "
          + "\(bytes) bytes")
    }
    return frame.body
  }

  private func read(_ frame: Frame, _ expected: String, of what: String) throws -> Answer {
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(frame.body)) else {
      throw ProgramFailure(
        command,
        "answered \(Self.shown(frame.body)) for \(what), which is no message of the protocol")
    }
    guard answer.message == "error" else { return answer }
    let summary = answer.summary ?? "an error without a word"
    throw ProgramFailure(command, "\(what): \(summary)", traceback: answer.traceback)
  }

  private func receive(of what: String, meanwhile: () -> Void) throws -> Frame {
    do throws(Conversation.Silence) { return try conversation.receive(meanwhile: meanwhile) } catch
    { throw failure(error, of: what) }
  }

  private func failure(_ silence: Conversation.Silence, of what: String) -> ProgramFailure {
    switch silence {
    case .patience(let seconds):
      process.kill()
      return ProgramFailure(
        command,
        "does not answer: nothing came for \(what) within \(seconds) s; make it faster, or give it more "
          + "by --program-patience")
    case .rubbish(let text):
      process.kill()
      return ProgramFailure(
        command,
        "answered \(text) for \(what), which is no message of the protocol; only pgc.serve may write to "
          + "the connection")
    case .ended: return ProgramFailure(command, ending(of: what))
    }
  }

  private func ending(of what: String) -> String {
    switch process.wait(seconds: 2) {
    case .exited(127):
      "ended with exit code 127 before \(what) was answered: the command is not found; give its path"
    case .exited(0):
      "ended before \(what) was answered; it must call pgc.serve, which returns at the end of the run"
    case .exited(let code) where code > 128:
      // The shell's word for it.
      "was killed by signal \(code - 128) before \(what) was answered; look whether memory was short"
    case .exited(let code):
      "ended with exit code \(code) before \(what) was answered; what it wrote stands above"
    case .killed(let signal):
      "was killed by signal \(signal) before \(what) was answered; look whether memory was short"
    case .lost, nil: "closed its connection before \(what) was answered"
    }
  }

  private static func shown(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes.prefix(60), as: UTF8.self)
    return "'" + text.split(whereSeparator: \.isNewline).joined(separator: " ") + "'"
  }
}
