import Coding

/// Which predictions are the better ones.
enum Ranking {
  /// The places of predictions, the best first: what may be advised before what may not.
  static func order(_ all: [Prediction]) -> [Int] {
    all.indices.sorted { a, b in
      let (left, right) = (all[a], all[b])
      if left.isBiased != right.isBiased { return right.isBiased }
      if left.speedUp != right.speedUp { return left.speedUp > right.speedUp }
      return a < b
    }
  }

  /// The places of the best schemes of each group, each with its best numbers.
  static func best(_ all: [Prediction], ofGroup count: Int) -> [Int] {
    SchemeGroup.allCases.flatMap { group in
      let mine = order(all).filter { all[$0].group == group && !all[$0].isBiased }
      var places: [Int] = []
      for place in mine
      where !places.contains(where: { all[$0].candidate.scheme == all[place].candidate.scheme }) {
        places.append(gentlest(all, like: place, among: mine))
      }
      let fastest = places.map { all[$0].speedUp }.max() ?? 0
      let near = places.filter { all[$0].speedUp >= 0.95 * fastest }
      let far = places.filter { all[$0].speedUp < 0.95 * fastest }
      return Array((near.sorted { gentler(all[$0], $0, all[$1], $1) } + far).prefix(count))
    }
  }

  /// Of each scheme the fastest numbers and the smallest load.
  static func leads(_ all: [Prediction]) -> [Int] {
    let schemes = Dictionary(grouping: order(all)) { all[$0].candidate.scheme }
    return schemes.values.flatMap { places in
      let lightest = places.min { (all[$0].outcome.load, $0) < (all[$1].outcome.load, $1) }
      return [places[0], lightest ?? places[0]]
    }
  }

  /// Of one scheme's numbers those that are as fast but for three in a hundred, with least staleness and
  /// storage.
  private static func gentlest(_ all: [Prediction], like best: Int, among places: [Int]) -> Int {
    let near = places.filter {
      all[$0].candidate.scheme == all[best].candidate.scheme
        && all[$0].speedUp >= 0.97 * all[best].speedUp
    }
    return near.min { gentler(all[$0], $0, all[$1], $1) } ?? best
  }

  /// Whether the first is to be preferred where both are as fast: by its promise, then less staleness,
  /// then less storage.
  private static func gentler(_ a: Prediction, _ place: Int, _ b: Prediction, _ other: Int) -> Bool
  {
    func key(_ p: Prediction, _ place: Int) -> (Int, Double, Double, Int) {
      let isWeak = p.promise == .approximate || p.promise == .nearlyStale
      return (isWeak ? 1 : 0, p.outcome.roundsStale, p.outcome.storage, place)
    }
    return key(a, place) < key(b, other)
  }

  /// The best of each group by other speed-ups, such as those where no time scales with the load.
  static func best(by speedUps: [Double], _ all: [Prediction]) -> [Int] {
    SchemeGroup.allCases.compactMap { group in
      all.indices.filter { all[$0].group == group && !all[$0].isBiased }
        .max { (speedUps[$0], -$0) < (speedUps[$1], -$1) }
    }
  }
}
