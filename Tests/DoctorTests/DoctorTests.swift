import Console
import Foundation
import TestSupport
import Testing

/// `pgc-train doctor` on machines that something is wrong with.
@Suite("The doctor")
struct DoctorTests {
  private struct Answer {
    var code: Int32?
    var text: String
    var errors: String

    /// Whether a line of this verdict on this matter has the words.
    func has(_ verdict: String, _ check: String, _ words: String) -> Bool {
      text.split(separator: "\n").contains { line in
        line.hasPrefix(verdict) && line.contains(check) && line.contains(words)
      }
    }
  }

  private static let small = [
    "--workers", "4", "--dataset", "mixture:samples=40,features=5", "--model", "least-squares",
  ]

  /// Runs a shell's words in which `$doctor` is the program.
  private func run(_ script: String, _ more: [String] = []) throws -> Answer {
    let (output, errors) = (try KeptOutput(), try KeptOutput())
    let child = try ChildProcess(
      ["bash", "-c", script, "bash"] + Self.small + more,
      environment: ["doctor": BuiltProducts.path("pgc-train") + " doctor"],
      output: .kept(output), errors: .kept(errors), ownGroup: true)
    var code: Int32?
    if case .exited(let exit) = child.wait(seconds: 120) { code = exit }
    return Answer(code: code, text: output.text, errors: errors.text)
  }

  /// Whether this process may make namespaces; the tests that need them say so where not.
  private static let mayUnshare: Bool = {
    let child = try? ChildProcess(["unshare", "--mount", "--net", "true"])
    return child?.wait(seconds: 10) == .exited(0)
  }()

  @Test("Says of each check how it stands; the exit code is 1 where anything is bad")
  func wellAndIll() throws {
    let here = try run("$doctor \"$@\"")
    #expect(here.code == (here.text.contains("\nbad ") || here.text.hasPrefix("bad ") ? 1 : 0))
    for check in [
      "MPI", "BLAS kernels", "BLAS threads", "processors", "/dev/shm", "TMPDIR", "memory", "disk",
      "interfaces", "open files", "memory speed",
    ] { #expect(here.text.contains(check), "\(here.text)") }
  }

  @Test(
    "A fault that a shell can make",
    arguments: [
      ("$doctor \"$@\" --threads 1000", "bad", "BLAS threads", "use --threads"),
      ("OMP_NUM_THREADS=7 $doctor \"$@\"", "note", "BLAS threads", "OMP_NUM_THREADS=7"),
      ("TMPDIR=/no/such $doctor \"$@\"", "bad", "TMPDIR", "No such file"),
      (
        "TMPDIR=/dev/shm/$(printf 'x%.0s' {1..60}) $doctor \"$@\"", "bad", "TMPDIR",
        "too long a path"
      ),
      ("ulimit -n 60; $doctor \"$@\"", "bad", "open files", "ulimit -n 80"),
      ("$doctor \"$@\" --dataset /no/such.svm", "bad", "data", "/no/such.svm"),
      ("$doctor \"$@\" --out /proc/nowhere", "bad", "disk", "--out"),
      (
        "ulimit -v 900000; $doctor \"$@\" --dataset mixture:samples=8,features=20000000", "bad",
        "memory", "ulimit -v leaves"
      ),
      ("PATH=/usr/sbin:/nowhere $doctor \"$@\"", "bad", "MPI", "no mpirun in PATH"),
      ("taskset -c 0 $doctor \"$@\"", "note", "processors", "--bind-to none"),
    ])
  func fault(script: String, verdict: String, check: String, words: String) throws {
    if script.hasPrefix("taskset"), ProcessInfo.processInfo.processorCount < 2 { return }
    // A sanitizer's shadow memory is larger than any limit that a test could set.
    if script.hasPrefix("ulimit -v"), BuiltProducts.areSanitized { return }
    let answer = try run(script)
    #expect(answer.has(verdict, check, words), "\(answer.text)\(answer.errors)")
    #expect(verdict == "note" || answer.code == 1)
  }

  @Test(
    "A fault of a machine", .enabled(if: DoctorTests.mayUnshare, "needs root, for namespaces"),
    arguments: [
      (
        "unshare --mount bash -c 'mount -t tmpfs -o size=8m none /dev/shm; $doctor \"$@\"' bash \"$@\"",
        "/dev/shm", "8.4 MB free, 21.0 MB needed"
      ),
      (
        "unshare --mount bash -c 'mount -t tmpfs -o size=8k none /mnt; $doctor \"$@\" --out /mnt/r' "
          + "bash \"$@\"", "disk", "8.2 kB free"
      ),
      (
        "unshare --net bash -c 'ip link add docker0 type bridge; ip addr add 172.17.0.1/16 dev docker0; "
          + "ip link set docker0 up; $doctor --ranks-here 2 \"$@\"' bash \"$@\"", "interfaces",
        "docker0 (172.17.0.1)"
      ),
    ])
  func machine(script: String, check: String, words: String) throws {
    let answer = try run(script)
    #expect(answer.has("bad", check, words), "\(answer.text)\(answer.errors)")
    #expect(answer.code == 1)
  }

  @Test("process_vm_readv is forbidden")
  func noSingleCopy() throws {
    let folder = try TemporaryFolder()
    let source = try folder.write(
      "no.c", "long process_vm_readv() { return -1; }\n")
    let answer = try run(
      "cc -shared -fPIC -o '\(folder.file("no.so"))' '\(source)' && "
        + "LD_PRELOAD='\(folder.file("no.so"))' $doctor \"$@\"")
    #expect(
      answer.has("bad", "single copy", "btl_vader_single_copy_mechanism none"),
      "\(answer.text)\(answer.errors)")
  }

