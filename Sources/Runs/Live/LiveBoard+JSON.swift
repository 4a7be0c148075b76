import Console

extension LiveBoard {
  /// No more rows of workers, or of evaluations, are shown.
  static let mostRows = 240

  static func json(_ facts: Facts, _ process: String, _ state: State) -> String {
    let view = state.view
    let silence = state.published.duration(to: .now) / .seconds(1)
    return JSONText.object([
      ("kind", JSONText.string("run")),
      ("process", JSONText.string(process)),
      ("title", JSONText.string(facts.title)),
      ("folder", JSONText.string(facts.folder)),
      ("scheme", JSONText.string(facts.scheme)),
      ("waits_for", JSONText.string(facts.waitsFor)),
      ("clock", JSONText.string(facts.clock)),
      ("at_most", "\(facts.hasTarget)"),
      ("phase", JSONText.string(state.phase)),
      ("outcome", state.outcome.map(JSONText.string) ?? "null"),
      ("steps", "\(view.steps)"),
      ("first", "\(view.first)"),
      ("done", "\(view.done)"),
      ("time", JSONText.number(view.time)),
      ("loss", JSONText.number(view.loss)),
      ("recovery", JSONText.number(view.recovery)),
      ("staleness", JSONText.number(view.staleness)),
      ("oldest", "\(view.oldest)"),
      ("seconds", JSONText.number(view.seconds)),
      ("silence", JSONText.number(silence)),
      ("steps_a_second", JSONText.number(view.pace.stepsASecond)),
      ("seconds_left", view.secondsLeft.map(JSONText.number) ?? "null"),
      ("curve", curve(view.curve)),
      ("evaluations", evaluations(state.evaluations)),
      ("workers", workers(view)),
    ])
  }

  private static func curve(_ curve: ThinnedCurve) -> String {
    func list(_ value: (ThinnedCurve.Point) -> String) -> String {
      JSONText.list(curve.points.map(value))
    }
    return JSONText.object([
      ("stride", "\(curve.stride)"),
      ("done", list { "\($0.done)" }),
      ("time", list { JSONText.number($0.time) }),
      ("seconds", list { JSONText.number($0.seconds) }),
      ("loss", list { JSONText.number($0.loss) }),
      ("staleness", list { JSONText.number($0.staleness) }),
      ("oldest", list { "\($0.oldest)" }),
    ])
  }

  /// Every so many of the rows, and the last.
  private static func evaluations(_ rows: [EvaluationRow]) -> String {
    let names = rows.first?.columns.map(\.name) ?? []
    let stride = rows.count / mostRows + 1
    let shown = rows.indices.filter { $0 % stride == 0 || $0 == rows.count - 1 }.map { rows[$0] }
    return JSONText.object([
      ("count", "\(rows.count)"),
      ("names", JSONText.list(names.map(JSONText.string))),
      ("step", JSONText.list(shown.map { "\($0.step)" })),
      ("time", JSONText.list(shown.map { JSONText.number($0.time) })),
      (
        "values",
        JSONText.list(
          names.map { name in
            JSONText.list(
              shown.map { row in
                JSONText.number(row.columns.first { $0.name == name }?.value ?? .nan)
              })
          })
      ),
    ])
  }

  /// A row for each worker, or for each so many of them.
  private static func workers(_ view: RunView) -> String {
    let each = (view.workers.count + mostRows - 1) / mostRows
    let firsts = Array(stride(from: 0, to: view.workers.count, by: max(each, 1)))
    let rows = firsts.map { first in
      let last = min(first + each, view.workers.count)
      return view.workers[first..<last].dropFirst().reduce(view.workers[first]) { $0.joined($1) }
    }
    return JSONText.object([
      ("count", "\(view.workers.count)"),
      ("each", "\(each)"),
      ("fresh", JSONText.list(rows.map { "\($0.fresh)" })),
      ("late", JSONText.list(rows.map { "\($0.late)" })),
      ("lost", JSONText.list(rows.map { "\($0.lost)" })),
      ("away", JSONText.list(rows.map { "\($0.isAway)" })),
      ("version", JSONText.list(rows.map { "\($0.version)" })),
    ])
  }
}
