import Foundation
import TestSupport
import Testing

/// `pgc-data recipe`, and what the programs print, as real processes.
@Suite("pgc-data recipe") struct RecipeCommandTests {
  let data: TemporaryFolder
  init() throws { data = try TemporaryFolder() }

  @Test func fromATableToItsDescription() throws {
    let table = try data.write(
      "houses.csv", "area,city,price\n50,Bonn,1.5\n60,,2.5\n,Ulm,3\n80,Ulm,4\n90,Bonn,5\n")
    let refused = try Command.run("describe", table, data: data)
    #expect(refused.code == 2)
    #expect(refused.errors.contains("pgc-data recipe \(table)"))
    let made = try Command.run("recipe", table, data: data)
    #expect(made.code == 0, "\(made.errors)")
    #expect(made.output.hasPrefix("\(data.path)/houses.yaml: answer its questions"))
    let described = try Command.run("describe", data.file("houses.yaml"), data: data)
    #expect(described.code == 0, "\(described.errors)")
    #expect(described.output.contains("0  area\n") && described.output.contains("city\n"))
    let again = try Command.run("recipe", table, data: data)
    #expect(again.code == 2 && again.lines.count == 1)
    #expect(again.errors.contains("is there already"))
    #expect(try Command.run("recipe", table, "--overwrite", data: data).code == 0)
    let shown = try Command.run("recipe", table, "--out", "-", data: data)
    #expect(shown.output.contains("label: price\n"))
  }

  @Test func outputThatCannotBeWritten() throws {
    let path = try data.write("x", "1 1:1\n2 1:1\n")
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "\"$0\" describe \"$1\" > /dev/full 2> \"$2\"", Command.path, path, folder.file("e"),
    ]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    let errors = String(decoding: folder.bytes("e") ?? Data(), as: UTF8.self)
    #expect(errors == "pgc-data: standard output: cannot be written: No space left on device\n")
  }
}
