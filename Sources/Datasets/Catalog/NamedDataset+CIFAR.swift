import Console
import Settings

extension NamedDataset {
  /// CIFAR-10 in its binary version: five files of training samples and one of tests.
  static let cifar10: NamedDataset = {
    let entry = Entry(
      "cifar-10", "60,000 photographs, 3 x 32 x 32, 10 classes (Krizhevsky 2009)")
    return NamedDataset(entry: entry) { request throws(ConfigurationError) in
      try entry.check(request.spec, option: request.option)
      guard request.labels == nil || request.labels == .classes(CIFARSource.classes) else {
        throw ConfigurationError("\(request.option): the labels of 'cifar-10' are 0 to 9 only")
      }
      let (name, file) = (entry.name, "data_batch_1.bin")
      guard let first = request.folders.find(file, of: name, group: "cifar-10-batches-bin") else {
        throw notThere(
          name, file, get: "pgc-data fetch cifar-10, or", request.folders, request.option)
      }
      let folder = FilePath(first).folder
      var files = [first]
      for batch in 2...5 {
        let file = "\(folder)data_batch_\(batch).bin"
        guard let path = plainOrGzip(file) else {
          throw ConfigurationError("\(request.option): \(DataError.missing(file))")
        }
        files.append(path)
      }
      let train = CIFARSource(files, name: "cifar-10")
      return try request.pair(train, at: first, testName: "cifar-10 test")
    }
  }()
}
