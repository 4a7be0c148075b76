import ArgumentParser
import Console
import Report

/// `pgc-experiment explain`.
struct Explain: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: "Writes a picture, or a page that plays, of four workers by four schemes.",
      discussion: """
        Uncoded, ignoring a straggler, a gradient code and pipelined gradient coding: who computes what when, \
        from real runs in virtual time. Of a file that ends in .svg it is a picture, of one that ends in .html a \
        page for a class, which needs no network.
        """)
  }

  @Argument(help: .init("The file to write, such as pgc.svg or pgc.html.", valueName: "file"))
  var file: String

  func validate() throws {
    guard file.hasSuffix(".svg") || file.hasSuffix(".html") else {
      throw ValidationError("\(file): the name must end in .svg or .html")
    }
  }

  func run() throws {
    try AtomicFile.replace(
      file, with: file.hasSuffix(".svg") ? Explanation.picture() : Explanation.page())
    print(file)
  }
}
