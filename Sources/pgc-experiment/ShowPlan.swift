import ArgumentParser
import Experiments
import Runs

/// `pgc-experiment plan`.
struct ShowPlan: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "plan", abstract: "Checks a plan and says what it comes to; runs nothing.")
  }

  @OptionGroup var options: PlanOptions

  func run() throws {
    let study = try options.study()
    let plan = study.plan
    print("\(plan.name): \(plan.summary)")
    for axis in plan.axes {
      print("  \(axis.name): \(axis.entries.map(\.name).joined(separator: ", "))")
    }
    print("  scheme: \(plan.schemes.map(\.name).joined(separator: ", "))")
    print("  seeds: \(plan.seeds.name) (\(plan.seeds.seeds.count))")
    for combination in study.cells {
      let late = (combination.common ?? combination.candidates.first)?.configuration.lateWork ?? ""
      let tuned =
        combination.candidates.isEmpty
        ? "" : ", \(combination.candidates.count) candidates\(budget(of: combination, plan))"
      print("  \(combination.cell.label(in: plan)): late work \(late)\(tuned)")
    }
    if let note = study.noteOnDelays { print("  \(note)") }
    let count = study.runCount
    let later = count.later == 0 ? "" : ", and at most \(count.later) that tuning chooses"
    print("  \(study.cells.count) combinations, \(count.now) runs\(later)")
  }

  /// How far tuning goes beyond its first candidates, where that is said.
  private func budget(of combination: Study.ResolvedCell, _ plan: Plan) -> String {
    guard let budget = plan.tuning?.budget, budget > combination.candidates.count,
      combination.cell.dials.contains(where: { $0.ladder != nil })
    else { return "" }
    return " at first, up to \(budget)"
  }
}
