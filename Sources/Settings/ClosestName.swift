/// The name among `candidates` that was probably meant by `name`, or nil where none is near.
///
/// Near is an edit distance of at most a third of the longer word, and never more than three; two
/// letters in each other's place are one edit.
/// - Complexity: O(candidates · length²), and O(1) for a name much longer than all of them.
public func closestName(to name: String, among candidates: [String]) -> String? {
  let length = name.count
  // A word that is longer by more cannot be near.
  let scored = candidates.filter { abs($0.count - length) <= 3 }.map {
    (name: $0, distance: editDistance(name.lowercased(), $0))
  }
  guard let best = scored.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) else {
    return nil
  }
  let allowed = min(3, max(name.count, best.name.count) / 3)
  return best.distance <= allowed ? best.name : nil
}

/// One line for a name that does not exist, with the nearest one that does.
public func unknownName(_ kind: String, _ name: String, among candidates: [String]) -> String {
  let known = candidates.sorted().joined(separator: ", ")
  let shown = name.count > 80 ? name.prefix(80) + "…" : name[...]
  if let near = closestName(to: name, among: candidates) {
    return "\(kind): there is no '\(shown)'; did you mean '\(near)'? (known: \(known))"
  }
  return "\(kind): there is no '\(shown)' (known: \(known))"
}

/// Insertions, deletions, substitutions and swaps of neighbors cost one each.
///
/// - Source: Damerau 1964; here the restricted form, optimal string alignment.
func editDistance(_ a: String, _ b: String) -> Int {
  let a = Array(a)
  let b = Array(b)
  var rows = [Array(0...b.count)]
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var best = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        best = min(best, rows[i - 1][j - 1] + 1)
      }
      row.append(best)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}
