import Console
import TestSupport
import Testing

@Suite("Child processes")
struct ChildProcessTests {
  @Test func outputCodeAndEnvironment() throws {
    let (output, errors) = (try KeptOutput(), try KeptOutput())
    let child = try ChildProcess(
      ["sh", "-c", "echo $WORD; echo first >&2; echo last >&2; exit 3"],
      environment: ["WORD": "hello"], output: .kept(output), errors: .kept(errors))
    #expect(child.wait() == .exited(3))
    #expect(output.text == "hello\n")
    #expect(errors.lastLine == "last")
  }

  @Test func aMissingProgramIsTold() {
    let error = #expect(throws: RunError.self) {
      try ChildProcess(["no-such-program-at-all"], missing: "install it")
    }
    #expect(error?.description == "install it")
  }

  @Test func aGroupEndsWithWhatItStarted() throws {
    let folder = try TemporaryFolder()
    let child = try ChildProcess(
      ["sh", "-c", "sleep 100 & echo $! >\"$1\"; wait", "sh", folder.file("id")], ownGroup: true)
    while folder.bytes("id")?.isEmpty != false { #expect(child.end() == nil) }
    child.kill()
    #expect(child.wait() == .killed(9))
    #expect(child.wait() == .lost)
  }
}
