import ArgumentParser

/// `pgc-train list TOPIC`: what has a name.
struct ListCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list",
      abstract: "Prints the schemes, models, delays and so on that have a name.",
      usage: "pgc-train list [<topic>]")
  }

  @Argument(
    help: .init(
      "One of \(Listing.topics.joined(separator: ", ")). (default: these topics)",
      valueName: "topic"),
    completion: .list(Listing.topics))
  var topic: String?

  func run() throws {
    PGCTrain.say(
      try topic.map { topic in try Listing.text(topic) } ?? Listing.topics.joined(separator: "\n"))
  }
}
