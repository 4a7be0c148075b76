import Settings

/// A data set with a name: what it is and how it is opened.
struct NamedDataset: Sendable {
  let entry: Entry
  /// The table that it is made from, if it is one.
  var table: NamedTable?
  let open: @Sendable (DatasetCatalog.Request) throws(ConfigurationError) -> DatasetPair

  /// A set of files that the user has, found by the name of the training file.
  /// - Parameters:
  ///   - get: How to come by it, up to "put its files into …".
  ///   - group: A folder that it may share with others.
  static func files(
    _ name: String, _ summary: String, _ file: String, get: String, group: String? = nil
  ) -> NamedDataset {
    let entry = Entry(name, summary)
    return NamedDataset(entry: entry) { request throws(ConfigurationError) in
      try entry.check(request.spec, option: request.option)
      guard let path = request.folders.find(file, of: name, group: group) else {
        throw notThere(name, file, get: get, request.folders, request.option)
      }
      return try request.files(path, name: name)
    }
  }

  /// More than any memory, and far from where products overflow.
  private static let mostElements = 1 << 40

  /// Synthetic samples.
  static let mixture: NamedDataset = {
    let entry = Entry(
      "mixture",
      "Two Gaussian clouds, P(y = 1) = 1/(exp(2 x'b) + 1) with b = random signs (Tandon et al. 2017)",
      [
        .init("samples", standard: "10000", "training samples, 1 to 2^30"),
        .init("features", standard: "100", "features p of a sample, 1 or more"),
        .init("separation", standard: "1.5", "a: the clouds' centers are +-(a/p) b"),
        .init("test", standard: "a fifth of samples", "test samples"),
      ])
    return NamedDataset(entry: entry) { request throws(ConfigurationError) in
      let (spec, option) = (request.spec, request.option)
      try entry.check(spec, option: option)
      let most = GaussianMixture.mostSamples
      let samples = try spec.integer("samples", default: 10_000, in: 1...most, option: option)
      let features = try spec.integer(
        "features", default: 100, in: 1...Int(Int32.max), option: option)
      let tests = try spec.integer(
        "test", default: (samples + 4) / 5, in: 1...most, option: option)
      guard max(samples, tests) <= mostElements / features else {
        throw ConfigurationError(
          "\(option): \(max(samples, tests)) samples of \(features) features are too many; "
            + "samples x features may be 2^40")
      }
      let separation = try spec.number("separation", default: 1.5, option: option)
      if request.labels != nil, request.labels != .binary {
        throw ConfigurationError("\(option): the labels of 'mixture' are ±1 only")
      }
      func source(_ count: Int, test: Bool) -> GaussianMixture {
        GaussianMixture(
          samples: count, features: features, separation: separation, seed: request.seed,
          test: test)
      }
      let train = source(samples, test: false)
      guard request.test == nil else { return try request.pair(train, at: "", testName: nil) }
      return DatasetPair(train: train, test: source(tests, test: true))
    }
  }()
}
