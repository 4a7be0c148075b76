import ArgumentParser
import Runs
import Settings

/// The command that options are declared for: its help shows those that it uses.
///
/// All commands read all options, so that one that is of no use is told by name.
protocol OptionUse {
  static var mode: RunMode { get }
}

/// Options of `run`.
enum InRun: OptionUse { static let mode = RunMode.run }
/// Options of `time`.
enum InTime: OptionUse { static let mode = RunMode.time }
/// Options of `expect`.
enum InExpect: OptionUse { static let mode = RunMode.expect }
/// Options of `replay`.
enum InReplay: OptionUse { static let mode = RunMode.replay }

extension OptionUse {
  /// The help of an option, hidden where the command does not use it.
  static func help(_ name: String, _ text: String, _ value: String? = nil) -> ArgumentHelp {
    ArgumentHelp(text, valueName: value, visibility: mode.uses(name) ? .default : .hidden)
  }
}

extension RunMode {
  /// Whether an option makes a difference, one of a training or of a run's files.
  func uses(_ name: String) -> Bool { Self.using(name)?.contains(self) ?? true }

  /// Throws where one of the options that were given makes no difference.
  func check(_ names: [String]) throws(ConfigurationError) {
    for name in names where !uses(name) {
      let able = Self.allCases.filter { $0.uses(name) }.map(\.rawValue).joined(separator: ", ")
      throw ConfigurationError(
        "\(rawValue): does not use --\(name); leave it out (commands that use it: \(able))")
    }
  }

  private static func using(_ name: String) -> Set<RunMode>? {
    switch name {
    // A picture shows losses.
    case "no-picture", "live", "export": [.run, .replay]
    case "resume", "checkpoint-every", "patience", "elastic", "join", "elastic-wait": [.run]
    default: RunOption.modes(of: name)
    }
  }
}
