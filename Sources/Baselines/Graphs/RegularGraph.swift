public import Randomness

/// A graph without loops and multiple edges in which every vertex has the same degree.
public struct RegularGraph: Equatable, Sendable {
  /// n.
  public let vertices: Int
  /// δ, the edges at a vertex.
  public let degree: Int
  /// Each edge once, its smaller vertex first.
  public private(set) var edges: [Edge]

  /// Two vertices, a < b.
  public struct Edge: Hashable, Sendable {
    /// The smaller vertex.
    public let a: Int
    /// The larger vertex.
    public let b: Int

    /// An edge between two vertices, in any order.
    public init(_ u: Int, _ v: Int) {
      a = min(u, v)
      b = max(u, v)
    }
  }

  /// Vertices on a circle, each joined to the next δ/2 on either side and, for odd δ, to its opposite.
  ///
  /// Edges are in lexicographic order; with δ = n − 1 the graph is complete. Nil where there is no
  /// such graph.
  public init?(circulant n: Int, degree: Int) {
    guard Self.exists(vertices: n, degree: degree) else { return nil }
    vertices = n
    self.degree = degree
    var found = Set<Edge>()
    for v in 0..<n {
      for distance in 0..<degree / 2 { found.insert(Edge(v, (v + distance + 1) % n)) }
      if degree % 2 == 1 { found.insert(Edge(v, (v + n / 2) % n)) }
    }
    edges = found.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
  }

  /// A random graph, nearly uniform over all: the circulant one after many switches, each of which
  /// turns two edges ab, cd into ad, cb, if these are new.
  ///
  /// The chain reaches every regular graph and, unlike matching stubs, never fails.
  /// - Complexity: O(n δ).
  public init?(random n: Int, degree: Int, using stream: inout Stream) {
    self.init(circulant: n, degree: degree)
    var known = Set(edges)
    for _ in 0..<(edges.count > 1 ? 40 * edges.count : 0) {
      let (i, j) = (stream.below(edges.count), stream.below(edges.count))
      let (first, second) = (edges[i], edges[j])
      let (c, d) = stream.next() & 1 == 0 ? (second.a, second.b) : (second.b, second.a)
      guard first.a != d, first.b != c else { continue }
      let (one, other) = (Edge(first.a, d), Edge(c, first.b))
      guard !known.contains(one), !known.contains(other) else { continue }
      known.subtract([first, second])
      known.formUnion([one, other])
      edges[i] = one
      edges[j] = other
    }
    edges.sort { ($0.a, $0.b) < ($1.a, $1.b) }
  }

  /// Whether there is a δ-regular graph on n vertices: 0 ≤ δ < n and n δ is even.
  public static func exists(vertices n: Int, degree: Int) -> Bool {
    degree >= 0 && degree < n && n * degree % 2 == 0
  }

  /// The neighbors of each vertex, ascending.
  public var neighbors: [[Int]] {
    var lists: [[Int]] = Array(repeating: [], count: vertices)
    for edge in edges {
      lists[edge.a].append(edge.b)
      lists[edge.b].append(edge.a)
    }
    return lists.map { $0.sorted() }
  }

  /// λ/δ, with λ the largest absolute value of an adjacency eigenvalue but the first: 0 is best, 1 is
  /// a graph in pieces or with two sides.
  ///
  /// By power iteration from a random vector, from below.
  /// - Complexity: O(`rounds` n δ).
  public func spectralRatio(rounds: Int = 1000, using stream: inout Stream) -> Double {
    guard degree > 0, vertices > 1 else { return degree == 0 ? 1 : 0 }
    let lists = neighbors
    var x = (0..<vertices).map { _ in stream.normal() }
    var ratio = 0.0
    for _ in 0..<rounds {
      // The all-ones vector is the first eigenvector; rounding would let it grow back.
      let mean = x.reduce(0, +) / Double(vertices)
      let norm = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }.squareRoot()
      guard norm > 0 else { return ratio }
      x = x.map { ($0 - mean) / norm }
      let next = lists.map { list in list.reduce(0) { $0 + x[$1] } / Double(degree) }
      ratio = next.reduce(0) { $0 + $1 * $1 }.squareRoot()
      x = next
    }
    return min(1, ratio)
  }
}
