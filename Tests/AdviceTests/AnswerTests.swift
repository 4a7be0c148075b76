import Advice
import Foundation
import Testing

/// The three sentences, the page and the record.
@Suite("Advice: answer") struct AnswerTests {
  @Test("where nothing helps it says so", arguments: [Draws.jitter, "fixed:seconds=1"])
  func nothing(delay: String) throws {
    let advice = try Advice(Draws.table(delay, workers: 6, steps: 12))
    #expect(advice.chosen == nil)
    #expect(advice.sentences[1].hasPrefix("Nothing would have helped"), "\(advice.sentences)")
    #expect(advice.command == "scripts/mpirun 7 pgc-train --scheme uncoded")
  }

  @Test("three sentences have the numbers and the command")
  func sentences() throws {
    let advice = try Draws.persistent.get()
    let chosen = try #require(advice.chosen)
    #expect(advice.sentences.count == 3)
    #expect(advice.sentences[0].contains("worker 5 is slow at nearly every step"))
    #expect(advice.sentences[1].contains(chosen.candidate.label))
    #expect(advice.sentences[2].hasSuffix(advice.command))
    #expect(chosen.speedUp > 1.5 && chosen.sure > 1.3)
  }

  @Test("the same table gives the same bytes")
  func bytes() throws {
    let a = try Draws.transient.get()
    let b = try Advice(a.table)
    #expect(a.text == b.text)
    #expect(try a.json() == b.json())
    #expect(try a.page() == b.page())
  }

  @Test("the page needs nothing else, and escapes what a table says")
  func page() throws {
    var rows = try Draws.table("exponential:mean=1", workers: 4, steps: 8).seconds
    rows[1][3] = .nan
    let table = TimeTable(
      name: "<b>&", workers: ["a<script>", "b", "c", "d"], steps: (0..<8).map(String.init),
      seconds: rows)
    let page = try Advice(table).page()
    #expect(!page.contains("http:") && !page.contains("https:") && !page.contains("src="))
    #expect(!page.contains("a<script>") && !page.contains("<b>&"))
    #expect(page.contains("1 of 32 answers are missing"))
    for tag in ["svg", "table", "section", "figure"] {
      #expect(
        page.components(separatedBy: "<\(tag)").count
          == page.components(separatedBy: "</\(tag)>").count)
    }
  }

  @Test("the record has what the text has")
  func record() throws {
    let advice = try Draws.transient.get()
    let object = try JSONSerialization.jsonObject(with: Data(advice.json().utf8))
    let record = try #require(object as? [String: Any])
    #expect(record["answer"] as? [String] == advice.sentences)
    #expect(record["command"] as? String == advice.command)
    #expect((record["schemes"] as? [Any])?.count == advice.search.predictions.count)
    let advised = try #require(record["advised"] as? [String: Any])
    #expect(advised["scheme"] as? String == advice.chosen?.candidate.scheme)
    #expect((advised["curve"] as? [Any])?.count == 5)
  }
}
