/// The weights of edges that bring every vertex of a graph as near to 1 as least squares can.
///
/// With α_v = Σ w_e over the edges e at v, the optimum of ‖α − 1‖² in a connected component is α = 1
/// where it has an odd cycle; where it has two sides P and Q, α = 2|Q| / (|P| + |Q|) on P and
/// 2|P| / (|P| + |Q|) on Q. Edges off a spanning tree get no weight, but for one that closes an odd
/// cycle; the rest follow from the leaves to the root.
///
/// - Complexity: O(vertices + edges received).
struct GraphDecoder: Sendable {
  private let vertices: Int
  private let edges: [RegularGraph.Edge]

  init(_ graph: RegularGraph) {
    vertices = graph.vertices
    edges = graph.edges
  }

  /// The weights of the edges `received`, in their order.
  func weights(received: [Int]) -> [Double] {
    var incident: [[(index: Int, vertex: Int)]] = Array(repeating: [], count: vertices)
    for (i, edge) in received.map({ edges[$0] }).enumerated() {
      incident[edge.a].append((i, edge.b))
      incident[edge.b].append((i, edge.a))
    }
    var weights = Array(repeating: 0.0, count: received.count)
    var side = [Int?](repeating: nil, count: vertices)
    var target = Array(repeating: 1.0, count: vertices)
    for root in 0..<vertices where side[root] == nil && !incident[root].isEmpty {
      let component = explore(from: root, incident, &side)
      setTargets(component, side, &target)
      if let odd = component.odd {
        fix(component, &target, &weights, root: root, odd: odd, side)
      } else {
        solveTree(component, &target, &weights)
      }
    }
    return weights
  }

  /// A connected component in breadth-first order, each vertex but the root with its tree edge.
  private struct Component {
    var order: [Int]
    var parent: [(index: Int, vertex: Int)]
    /// An edge within one side.
    var odd: (index: Int, u: Int, v: Int)?
  }

  private func explore(
    from root: Int, _ incident: [[(index: Int, vertex: Int)]], _ side: inout [Int?]
  ) -> Component {
    var component = Component(order: [root], parent: [(-1, -1)], odd: nil)
    side[root] = 0
    var next = 0
    while next < component.order.count {
      let u = component.order[next]
      next += 1
      for edge in incident[u] {
        if side[edge.vertex] == nil {
          side[edge.vertex] = side[u].map { 1 - $0 }
          component.order.append(edge.vertex)
          component.parent.append((edge.index, u))
        } else if side[edge.vertex] == side[u], component.odd == nil {
          component.odd = (edge.index, u, edge.vertex)
        }
      }
    }
    return component
  }

  private func setTargets(_ component: Component, _ side: [Int?], _ target: inout [Double]) {
    guard component.odd == nil else { return }
    let p = component.order.count { side[$0] == 0 }
    let q = component.order.count - p
    for v in component.order {
      target[v] = 2 * Double(side[v] == 0 ? q : p) / Double(p + q)
    }
  }

  /// Gives each tree edge what its lower vertex still lacks; what the root lacks stays in `target`.
  private func solveTree(
    _ component: Component, _ target: inout [Double], _ weights: inout [Double]
  ) {
    for i in component.order.indices.dropFirst().reversed() {
      let (index, parent) = component.parent[i]
      let lack = target[component.order[i]]
      weights[index] = lack
      target[parent] -= lack
      target[component.order[i]] = 0
    }
  }

  /// A weight t on the odd edge changes what the root lacks by ±2t, alone in its component.
  private func fix(
    _ component: Component, _ target: inout [Double], _ weights: inout [Double], root: Int,
    odd: (index: Int, u: Int, v: Int), _ side: [Int?]
  ) {
    // The root's lack is the alternating sum of all targets: + on its side, − on the other.
    let lack = component.order.reduce(0) { $0 + (side[$1] == 0 ? target[$1] : -target[$1]) }
    let t = (side[odd.u] == 0 ? lack : -lack) / 2
    weights[odd.index] = t
    target[odd.u] -= t
    target[odd.v] -= t
    solveTree(component, &target, &weights)
  }
}
