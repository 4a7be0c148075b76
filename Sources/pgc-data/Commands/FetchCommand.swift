import ArgumentParser
import Commands
import Console
import Datasets
import Foundation
import Settings

/// `pgc-data fetch`: downloads, checks and unpacks.
struct FetchCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "fetch", abstract: "Downloads data sets, checks them and puts them in place.",
      discussion: "Known: \(Downloadables.all.map(\.name).joined(separator: ", "))")
  }

  @Argument(help: "Names of data sets.")
  var names: [String]
  @Option(
    help: .init(
      "Folder or address of a mirror that has the files under their names.", valueName: "place"))
  var from: String?

  func run() throws {
    let sets = try names.map(Self.find)
    guard let root = DatasetFolders.own else {
      throw ConfigurationError("there is no place for data: set PGC_DATA or HOME")
    }
    let isWatched = Terminal.isWatched
    try Child.withSignalsHeld {
      for set in sets {
        let fetcher = Fetcher(set: from.map { set.from(Self.address($0)) } ?? set, root: root) {
          if isWatched { PGCData.complain("\(set.name): \($0)") }
        }
        let (folder, wasThere) = try fetcher.run()
        print("\(set.name): \(wasThere ? "is already" : "is now") in \(folder), checksums agree")
      }
    }
  }

  private static func find(_ name: String) throws(ConfigurationError) -> Downloadable {
    if let set = Downloadables.all.first(where: { $0.name == name.lowercased() }) { return set }
    if DatasetCatalog.entries.contains(where: { $0.name == name }) {
      throw ConfigurationError("fetch: '\(name)' needs no fetching; it is made when it is used")
    }
    throw ConfigurationError(unknownName("fetch", name, among: Downloadables.all.map(\.name)))
  }

  /// An address of a folder: as it is, or of a folder of this machine.
  private static func address(_ place: String) -> String {
    let address = place.contains("://") ? place : URL(fileURLWithPath: place).absoluteString
    return address.hasSuffix("/") ? String(address.dropLast()) : address
  }
}

extension Downloadable {
  /// The same files from one other folder.
  func from(_ address: String) -> Downloadable {
    let archives = sources.compactMap { source -> Source? in
      guard case .archive(let archive) = source else { return nil }
      return .archive(
        Archive(
          address: "\(address)/\(archive.name)", sha256: archive.sha256, bytes: archive.bytes,
          unpacking: archive.unpacking))
    }
    return Downloadable(name: name, files: files, sources: archives + [.folder(address)])
  }
}
