import Coding
import TestSupport
import Testing
import Training

/// What the parameter server does, event by event.
@Suite struct TimelineTests {
  private func plays(
    _ scheme: any Scheme, lateWork: LateWork? = nil, _ script: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var timeline = Timeline(scheme, lateWork: lateWork)
    #expect(try timeline.play(script) == script, sourceLocation: sourceLocation)
  }

  @Test func pgcFillsWithWhatIsLate() throws {
    try plays(
      makeScheme("pgc", workers: 3, stragglers: 1),
      """
      open      | start 0@0, start 1@0, start 2@0
      m0        | keep 0
      m1        | keep 1
      m2        | keep 2, close 0@0 1@0 2@0
      open      | start 0@1, start 1@1, start 2@1
      m1        | keep 1
      m0        | keep 0, close 0@1 1@1 2@0
      open      | start 0@2, start 1@2
      m2@1      | keep 2, start 2@2
      m2@2      | keep 2
      m1        | keep 1, close 0@1 1@2 2@2
      """)
  }

  @Test func ignoreStragglersInterruptsWhoIsLate() throws {
    try plays(
      makeScheme("is-sgd", workers: 3, stragglers: 1),
      """
      open      | start 0@0, start 1@0, start 2@0
      m0        | keep 0
      m2        | keep 2, close 0@0·1.5 2@0·1.5
      open      | start 0@1, start 1!@1, start 2@1
      m1@0      | keep 1
      m1@1      | keep 1
      m2        | keep 2, close 1@1·1.5 2@1·1.5
      """)
  }

  @Test func aDeadlineWithMessages() throws {
    try plays(
      makeScheme("pgc", workers: 3, stop: "deadline:seconds=2.5"),
      """
      open      | start 0@0, start 1@0, start 2@0
      m0        | keep 0
      m1        | keep 1
      deadline  |
      m2        | keep 2, close 0@0 1@0 2@0
      open      | start 0@1, start 1@1, start 2@1
      m1        | keep 1
      deadline  | close 0@0 1@1 2@0
      """)
  }

  @Test func aDeadlineWithoutMessagesWaitsForOne() throws {
    try plays(
      makeScheme("sgc", workers: 3, [("p", "0.5"), ("copies", "1")], stop: "deadline:seconds=2"),
      """
      open      | start 0@0, start 1@0, start 2@0
      deadline  |
      m1        | keep 1, close 1@0
      open      | start 0!@1, start 1@1, start 2!@1
      m0        | keep 0
      deadline  | close 0@1
      """)
  }

  @Test func beingEarlyIsNoDeadline() throws {
    // Everybody has answered an old model, and the deadline is still to come: nothing happens.
    try plays(
      makeScheme("pgc", workers: 2, [("start", "seen")], stop: "deadline:seconds=50"),
      """
      open      | start 0@0, start 1@0
      x1        |
      m0        | keep 0
      idle      |
      deadline  | close 0@0·2
      """)
  }

  @Test func aLostWorkerUnderFRC() throws {
    try plays(
      makeScheme("frc", workers: 4, stragglers: 1),
      """
      open      | start 0@0, start 1@0, start 2@0, start 3@0
      m0        | keep 0
      x2        |
      m3        | keep 3, close 0@0 3@0
      open      | start 0@1, start 1!@1, start 3@1
      m3        | keep 3
      m1        | keep 1, close 1@1 3@1
      """)
  }

  @Test func aWholeGroupLostUnderFRCStalls() throws {
    try plays(
      makeScheme("frc", workers: 4, stragglers: 1),
      """
      open      | start 0@0, start 1@0, start 2@0, start 3@0
      x2        |
      x3        |
      m0        | keep 0
      m1        | keep 1
      idle      | stalled
      """)
  }

  @Test func aLostWorkerUnderCRC() throws {
    var timeline = Timeline(try makeScheme("crc", workers: 3, stragglers: 1))
    _ = try timeline.react("open")
    #expect(try timeline.react("x0") == "")
    #expect(try timeline.react("m2") == "keep 2")
    #expect(try timeline.react("m1").hasPrefix("keep 1, close 1@0"))
    #expect(try timeline.react("open") == "start 1@1, start 2@1")
  }

  @Test func aLostWorkerUnderPGCKeepsItsLastGradient() throws {
    try plays(
      makeScheme("pgc", workers: 3, stragglers: 1),
      """
      open      | start 0@0, start 1@0, start 2@0
      m0        | keep 0
      m1        | keep 1
      m2        | keep 2, close 0@0 1@0 2@0
      open      | start 0@1, start 1@1, start 2@1
      x2        |
      m0        | keep 0
      m1        | keep 1, close 0@1 1@1 2@0
      open      | start 0@2, start 1@2
      """)
  }

  @Test func aLostWorkerUnderUncodedStalls() throws {
    try plays(
      makeScheme("uncoded", workers: 3),
      """
      open      | start 0@0, start 1@0, start 2@0
      m0        | keep 0
      x1        |
      m2        | keep 2
      idle      | stalled
      """)
  }

  @Test func aJoiningWorkerTakesPartAtOnce() throws {
    try plays(
      makeScheme("uncoded", workers: 2),
      """
      open      | start 0@0, start 1@0
      x1        |
      m0        | keep 0
      j1        | start 1@0
      m1        | keep 1, close 0@0 1@0
      open      | start 0@1, start 1@1
      """)
  }

  @Test func aWorkerThatIsLostTwiceIsLostOnce() throws {
    try plays(
      makeScheme("pgc", workers: 2, stragglers: 1),
      """
      open      | start 0@0, start 1@0
      x1        |
      x1        |
      j1        | start 1@0
      j1        |
      m1        | keep 1
      m0        | keep 0, close 0@0 1@0
      """)
  }

