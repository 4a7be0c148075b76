import Runs
import Testing

@testable import Experiments

/// The hash of configurations.
@Suite struct RunKeyTests {
  /// - Source: the test vectors of draft-eastlake-fnv, FNV-1a of 128 bits.
  @Test(
    arguments: [
      ("", "6c62272e07bb014262b821756295c58d"), ("a", "d228cb696f1a8caf78912b704e4a8964"),
      ("foobar", "343e1662793c64bf6f0d3597ba446f18"),
    ])
  func vectors(text: String, hash: String) {
    #expect(String(RunKey.fnv1a(text), radix: 16) == hash)
  }

  @Test func mpiCommandsFillTheirPlaces() {
    var configuration = RunConfiguration()
    configuration.workers = 4
    let run = PlannedRun(
      configuration, cluster: .mpi(template: "mpirun -n {ranks} --host a:{ranks} {command}"),
      provenance: Provenance(program: "", data: []), label: "")
    #expect(
      Runner.command(["train", "--quiet"], of: run) == [
        "mpirun", "-n", "5", "--host", "a:5", "train", "--quiet",
      ])
  }

  /// What another program did, or what was read from other data, is another run.
  @Test func programAndDataAreInTheKey() {
    func key(_ program: String, _ data: String) -> String {
      let file = Provenance.DataFile(file: "a9a", digest: data)
      return RunKey(
        RunConfiguration(), cluster: .virtual,
        provenance: Provenance(program: program, data: [file])
      ).description
    }
    #expect(Set([key("p", "a"), key("q", "a"), key("p", "b")]).count == 3)
    #expect(key("p", "a") == key("p", "a"))
  }
}
