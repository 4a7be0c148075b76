import Datasets
import Settings

extension RunConfiguration {
  /// The data set and its test set; only the first bytes of files are read here.
  /// - Throws: where one is not there, or its name or settings are wrong.
  func openData() throws(ConfigurationError) -> DatasetPair {
    // Whole numbers in a file are classes, unless the model takes them as they are.
    let name = dataset.prefix { $0 != ":" }
    let isNamed = DatasetCatalog.entries.contains { $0.name == name.lowercased() }
    let wantsNumbers = model?.hasPrefix("least-squares") == true && !isNamed
    return try DatasetCatalog.open(
      dataset, test: testDataset, labels: wantsNumbers ? .real : nil, seed: seed)
  }
}

extension RunConfiguration {
  /// The samples of a training set that are used, ascending: all, or `samples` evenly spaced ones.
  func samplesUsed(of count: Int) throws(ConfigurationError) -> [Int] {
    guard samples <= count else {
      throw ConfigurationError(
        "--samples \(samples): the training set has only \(count); give fewer, or 0 for all")
    }
    let used = samples == 0 ? count : samples
    return (0..<used).map { $0 * count / used }
  }

  /// How samples of blocks of these sizes are drawn; nil where a step uses all.
  func minibatch(of sizes: [Int]) throws(ConfigurationError) -> Minibatch? {
    guard let sampling = Sampling(rawValue: sampling) else {
      throw ConfigurationError(
        unknownName("--sampling", sampling, among: Sampling.allCases.map(\.rawValue)))
    }
    guard batch > 0 else { return nil }
    return try Minibatch(total: batch, sizes: sizes, sampling: sampling, seed: seed)
  }
}
