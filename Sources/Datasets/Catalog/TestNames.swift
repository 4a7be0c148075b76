import Console

/// Under which names the test set of a training file is looked for beside it, plain or gzip.
struct TestNames {
  /// The names, the most usual first.
  let names: [String]
  private let folder: String

  /// - Parameter path: Of the training file.
  init(of path: String) {
    let file = FilePath(path.withoutGzipSuffix)
    let name = file.name
    folder = file.folder
    var names: [String] = []
    if name.hasPrefix("train-") { names.append("t10k-" + name.dropFirst("train-".count)) }
    if name.hasPrefix("data_batch") { names.append("test_batch.bin") }
    for (train, test) in [
      ("training", "test"), ("training", "testing"), ("train", "test"), ("Training", "Test"),
      ("Train", "Test"), ("TRAIN", "TEST"),
    ] where name.contains(train) {
      names.append(name.replacing(train, with: test))
    }
    for (train, tests) in [(".tr", [".t", ".te"]), (".train", [".t"])] where name.hasSuffix(train) {
      names += tests.map { name.dropLast(train.count) + $0 }
    }
    if name.hasSuffix(".npy") {
      let stem = name.dropLast(name.hasSuffix(".features.npy") ? 13 : 4)
      names += [".test.features.npy", ".test.npy", "_test.npy", "-test.npy"].map { stem + $0 }
    } else {
      names += [".t", ".test", ".tst"].map { name + $0 }
      if let dot = name.lastIndex(of: "."), dot != name.startIndex {
        let (stem, end) = (name[..<dot], name[dot...])
        names += [".t", ".test", "_test", "-test"].map { stem + $0 + end }
      }
    }
    var seen: Set<String> = [name]
    self.names = names.filter { seen.insert($0).inserted }
  }

  /// The first that is there.
  var found: String? { names.lazy.compactMap { plainOrGzip(folder + $0) }.first }

  /// What to say where none is.
  var absence: String {
    let some = names.prefix(4).joined(separator: ", ") + (names.count > 4 ? ", …" : "")
    return "there is no test set beside the training set (looked for \(some))"
  }
}
