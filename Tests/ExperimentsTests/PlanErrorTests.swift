import Experiments
import Runs
import Settings
import Testing

/// What is wrong with a plan is told in one line that says where, before anything runs.
@Suite struct PlanErrorTests {
  private static let base = "base: {workers: 6, dataset: \"mixture:samples=60,features=3\"}\n"

  @Test(
    arguments: [
      ("name: [", "line 2", "not YAML"),
      ("- a\n", "plan.yaml", "'key: value'"),
      ("shemes: [pgc]\n", "line 1", "did you mean 'schemes'"),
      ("name: x\n", "line 1", "schemes: is missing"),
      ("schemes: []\n", "line 1", "at least one"),
      ("schemes: [pgc, pgc]\n", "line 1", "'pgc' stands twice"),
      ("schemes: [pgc]\nseeds: nine\n", "line 2", "(known: two)"),
      ("schemes: [pgc]\nseeds: [1, x]\n", "line 2", "'x' is not a whole number"),
      ("schemes: [pgc]\nseeds: [1, 1]\n", "line 2", "stands twice"),
      ("schemes: [pgc]\ntargets: [0.5]\n", "line 2", "METRIC=VALUE"),
      ("schemes: [pgc]\ntargets: {relative: [0]}\n", "line 2", "must be above 0"),
      (
        "schemes: [pgc]\ntargets: {metrics: [relative=-1]}\n", "line 2",
        "never reached, since relative is 0.0 to 1.0"
      ),
      ("schemes: [pgc]\ntargets: [train_los=1]\n", "line 2", "did you mean 'train_loss'"),
      ("schemes: [pgc]\nreference: uncoded\n", "line 2", "no 'uncoded'"),
      ("schemes: [pgc]\ncluster: real\n", "line 2", "no 'real'"),
      ("schemes: [pgc]\ncluster: {mpi: mpirun}\n", "line 2", "{ranks}"),
      ("schemes: [pgc]\ninterval: z\n", "line 2", "bootstrap"),
      ("schemes: [pgc]\ncurve-points: 0\n", "line 2", "at least 1"),
      ("schemes: [{name: pgc, ignores: [delay]}]\n", "line 1", "ignores"),
      ("schemes: [pgc]\naxes:\n  seed: [1]\n", "line 3", "cannot be an axis"),
      ("schemes: [pgc]\naxes:\n  stragglers: [{stragglers: 1}, {await: 2}]\n", "line 3", "a name"),
      ("schemes: [pgc]\nexclude: [{scheme: frc}]\n", "line 2", "no 'frc'"),
      ("schemes: [pgc]\ntuning: {grid: {step-size: [1]}}\n", "line 2", "seeds is missing"),
      (
        "schemes: [pgc]\nseeds: [3]\ntuning: {seeds: [3], grid: {step-size: [1]}}\n", "line 3",
        "seed 3 is measured too"
      ),
      ("schemes: [pgc]\ntimeline: {where: {delay: x}}\n", "line 2", "no 'delay'"),
      ("name: a/b\nschemes: [pgc]\n", "line 1", "folder"),
      ("schemes: [pgc]\nname: \"a\\nb\"\n", "line 2: name", "'aU+000Ab' cannot be a folder's name"),
      ("schemes: [pgc]\nname: \"\\u202Eb\"\n", "line 2: name", "'U+202Eb' cannot be a folder's"),
      ("name: ..\nschemes: [pgc]\n", "line 1", "folder"),
      ("schemes: [{name: \"\\u200Bpgc\", scheme: pgc}]\n", "line 1", "a name must be one line"),
      ("schemes: [pgc]\nseeds: 3\n", "line 2: seeds", "a list of seeds is written [1, 2, 3]"),
      ("schemes: [pgc]\nseeds: 1-3\n", "line 2: seeds", "'1-3' is no file of seeds"),
      ("schemes: [pgc]\nseeds: 1,2\n", "line 2: seeds", "'1,2' is no file of seeds"),
      ("schemes: [pgc]\nseeds: nine.txt\n", "line 2: seeds", "/nine.txt: there is no such file"),
      ("schemes: [pgc]\nseeds: {1: 2}\n", "line 2: seeds", "must be a word or a number"),
      ("name: x\nschemes: [pgc]\nname: y\n", "line 1", "'name' stands twice"),
      ("schemes: [pgc]\ncurve-points: 10001\n", "line 2", "at most 10000"),
      ("schemes: [pgc]\naxes:\n  steps: [1]\n", "line 3", "entries {name: …, steps: …}"),
      ("schemes: [pgc]\naxes:\n  my axis: [{name: a}]\n", "line 3", "'my axis' has a space"),
      ("schemes: [{name: my pgc, scheme: pgc}]\n", "line 1", "'my pgc' has a space"),
      ("schemes: [pgc]\naxes:\n  delay: [{name: any}]\n", "line 3", "axis that is ignored"),
      ("schemes: [{name: pgc, tuning: {target: loss=1}}]\n", "line 1", "has no tuning"),
      (
        "schemes: [pgc]\naxes:\n  delay:\n    - {name: a, tuning: {target: loss=1}}\n", "line 4",
        "has no tuning"
      ),
      (
        "schemes: [pgc]\naxes:\n  delay:\n    - {name: a, ignores: [nonsense]}\n", "line 4",
        "only schemes ignore"
      ),
      ("schemes: [pgc]\ntuning: {seeds: [9], grid: {}}\n", "line 2", "at least one option"),
      (
        "schemes: [pgc]\ntuning: {seeds: [9], grid: {step-size: []}}\n", "line 2",
        "step-size: needs at least one value"
      ),
      (
        "schemes: [pgc]\ntuning: {seeds: [9], grid: {step-size: [1, 2, 1]}}\n", "line 2",
        "'1' stands twice"
      ),
    ])
  func inTheFile(text: String, place: String, says: String) throws {
    let plan = try PlanText(text)
    let error = #expect(throws: ConfigurationError.self) { try plan.read() }
    let line = error?.description ?? ""
    #expect(line.contains(plan.path), "\(line)")
    #expect(line.contains(place), "\(line)")
    #expect(line.contains(says), "\(line)")
    #expect(!line.contains("\n"))
  }

