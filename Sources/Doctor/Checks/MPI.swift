import CLinux
import Console
import Foundation
import MPITransport

extension Checkup {
  /// The library that this program is linked with, and the launcher that PATH has.
  static func mpi() -> [Finding] {
    let library = MPIEnvironment.libraryVersion
    guard let text = output(of: ["mpirun", "--version"]) else {
      return [
        Finding(
          "MPI", .bad, "\(library), and no mpirun in PATH",
          remedy: "install openmpi-bin, or put its folder into PATH")
      ]
    }
    let version = library.split(separator: " ").last { $0.hasPrefix("v") }?.dropFirst() ?? ""
    let first = text.split(separator: "\n").first.map(String.init) ?? ""
    guard first.contains("Open MPI") || first.contains("OpenRTE"), first.hasSuffix(version) else {
      return [
        Finding(
          "MPI", .bad, "\(library), and the mpirun of PATH says '\(first)'",
          remedy: "put the folder of the library's own mpirun first into PATH")
      ]
    }
    return [Finding("MPI", .good, "\(library), mpirun of the same version")]
  }

  /// Whether ranks of one machine may copy out of each other's memory.
  static func singleCopy() -> [Finding] {
    var source: UInt64 = 42
    var target: UInt64 = 0
    let count = withUnsafeMutablePointer(to: &source) { source in
      withUnsafeMutablePointer(to: &target) { target in
        var local = iovec(iov_base: target, iov_len: 8)
        var remote = iovec(iov_base: source, iov_len: 8)
        return process_vm_readv(getpid(), &local, 1, &remote, 1, 0)
      }
    }
    let scope = try? String(contentsOfFile: "/proc/sys/kernel/yama/ptrace_scope", encoding: .utf8)
    let isGuarded = scope.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 0
    guard count != 8 || target != 42 || isGuarded > 1 else {
      return [Finding("single copy", .good, "process_vm_readv works, so messages are copied once")]
    }
    return [
      Finding(
        "single copy", .bad,
        "process_vm_readv is forbidden, so that messages of more than 4 kB between ranks of this "
          + "machine fail",
        remedy: "give mpirun --mca btl_vader_single_copy_mechanism none (scripts/mpirun does)")
    ]
  }

  /// What a command prints; nil where it fails or takes more than ten seconds.
  static func output(of command: [String]) -> String? {
    guard let kept = try? KeptOutput(),
      let child = try? ChildProcess(command, output: .kept(kept), ownGroup: true),
      child.wait(seconds: 10) == .exited(0)
    else { return nil }
    return kept.text
  }
}
