import Glibc

/// Where workers connect to beside MPI: a socket that listens, and what a worker must know of it.
struct Invitation {
  /// So that nobody connects by accident.
  let token: UInt64
  let port: UInt16
  /// Of the parameter server's machine, in network byte order; the loopback last.
  let addresses: [UInt32]

  private static let most = 30
  /// Bytes of an invitation on the way.
  static let length = 8 + 2 + 1 + 4 * most

  /// Opens the socket.
  /// - Returns: The invitation and the listening socket; nil where the system has none.
  static func open() -> (invitation: Invitation, listener: Int32)? {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard listener >= 0 else { return nil }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 1024) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard isBound else {
      close(listener)
      return nil
    }
    _ = fcntl(listener, F_SETFL, fcntl(listener, F_GETFL) | O_NONBLOCK)
    let invitation = Invitation(
      token: .random(in: 0...UInt64.max), port: UInt16(bigEndian: address.sin_port),
      addresses: ownAddresses())
    return (invitation, listener)
  }

  /// The bytes that travel.
  var bytes: [UInt8] {
    var bytes: [UInt8] = (0..<8).map { UInt8(truncatingIfNeeded: token >> (8 * $0)) }
    bytes += [UInt8(port & 255), UInt8(port >> 8), UInt8(addresses.count)]
    for address in addresses {
      bytes += (0..<4).map { UInt8(truncatingIfNeeded: address >> (8 * $0)) }
    }
    return bytes + Array(repeating: 0, count: Self.length - bytes.count)
  }

  /// Reads the bytes that travel; nil where the server has no socket.
  init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.length, Int(bytes[10]) <= Self.most, bytes[10] > 0 else { return nil }
    token = (0..<8).reduce(0) { $0 | UInt64(bytes[$1]) << (8 * $1) }
    port = UInt16(bytes[8]) | UInt16(bytes[9]) << 8
    addresses = (0..<Int(bytes[10])).map { number in
      (0..<4).reduce(0) { $0 | UInt32(bytes[11 + 4 * number + $1]) << (8 * $1) }
    }
  }

  /// In one line, for a file or a command line: token@port@address,address.
  var words: String {
    let dotted = addresses.map { address in
      (0..<4).map { "\(address >> (8 * $0) & 255)" }.joined(separator: ".")
    }
    return "\(String(token, radix: 16))@\(port)@" + dotted.joined(separator: ",")
  }

  /// Reads the line; nil where it is none.
  init?(words: String) {
    let fields = words.split(separator: "@", omittingEmptySubsequences: false)
    guard fields.count == 3, let token = UInt64(fields[0], radix: 16), let port = UInt16(fields[1])
    else { return nil }
    var addresses: [UInt32] = []
    for address in fields[2].split(separator: ",") {
      let numbers = address.split(separator: ".").compactMap { UInt8($0) }
      guard numbers.count == 4 else { return nil }
      addresses.append(numbers.indices.reduce(0) { $0 | UInt32(numbers[$1]) << (8 * UInt32($1)) })
    }
    guard !addresses.isEmpty, addresses.count <= Self.most else { return nil }
    self.init(token: token, port: port, addresses: addresses)
  }

  private init(token: UInt64, port: UInt16, addresses: [UInt32]) {
    self.token = token
    self.port = port
    self.addresses = addresses
  }

  private static func ownAddresses() -> [UInt32] {
    var first: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&first) == 0 else { return [loopback] }
    defer { freeifaddrs(first) }
    var found: [UInt32] = []
    var next = first
    while let interface = next?.pointee {
      next = interface.ifa_next
      guard let address = interface.ifa_addr, address.pointee.sa_family == sa_family_t(AF_INET),
        interface.ifa_flags & UInt32(IFF_UP) != 0
      else { continue }
      let ip = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        $0.pointee.sin_addr.s_addr
      }
      if ip & 0xff != 127 { found.append(ip) }
    }
    return Array(found.prefix(most - 1)) + [loopback]
  }

  private static let loopback = UInt32(bigEndian: 0x7f00_0001)

  /// Connects to the server as a worker, trying its addresses in turn, two seconds each at most.
  /// - Returns: The connection; nil where no address answers.
  func connect(as worker: Int) -> Int32? {
    connect { line in
      let hello = Hello(token: token, worker: worker).bytes
      var answer: UInt8 = 0
      return send(line, hello, hello.count, Int32(MSG_NOSIGNAL)) == hello.count
        && recv(line, &answer, 1, 0) == 1 && answer == Hello.welcome
    }
  }

  /// Connects to the first address that answers, and where `isRight` says so.
  func connect(_ isRight: (Int32) -> Bool = { _ in true }) -> Int32? {
    for address in addresses {
      guard let line = Self.connect(to: address, port) else { continue }
      if isRight(line) { return line }
      close(line)
    }
    return nil
  }

  private static func connect(to ip: UInt32, _ port: UInt16) -> Int32? {
    let line = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard line >= 0 else { return nil }
    // Of a connect too, on Linux.
    var limit = timeval(tv_sec: 2, tv_usec: 0)
    for option in [SO_SNDTIMEO, SO_RCVTIMEO] {
      setsockopt(line, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = ip
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(line, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else {
      close(line)
      return nil
    }
    return line
  }
}

/// What a worker says first.
struct Hello {
  var token: UInt64
  var worker: Int

  static let length = 12
  /// What the server answers.
  static let welcome: UInt8 = 42

  init(token: UInt64, worker: Int) {
    self.token = token
    self.worker = worker
  }

  init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.length else { return nil }
    token = (0..<8).reduce(0) { $0 | UInt64(bytes[$1]) << (8 * $1) }
    worker = (0..<4).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) }
  }

  var bytes: [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: token >> (8 * $0)) }
      + (0..<4).map { UInt8(truncatingIfNeeded: worker >> (8 * $0)) }
  }
}
