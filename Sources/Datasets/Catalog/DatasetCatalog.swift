import Console
public import Settings

/// The data sets that have a name.
///
/// A new one is a line in `all`.
public enum DatasetCatalog {
  /// Every named data set.
  static let all: [NamedDataset] = [
    .files(
      "fashion-mnist", "70,000 images of clothes, 28 x 28, 10 classes (Xiao et al. 2017)",
      "train-images-idx3-ubyte", get: "apt install dataset-fashion-mnist, or"),
    .files(
      "mnist", "70,000 images of digits, 28 x 28, 10 classes (LeCun et al. 1998)",
      "train-images-idx3-ubyte", get: "pgc-data fetch mnist, or"),
    .files(
      "a9a", "Adult: 32,561 + 16,281 samples, 123 binary features, labels ±1 (LIBSVM)",
      "a9a", get: "pgc-data fetch a9a, or", group: "libsvm"),
    .files(
      "w8a", "Web: 49,749 samples, 300 binary features, labels ±1 (LIBSVM)",
      "w8a", get: "pgc-data fetch w8a, or", group: "libsvm"),
    .table(
      "Employee access: 26,215 + 6,554 samples, 241,915 one-hot features, labels ±1 (ErasureHead)",
      .amazon, get: "train.csv of Kaggle's amazon-employee-access-challenge,"),
    .table(
      "Covertype 1 and 2: 396,112 + 99,029 samples, 15,509 one-hot features, labels ±1 (ErasureHead)",
      .covtype, get: "pgc-data fetch covtype, or"),
    .table(
      "House sales: 17,290 + 4,323 samples, 27,654 one-hot features, prices in millions (ErasureHead)",
      .kcHouse, get: "pgc-data fetch kc-house, or", group: "kc_house"),
    .cifar10,
    .mixture,
    .tridiagonal,
  ]

  /// What `--list` shows, and what error lines know.
  public static var entries: [Entry] { all.map(\.entry) }

  /// A data set by its name, such as `mnist` or `mixture:samples=1000,features=50`, or by its file,
  /// or by a recipe (`Recipe(file:)`), a file that ends in `.yaml`.
  ///
  /// A name wins over a file; write `./mnist` for a file of that name.
  /// - Parameters:
  ///   - test: A test file to use instead of the set's own; "none" for no test set.
  ///   - labels: What labels must be; nil to tell by their values.
  ///   - seed: The run's, for synthetic data.
  ///   - option: What to name in an error, such as `--dataset`.
  ///   - testOption: What to name in an error with the test file.
  ///   - folders: Where named sets are looked for.
  /// - Throws: where there is neither such a name nor such a file, a setting is wrong, or a file
  ///   cannot be read. Only the first bytes of files are read here.
  public static func open(
    _ text: String, test: String? = nil, labels: LabelKind? = nil, seed: UInt64,
    option: String = "--dataset", testOption: String = "--test-dataset",
    folders: DatasetFolders = .standard
  ) throws(ConfigurationError) -> DatasetPair {
    func request(_ spec: Spec) -> Request {
      Request(
        spec: spec, test: test, labels: labels, seed: seed, option: option,
        testOption: testOption, folders: folders)
    }
    let name = String(text.prefix { $0 != ":" }).lowercased()
    if let known = all.first(where: { $0.entry.name == name }) {
      return try known.open(request(try Spec(parsing: text, option: option)))
    }
    if let (recipe, path) = try table(text, option: option, folders: folders) {
      let spec = try Spec(parsing: recipe.name, option: option)
      return try tables(recipe, path, request(spec), name: text)
    }
    if let path = plainOrGzip(text) {
      return try request(Spec("file")).files(path, name: nil)
    }
    if text.contains("/") {
      throw ConfigurationError("\(option): \(DataError.missing(text))")
    }
    throw ConfigurationError(
      "\(unknownName(option, text, among: entries.map(\.name))), nor a file of that name")
  }

  /// A data set that was asked for by name.
  struct Request {
    let spec: Spec
    let test: String?
    let labels: LabelKind?
    let seed: UInt64
    let option: String
    let testOption: String
    let folders: DatasetFolders

    /// The sources of a training file.
    func files(_ path: String, name: String?) throws(ConfigurationError) -> DatasetPair {
      let train = try told(option) { () throws(DataError) in
        try FileFormats.open(FileRequest(path: path, labels: labels, name: name))
      }
      return try pair(train, at: path, testName: name.map { "\($0) test" })
    }

    /// A training set with the test set that is asked for, or beside it.
    func pair(_ train: any DatasetSource, at path: String, testName: String?)
      throws(ConfigurationError) -> DatasetPair
    {
      try told(test == nil ? option : testOption) { () throws(DataError) in
        try DatasetPair(train, at: path, test: test, labels: labels, testName: testName)
      }
    }

    private func told<R>(_ option: String, _ work: () throws(DataError) -> R)
      throws(ConfigurationError) -> R
    {
      do throws(DataError) { return try work() } catch {
        throw ConfigurationError("\(option): \(error)")
      }
    }
  }
}