  /// A stand-in for ssh: runs the words here, behind some others.
  private func agent(_ folder: TemporaryFolder, _ script: String) throws -> String {
    let path = try folder.write("agent", "#!/bin/bash\nhost=$1; shift\n\(script)\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  @Test(
    "A fault of another host",
    arguments: [
      ("exec bash -c \"$*\"", "ok", "reachable", "far: answers as", Int32(0)),
      ("echo 'No route to host' >&2; exit 255", "bad", "reachable", "No route to host", 1),
      ("exit 255", "bad", "reachable", "far: ", 1),
      ("echo '{ \"not\": 1 }'", "bad", "reachable", "far: ", 1),
      (
        "bash -c \"$*\" | sed 's/\"version\" : \".*\"/\"version\" : \"0.0.9\"/'", "bad", "program",
        "far: version 0.0.9", 1
      ),
      (
        "bash -c \"$*\" | sed 's/\"program\" : \".*\"/\"program\" : \"crc32:0:0\"/'", "bad",
        "program",
        "far: the same version", 1
      ),
      (
        "bash -c \"$*\" | awk '/\"clock\"/ { printf \"\\\"clock\\\" : %.1f,\", $3 - 60; next } { print }'",
        "bad", "clock", "s away from this", 1
      ),
      (
        "bash -c \"$*\" | sed 's/\"kernels\" : \".*\"/\"kernels\" : \"Zen\"/'", "note",
        "BLAS kernels",
        "far: OpenBLAS runs those of Zen", 0
      ),
    ] as [(String, String, String, String, Int32)])
  func otherHost(script: String, verdict: String, check: String, words: String, code: Int32) throws
  {
    let folder = try TemporaryFolder()
    let hosts = try folder.write("hosts", "# one\nfar slots=5\n")
    let answer = try run(
      "$doctor \"$@\"",
      ["--hostfile", hosts, "--agent", try agent(folder, script), "--out", folder.file("runs")])
    #expect(answer.has(verdict, check, words), "\(answer.text)\(answer.errors)")
    if !answer.text.contains("\nbad") || code == 1 { #expect(answer.code == code) }
  }

  @Test("Data that a host does not have, or has otherwise")
  func data() throws {
    let folder = try TemporaryFolder()
    let here = try folder.write("data.svm", "1 1:1\n-1 1:2\n1 1:3\n-1 1:4\n")
    let there = try folder.write("there.svm", "1 1:1\n-1 1:2\n1 1:3\n-1 1:5\n")
    for (script, words) in [
      ("exec bash -c \"${*//data.svm/nothing.svm}\"", "far: the data set cannot be read"),
      ("exec bash -c \"${*//data.svm/there.svm}\"", "far: the content of"),
    ] {
      _ = there
      let hosts = try folder.write("hosts", "far slots=5\n")
      let answer = try run(
        "$doctor \"$@\" --model logistic",
        ["--dataset", here, "--hostfile", hosts, "--agent", try agent(folder, script)])
      #expect(answer.has("bad", "data", words), "\(answer.text)\(answer.errors)")
      #expect(answer.code == 1)
    }
  }

  @Test(
    "A hostfile that is none",
    arguments: [
      ("a slots=x\n", "hosts:1: 'slots=x' is no slots=NUMBER"), ("\n# nothing\n", "names no host"),
      ("a\nb\na\n", "hosts:3: a is there twice"),
    ])
  func hostfile(text: String, says: String) throws {
    let folder = try TemporaryFolder()
    let answer = try run("$doctor \"$@\"", ["--hostfile", try folder.write("hosts", text)])
    #expect(answer.code == 2)
    #expect(answer.errors.contains(says), "\(answer.errors)")
    #expect(answer.errors.split(separator: "\n").count == 1)
  }

  @Test("JSON has what the lines have")
  func json() throws {
    let answer = try run("$doctor \"$@\" --json")
    let object = try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any]
    let findings = try #require(object?["findings"] as? [[String: Any]])
    #expect(findings.count > 9)
    #expect(findings.allSatisfy { ["ok", "note", "bad"].contains($0["verdict"] as? String) })
  }
}