  @Test(
    arguments: [
      ("schemes: [{name: frc, stragglers: 3}]\n", "scheme=frc", "frc"),
      ("schemes: [{name: bad, scheme: pgd}]\n", "scheme=bad", "did you mean 'pgc'"),
      ("schemes: [{name: pgc, stepsize: 1}]\n", "scheme=pgc", "did you mean 'step-size'"),
      ("schemes: [{name: pgc, steps: many}]\n", "--steps", "whole number"),
      ("schemes: [{name: pgc, steps: [1, 2]}]\n", "--steps", "one value"),
      ("schemes: [{name: pgc, await: 7}]\n", "--await 7", "1 to 6"),
      ("schemes: [{name: pgc, dataset: mist}]\n", "mist", "no 'mist'"),
      ("schemes: [{name: pgc, model: softmix}]\n", "--model", "softmax"),
      ("schemes: [{name: pgc, compute: measure}]\n", "--compute measure", "per-sample"),
      ("schemes: [{name: pgc, seed: 3}]\n", "scheme=pgc", "--seed: is not asked of a plan"),
      ("schemes: [{name: pgc, threads: 3}]\n", "scheme=pgc", "--threads: is not asked of a plan"),
      ("schemes: [{name: pgc, virtual: yes}]\n", "scheme=pgc", "--virtual: is not asked"),
      (
        "schemes: [{name: pgc, until: train_losss=0.5}]\n", "scheme=pgc",
        "did you mean 'train_loss'"
      ),
      (
        "schemes: [{name: pgc, until: train_loss=0.5}]\ncluster: mpi\n", "--until train_loss=0.5",
        "on MPI"
      ),
      ("schemes: [{name: pgc, workers: 1000001}]\n", "--workers 1000001", "must be 1 to 1000000"),
      (
        "schemes: [pgc]\ntargets: [loss=1]\ntuning: {seeds: [9], common: {step-size: 1}}\n",
        "tuning", "has no grid"
      ),
      ("schemes: [pgc]\nmetrics: [test_mse]\n", "metrics", "no 'test_mse'"),
      ("schemes: [pgc]\nexclude: [{scheme: pgc}]\n", "plan.yaml", "all combinations"),
      (
        "schemes: [pgc, frc]\nexclude: [{scheme: pgc}, {scheme: pgc}]\n", "line 3",
        "matches no combination"
      ),
      ("schemes: [pgc]\ntuning: {seeds: [9], grid: {step-size: [1]}}\n", "tuning", "no target"),
      (
        "schemes: [pgc]\ntargets: [loss=1]\n"
          + "tuning: {seeds: [9], grid: {step-size: [1], stragglers: [1]}, common: {step-size: 1}}\n",
        "tuning", "common has no stragglers"
      ),
    ])
  func inACombination(text: String, place: String, says: String) throws {
    let plan = try PlanText(Self.base + text).read()
    let error = #expect(throws: PlanErrors.self) { try Study(plan) }
    let lines = error?.lines ?? []
    #expect(lines.count == 1, "\(lines)")
    #expect(lines.first?.contains(place) == true, "\(lines)")
    #expect(lines.first?.contains(says) == true, "\(lines)")
  }

  @Test func options() throws {
    let plan = try PlanText(
      Self.base + "schemes: [{name: pgc, momentum: 0.5, record-tasks: yes, l2: 0.1, batch: 6}]\n"
    ).read()
    let configuration = try #require(try Study(plan).cells.first?.common?.configuration)
    #expect(configuration.optimizer == "heavy-ball:momentum=0.5" && configuration.recordTasks)
    #expect(configuration.l2 == 0.1 && configuration.batch == 6)
  }

  @Test func allThatIsImpossibleIsNamed() throws {
    let plan = try PlanText(
      Self.base + "axes: {stragglers: [1, 2, 3, 6]}\nschemes: [frc, {name: crc}]\n"
    ).read()
    let error = #expect(throws: PlanErrors.self) { try Study(plan) }
    let lines = error?.lines ?? []
    #expect(lines.count == 3)
    #expect(lines.filter { $0.hasPrefix("stragglers=3 scheme=frc: ") }.count == 1, "\(lines)")
    #expect(lines.filter { $0.hasPrefix("stragglers=6 scheme=crc: ") }.count == 1, "\(lines)")
  }
}
