import Console
import Foundation
import TestSupport
import Testing

@testable import Runs

/// A run does not depend on the program that draws its picture.
@Suite struct PictureTests {
  private func says(_ script: String, limit: Double = 60) throws -> String? {
    let place = try TemporaryFolder()
    let program = try place.write("gnuplot", "#!/bin/sh\n" + script + "\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let folder = try RunFolder(path: place.file("run"), name: "run", overwrite: false)
    do throws(RunError) {
      try Picture.draw(
        folder, title: "t", clock: .virtual, columns: [], program: program, limit: limit)
      return nil
    } catch { return error.description }
  }

  @Test(
    arguments: [
      ("exit 0", "drew nothing"), ("echo 'line 3: unknown' >&2; exit 1", "line 3: unknown"),
      ("kill -9 $$", "it was ended by signal 9"), ("exit 127", "it ended with code 127"),
      ("yes 'no font' | head -c 9000000 >&2; exit 1", "picture.gp: no font"),
      ("printf 'plot x\\n     ^\\n' >&2; exit 1", "picture.gp: plot x"),
      ("sleep 3 & exit 0", "drew nothing"),
    ])
  func failures(script: String, says words: String) throws {
    #expect(try says(script)?.contains(words) == true)
  }

  @Test(arguments: [
    "exec sleep 1000", "while true; do :; done", "trap '' TERM INT; exec sleep 1000",
  ])
  func oneThatNeverEnds(script: String) throws {
    let began = ContinuousClock.now
    #expect(try says(script, limit: 0.2)?.contains("took longer than 0.2 s") == true)
    #expect(began.duration(to: .now) < .seconds(20))
  }
}
