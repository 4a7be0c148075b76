/// The name among `candidates` that was probably meant by `name`, or nil where none is near.
///
/// Near is an edit distance of at most a third of the longer word, and never more than three.
/// - Complexity: O(candidates · length²).
public func closestName(to name: String, among candidates: [String]) -> String? {
  let scored = candidates.map { (name: $0, distance: editDistance(name.lowercased(), $0)) }
  guard let best = scored.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) else {
    return nil
  }
  let allowed = min(3, max(name.count, best.name.count) / 3)
  return best.distance <= allowed ? best.name : nil
}

/// One line for a name that does not exist, with the nearest one that does.
public func unknownName(_ kind: String, _ name: String, among candidates: [String]) -> String {
  let known = candidates.sorted().joined(separator: ", ")
  if let near = closestName(to: name, among: candidates) {
    return "\(kind): there is no '\(name)'; did you mean '\(near)'? (known: \(known))"
  }
  return "\(kind): there is no '\(name)' (known: \(known))"
}

/// Levenshtein's distance: insertions, deletions and substitutions cost one each.
func editDistance(_ a: String, _ b: String) -> Int {
  let b = Array(b)
  var previous = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var current = [i + 1]
    for (j, y) in b.enumerated() {
      current.append(min(previous[j] + (x == y ? 0 : 1), previous[j + 1] + 1, current[j] + 1))
    }
    previous = current
  }
  return previous[b.count]
}
