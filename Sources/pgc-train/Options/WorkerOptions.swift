import ArgumentParser

/// How many workers, and what their time is made of.
struct WorkerOptions<Use: OptionUse>: ParsableArguments {
  @Flag(help: Use.help("virtual", "Virtual time in this process, without mpirun."))
  var virtual = false
  @Option(
    parsing: .unconditional,
    help: Use.help("workers", "Workers n. (default: ranks - 1 under mpirun, else 24)", "n"))
  var workers: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "compute",
      "Virtual compute time: none, per-block:seconds=X, per-sample:seconds=X, or measure. "
        + "(default: none)", "spec"))
  var compute: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "network",
      "Virtual network: none, or link:latency=X,bandwidth=X,ingress=X,egress=X in seconds and bytes a "
        + "second. (default: none)", "spec"))
  var network: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "message-bytes",
      "Bytes of a model, and of a message of a whole gradient, that --network counts. (default: 0)",
      "N"))
  var messageBytes: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "losses",
      "Virtual losses: worker@seconds for good, worker@from-to for a while, joined by commas.",
      "list"))
  var losses: String?
  @Option(
    parsing: .unconditional,
    help: Use.help(
      "delay",
      "Injected delay; see 'pgc-train list delays'; joined by +. (default: none)", "spec"))
  var delay: String?
}
