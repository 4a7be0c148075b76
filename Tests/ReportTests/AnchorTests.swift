import Testing

@testable import Report

@Suite("Anchors beside what was measured, and medians with quartiles")
struct AnchorTests {
  private let folder: ReportFolder

  init() throws { folder = try ReportFolder() }

  private static let bounds = """
    delay,s,scheme,variant,target,exact_steps,exact_seconds,least_seconds,order_unlike,order_alike
    a,any,uncoded,tuned,train_loss=0.4,5,3.5,2,4,1
    a,any,uncoded,tuned,train_loss=0.3,9,6,3,7,1.5

    """

  private func figures() throws -> (curves: Figure, targets: Figure) {
    let tables = try ResultTables(folder: folder.path)
    let combination = try #require(tables.combinations.first)
    let palette = SchemePalette(tables.schemes)
    return (
      try #require(
        CurveFigure(tables: tables, palette: palette).figure(combination, variant: "tuned")),
      try #require(TargetFigure(tables: tables, palette: palette).figure(combination))
    )
  }

  @Test("Orders are dashed lines on axes of time, through the targets of what is shown")
  func orders() throws {
    let without = try figures().curves
    #expect(without.plots.allSatisfy { !$0.script.contains("order") })
    try folder.write("bounds", Self.bounds)
    let (curves, targets) = try figures()
    #expect(curves.plots[0].script.contains("$a0_order_unlike << END\n0.0 0.7\n4.0 0.4\n7.0 0.3\n"))
    #expect(curves.plots[0].series.count { $0.contains("dt (8,5)") } == 2)
    #expect(curves.plots.dropFirst().allSatisfy { !$0.script.contains("order") })
    #expect(curves.legend.map(\.title).suffix(3).first == "order: unlike blocks")
    #expect(curves.caption.text.contains("orders"))
    // The axis ends at 4.095 s.
    #expect(
      targets.legend.map(\.title) == [
        "order: unlike blocks", "order: alike blocks", "instance: never pause",
      ])
    try folder.write("bounds", Self.bounds.replacing(",4,1\n", with: ",40,1\n"))
    #expect(
      try figures().targets.legend.map(\.title) == ["order: alike blocks", "instance: never pause"])
  }

  @Test("A target of another metric has no place on an axis")
  func otherMetrics() throws {
    try folder.write("bounds", Self.bounds.replacing("train_loss", with: "test_accuracy"))
    let curves = try figures().curves
    #expect(curves.plots.allSatisfy { !$0.script.contains("order") })
  }

  /// The median table with the times of each line's two runs.
  private func medians(_ times: [(String, String)]) throws -> TableView? {
    let lines = (folder.tables["runs"] ?? "").split(separator: "\n").map(String.init)
    let rows = lines.dropFirst().enumerated().map { number, line in
      let (reached, time) = times[number % times.count]
      return "\(line),\(reached),\(time)"
    }
    let head = lines[0] + ",reached:train_loss=0.4,time_to:train_loss=0.4"
    try folder.write("runs", ([head] + rows).joined(separator: "\n") + "\n")
    let tables = try ResultTables(folder: folder.path)
    return ResultTable(
      tables: tables, combination: tables.combinations[0], palette: SchemePalette(tables.schemes)
    ).medians
  }

  @Test("Medians stand with their quartiles")
  func quartiles() throws {
    let view = try #require(try medians([("yes", "3"), ("yes", "5")]))
    let cell = try #require(view.rows.first?.cells.last?.first)
    #expect(cell.text == "4.00" && cell.interval?.low == "3.50" && cell.interval?.high == "4.50")
    #expect(view.rows.allSatisfy { $0.best == [2] })
  }

  @Test("Who did not get there is later than all others, and counted")
  func censored() throws {
    let one = try #require(try medians([("yes", "3"), ("no", "")]))
    let cell = try #require(one.rows.first?.cells.last?.first)
    #expect(cell.text == "none" && cell.note == "1/2")
    #expect(one.rows.allSatisfy { $0.best.isEmpty })
  }

  @Test("Tables without times of single runs have none")
  func older() throws { #expect(try medians([("", "")]) == nil) }
}
