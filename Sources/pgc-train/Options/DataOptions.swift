import ArgumentParser
import Datasets
import Settings

/// What is learned from.
struct DataOptions<Use: OptionUse>: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "preset",
      "A published program's problem; see 'pgc-train list presets'. Other options win.", "name"))
  var preset: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "dataset",
      "Data set by name or file; see 'pgc-train list datasets'. (default: fashion-mnist)", "name"),
    completion: .file())
  var dataset: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "test-dataset", "Test set, where it is not beside the training set; 'none' for none.", "file"),
    completion: .file())
  var testDataset: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "program",
      "A command whose program has data and model and computes gradients; see docs/YOUR-MODEL.md.",
      "command"))
  var program: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "program-patience",
      "Seconds for which the program may leave a question unanswered. (default: 600)", "s"))
  var programPatience: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "blocks",
      "How samples go to blocks: shuffled, sorted by label, contiguous, dirichlet:alpha=0.1, classes, or "
        + "whole; see 'pgc-train list blocks'. (default: shuffled)",
      "order"),
    completion: .list(BlockRule.entries.map(\.name)))
  var blocks: String?
  @Option(
    parsing: .unconditional,
    help: Use.help("batch", "Samples a step over all blocks; 0 is all. (default: 0)", "B"))
  var batch: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "sampling",
      "How a batch is taken from a block: independent, or reshuffle for every sample once an epoch. "
        + "(default: independent)", "rule"))
  var sampling: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "samples",
      "Training samples that are used, evenly spaced over the set; 0 is all. (default: 0)", "N"))
  var samples: String?
}
