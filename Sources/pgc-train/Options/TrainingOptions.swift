import ArgumentParser
import Runs

/// The options that say what a training is: names and help of those that `RunOption` declares.
///
/// All values are text, which `RunConfiguration` reads, so that a wrong one is told in the same words
/// wherever it stands.
struct TrainingOptions<Use: OptionUse>: ParsableArguments {
  @OptionGroup(title: "Scheme") var scheme: SchemeOptions<Use>
  @OptionGroup(title: "Workers and their time") var workers: WorkerOptions<Use>
  @OptionGroup(title: "Data") var data: DataOptions<Use>
  @OptionGroup(title: "Model and update") var model: ModelOptions<Use>
  @OptionGroup(title: "Length and records") var length: LengthOptions<Use>

  /// What was given, by option.
  var given: OptionList {
    var list = OptionList()
    let groups: [any ParsableArguments] = [scheme, workers, data, model, length]
    for (name, value) in groups.flatMap(\.named) {
      switch value {
      case let option as Option<String?>:
        if let text = option.wrappedValue { list.set(name, [text]) }
      case let option as Option<[String]>:
        if !option.wrappedValue.isEmpty { list.set(name, option.wrappedValue) }
      case let flag as Flag<Bool>:
        if flag.wrappedValue { list.set(name, ["yes"]) }
      default: preconditionFailure("--\(name): is neither text nor a flag")
      }
    }
    return list
  }

  /// All options, by the names that stand on the command line.
  static var declared: [(name: String, value: Any)] {
    let groups: [any ParsableArguments] = [
      SchemeOptions<Use>(), WorkerOptions<Use>(), DataOptions<Use>(), ModelOptions<Use>(),
      LengthOptions<Use>(),
    ]
    return groups.flatMap(\.named)
  }

  /// The names of those that take no value.
  static var flags: [String] { declared.filter { $0.value is Flag<Bool> }.map(\.name) }
}

extension ParsableArguments {
  /// Options and flags by the names that stand on the command line.
  var named: [(name: String, value: Any)] {
    Mirror(reflecting: self).children.compactMap { child in
      child.label.map { label in
        let words = label.drop { $0 == "_" }.map {
          $0.isUppercase ? "-" + $0.lowercased() : "\($0)"
        }
        return (words.joined(), child.value)
      }
    }
  }
}
