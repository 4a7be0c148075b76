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
      for place in mine where !places.contains(where: { all[$0].candidate.scheme == all[place].candidate.scheme }) {
        places.append(place)
      }
      return places.prefix(count).map { gentlest(all, like: $0, among: mine) }
    }
  }

  /// Of one scheme's numbers those that are as fast but for three in a hundred, with least staleness and
  /// storage.
  private static func gentlest(_ all: [Prediction], like best: Int, among places: [Int]) -> Int {
    let near = places.filter {
      all[$0].candidate.scheme == all[best].candidate.scheme
        && all[$0].speedUp >= 0.97 * all[best].speedUp
    }
    return near.min { a, b in
      let (left, right) = (all[a].outcome, all[b].outcome)
      return (left.roundsStale, left.storage, a) < (right.roundsStale, right.storage, b)
    } ?? best
  }

  /// The best of each group by other speed-ups, such as those where no time scales with the load.
  static func best(by speedUps: [Double], _ all: [Prediction]) -> [Int] {
    SchemeGroup.allCases.compactMap { group in
      all.indices.filter { all[$0].group == group && !all[$0].isBiased }
        .max { (speedUps[$0], -$0) < (speedUps[$1], -$1) }
    }
  }
}
