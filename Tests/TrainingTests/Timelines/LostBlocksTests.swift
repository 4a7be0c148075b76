import Coding
import TestSupport
import Testing
import Training

/// What becomes of the blocks of lost workers, event by event.
@Suite struct LostBlocksTests {
  private func plays(
    _ scheme: any Scheme, _ rule: LostBlocks, lateWork: LateWork? = nil, _ script: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var timeline = Timeline(scheme, lateWork: lateWork, lostBlocks: rule)
    #expect(try timeline.play(script) == script, sourceLocation: sourceLocation)
  }

  @Test func uncodedKeepsTheLastGradient() throws {
    try plays(
      makeScheme("uncoded", workers: 3), .keep,
      """
      open      | start 0@0, start 1@0, start 2@0
      m0        | keep 0
      m1        | keep 1
      m2        | keep 2, close 0@0 1@0 2@0
      open      | start 0@1, start 1@1, start 2@1
      m1        | keep 1
      x2        |
      m0        | keep 0
      idle      | close 0@1 1@1 2@0
      open      | start 0@2, start 1@2
      m1        | keep 1
      m0        | keep 0, close 0@2 1@2 2@0
      j2        |
      open      | start 0@3, start 1@3, start 2@3
      m1        | keep 1
      m0        | keep 0
      m2        | keep 2, close 0@3 1@3 2@3
      """)
  }

  @Test func uncodedDropsAndScalesUp() throws {
    try plays(
      makeScheme("uncoded", workers: 3), .drop,
      """
      open      | start 0@0, start 1@0, start 2@0
      x1        |
      m0        | keep 0
      m2        | keep 2
      idle      | close 0@0·1.5 2@0·1.5
      open      | start 0@1, start 2@1
      m2        | keep 2
      m0        | keep 0, close 0@1·1.5 2@1·1.5
      """)
  }

  @Test("A block that never came cannot be kept: the others stand for it")
  func keepingNothing() throws {
    try plays(
      makeScheme("uncoded", workers: 3), .keep,
      """
      open      | start 0@0, start 1@0, start 2@0
      x1        |
      m0        | keep 0
      m2        | keep 2
      idle      | close 0@0·1.5 2@0·1.5
      """)
  }

  @Test("pgc keeps a lost block's gradient up to the bound, and then follows the rule")
  func pgcBeyondItsBound() throws {
    try plays(
      makeScheme("pgc", workers: 3, stragglers: 1, maxStaleness: 1), .drop,
      """
      open      | start 0@0, start 1@0, start 2@0
      m0        | keep 0
      m1        | keep 1
      m2        | keep 2, close 0@0 1@0 2@0
      x2        |
      open      | start 0@1, start 1@1
      m1        | keep 1
      m0        | keep 0, close 0@1 1@1 2@0
      open      | start 0@2, start 1@2
      m1        | keep 1
      m0        | keep 0
      idle      | close 0@2·1.5 1@2·1.5
      open      | start 0@3, start 1@3
      m1        | keep 1, close 0@2·1.5 1@3·1.5
      """)
  }

  @Test func nobodyIsLeft() throws {
    try plays(
      makeScheme("uncoded", workers: 2), .keep,
      """
      open      | start 0@0, start 1@0
      x0        |
      x1        |
      idle      | stalled
      """)
  }

  @Test func reassignedToWhoIsFree() throws {
    try plays(
      makeScheme("uncoded", workers: 3), .reassign,
      """
      open      | start 0@0, start 1@0, start 2@0
      m0        | keep 0
      x2        | start 0@0[2]
      m1        | keep 1
      m0        | keep 2, close 0@0 1@0 2@0
      open      | start 0@1[0 2], start 1@1
      m1        | keep 1
      m0        | keep 0
      m0        | keep 2, close 0@1 1@1 2@1
      j2        |
      open      | start 0@2, start 1@2, start 2@2
      """)
  }

  @Test("Who is busy takes over when it has done its own")
  func reassignedToWhoIsBusy() throws {
    try plays(
      makeScheme("uncoded", workers: 3), .reassign,
      """
      open      | start 0@0, start 1@0, start 2@0
      x2        |
      m0        | keep 0, start 0@0[2]
      m1        | keep 1
      m0        | keep 2, close 0@0 1@0 2@0
      """)
  }

  @Test("Who took over is lost itself: both rows go on to the others")
  func reassignedTwice() throws {
    try plays(
      makeScheme("uncoded", workers: 3), .reassign,
      """
      open      | start 0@0, start 1@0, start 2@0
      m0        | keep 0
      m1        | keep 1
      x2        | start 0@0[2]
      x0        | start 1@0[2]
      m1        | keep 2, close 0@0 1@0 2@0
      open      | start 1@1[1 0 2]
      """)
  }

  @Test("A worker that is back and the one that acted for it both answer: one of them counts")
  func bothAnswer() throws {
    try plays(
      makeScheme("uncoded", workers: 3), .reassign,
      """
      open      | start 0@0, start 1@0, start 2@0
      m0        | keep 0
      x2        | start 0@0[2]
      j2        | start 2@0
      m0        | keep 2
      m2        | drop
      m1        | keep 1, close 0@0 1@0 2@0
      """)
  }

  @Test func codesOutliveMoreThanTheyCanDecode() throws {
    try plays(
      makeScheme("frc", workers: 4, stragglers: 1), .reassign,
      """
      open      | start 0@0, start 1@0, start 2@0, start 3@0
      x0        |
      x1        |
      m2        | keep 2, start 2@0[0 1]
      m2        | keep 0, close 0@0 2@0
      """)
  }

  @Test("A message that is not finite does not count, and its worker waits for the next step")
  func badMessages() throws {
    try plays(
      makeScheme("pgc", workers: 3, stragglers: 1), .stop,
      """
      open      | start 0@0, start 1@0, start 2@0
      m0        | keep 0
      m1        | keep 1
      m2        | keep 2, close 0@0 1@0 2@0
      open      | start 0@1, start 1@1, start 2@1
      b1        |
      m0        | keep 0
      m2        | keep 2, close 0@1 1@0 2@1
      open      | start 0@2, start 1@2, start 2@2
      """)
  }
}
