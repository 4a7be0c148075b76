import Foundation

extension Checkup {
  /// Names that virtual networks of one machine have.
  private static let inner = [
    "docker", "br-", "virbr", "veth", "cni", "flannel", "cali", "lxc", "podman",
  ]

  /// Networks over which MPI could try to reach other hosts.
  static func interfaces(_ job: Case) -> [Finding] {
    var outer: [String] = []
    var inner: [String] = []
    for (name, address) in addresses() {
      if Self.inner.contains(where: { name.hasPrefix($0) }) {
        inner.append("\(name) (\(address))")
      } else {
        outer.append("\(name) (\(address))")
      }
    }
    guard inner.isEmpty else {
      let names = inner.map { $0.prefix { $0 != " " } }.joined(separator: ",")
      return [
        Finding(
          "interfaces", job.hasOthers ? .bad : .note,
          "\(inner.joined(separator: ", ")) leads to no other host, and MPI may try it for minutes",
          remedy: "on several hosts give mpirun --mca btl_tcp_if_exclude lo,\(names) --mca "
            + "oob_tcp_if_exclude lo,\(names), or name the right network by btl_tcp_if_include")
      ]
    }
    if outer.count > 1, job.hasOthers {
      return [
        Finding(
          "interfaces", .note, outer.joined(separator: ", "),
          remedy: "on several hosts name the right one: --mca btl_tcp_if_include NET --mca "
            + "oob_tcp_if_include NET")
      ]
    }
    return [
      Finding(
        "interfaces", .good,
        outer.isEmpty
          ? "the loopback alone: jobs on this machine only"
          : outer.joined(separator: ", "))
    ]
  }

  /// Interfaces that are up, with their IPv4 addresses, but for the loopback.
  private static func addresses() -> [(name: String, address: String)] {
    var first: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&first) == 0 else { return [] }
    defer { freeifaddrs(first) }
    var found: [(String, String)] = []
    var next = first
    while let interface = next?.pointee {
      next = interface.ifa_next
      guard let address = interface.ifa_addr, address.pointee.sa_family == sa_family_t(AF_INET),
        interface.ifa_flags & UInt32(IFF_UP) != 0, interface.ifa_flags & UInt32(IFF_LOOPBACK) == 0
      else { continue }
      let ip = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        $0.pointee.sin_addr.s_addr
      }
      let dotted = (0..<4).map { "\(ip >> (8 * $0) & 255)" }.joined(separator: ".")
      found.append((String(cString: interface.ifa_name), dotted))
    }
    return found
  }
}