  @Test func backlogProcessesEveryVersion() throws {
    try plays(
      makeScheme("is-sgd", workers: 2, stragglers: 1), lateWork: .backlog,
      """
      open      | start 0@0, start 1@0
      m0        | keep 0, close 0@0·2
      open      | start 0@1
      m0        | keep 0, close 0@1·2
      open      | start 0@2
      m1        | keep 1, start 1@1
      m1        | keep 1, start 1@2
      m1        | keep 1, close 1@2·2
      """)
  }

  @Test func tasksOfTwoParts() throws {
    try plays(
      makeScheme("partial-frc", workers: 2, stragglers: 1, [("p", "3")]),
      """
      open      | start 0@0, start 1@0
      m0        | keep 0
      m0        | keep 1
      m1        | keep 2, close 0@0 1@0 2@0
      open      | start 0@1, start 1!@1
      m1@0      | keep 3
      m1@1      | keep 2
      m0        | keep 0
      m1@1      | keep 3, close 0@1 2@1 3@1
      """)
  }

  @Test func hybridKeepsABlockInOnePlaceWhoeverSendsIt() throws {
    try plays(
      makeScheme("pgc-hybrid", workers: 2, stragglers: 1),
      """
      open      | start 0@0, start 1@0
      m1        | keep 1
      m0        | keep 0, close 0@0 1@0
      """)
  }

  @Test func ringmasterStopsWhatIsTooOld() throws {
    try plays(
      makeScheme("ringmaster", workers: 2, [("threshold", "2")]),
      """
      open      | start 0@0, start 1@0
      m0        | keep 0, close 0@0·2
      open      | start 0@1
      m0        | keep 0, close 0@1·2
      open      | start 0@2, start 1!@2
      m1@0      | drop
      m1@2      | keep 1, close 1@2·2
      """)
  }

  @Test func ringmasterIgnoresWhatIsTooOld() throws {
    try plays(
      makeScheme("ringmaster", workers: 2, [("threshold", "1"), ("algorithm", "4")]),
      """
      open      | start 0@0, start 1@0
      m0        | keep 0, close 0@0·2
      open      | start 0@1
      m1@0      | drop, start 1@1
      m1@1      | keep 1, close 1@1·2
      """)
  }

  @Test func rennalaAddsSeveralResultsOfOneVersion() throws {
    try plays(
      makeScheme("rennala", workers: 2, [("batch", "3")]),
      """
      open      | start 0@0, start 1@0
      m0        | keep 0, start 0@0
      m0        | add 0, start 0@0
      m1        | keep 1, close 0@0·0.667 1@0·0.667
      open      | start 0!@1, start 1@1
      m0@0      | drop
      m0@1      | keep 0, start 0@1
      """)
  }

  @Test func incrementalAggregationStepsWithEachResult() throws {
    try plays(
      makeScheme("ia2sgd", workers: 2),
      """
      open      | start 0@0, start 1@0
      m0        | keep 0, start 0@0
      m1        | keep 1, close 0@0 1@0
      open      | start 1@1
      m0        | keep 0, close 0@0 1@0
      open      | start 0@2
      m1        | keep 1, close 0@0 1@1
      """)
  }
}

/// What `pgc-stalest` has its workers do.
@Suite struct StalestFirstTimelines {
  private func plays(_ scheme: any Scheme, _ script: String) throws {
    var timeline = Timeline(scheme)
    #expect(try timeline.play(script) == script)
  }

  @Test func aNeighborTakesTheBlockOfASlowWorker() throws {
    // k = 1: every arrival moves the model. Worker 1 is slow; worker 0 comes to its block in turn.
    try plays(
      makeScheme("pgc-stalest", workers: 2, stragglers: 1, [("copies", "2")]),
      """
      open      | start 0@0, start 1@0
      m0        | keep 0
      m1        | keep 1, close 0@0 1@0
      open      | start 0@1, start 1@1
      m0        | keep 0, close 0@1 1@0
      open      | start 0@2
      m0        | keep 0, close 0@2 1@0
      open      | start 0@3[1]
      m0        | keep 1, close 0@2 1@3
      open      | start 0@4
      m1@1      | drop, start 1@4
      """)
  }

  @Test func finerBlocksAreTakenStalestFirst() throws {
    try plays(
      makeScheme("pgc-stalest", workers: 1, [("copies", "1"), ("blocks", "2")]),
      """
      open      | start 0@0
      m0        | keep 0, start 0@0[1]
      m0        | keep 1, close 0@0 1@0
      open      | start 0@1
      m0        | keep 0, close 0@1 1@0
      open      | start 0@2[1]
      m0        | keep 1, close 0@1 1@2
      """)
  }

  @Test func aLostWorkersBlockLivesOnInItsGroup() throws {
    try plays(
      makeScheme("pgc-stalest", workers: 2, stragglers: 1, [("copies", "2")]),
      """
      open      | start 0@0, start 1@0
      x1        |
      m0        | keep 0, start 0@0[1]
      m0        | keep 1, close 0@0 1@0
      open      | start 0@1
      m0        | keep 0, close 0@1 1@0
      open      | start 0@2[1]
      """)
  }

  @Test("A worker that is lost and back after its answer to the step does not answer twice")
  func backAfterItsAnswer() throws {
    for name in ["uncoded", "is-sgd", "crc"] {
      try plays(
        makeScheme(name, workers: 3, stragglers: name == "uncoded" ? nil : 1),
        """
        open      | start 0@0, start 1@0, start 2@0
        m1        | keep 1
        x1        |
        j1        |
        """)
    }
  }
}
