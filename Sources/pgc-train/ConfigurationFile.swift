import ArgumentParser
import Console
import Runs
import Settings
import Yams

/// Turns a configuration file, or a preset, into the options it stands for.
///
/// Files and the command line go through the same parser, so names, checks and error lines are the
/// same. What stands on the command line comes later and wins.
enum ConfigurationFile {
  /// The arguments with every `--config FILE` replaced by the file's options, before all others, with
  /// a preset's before those, and with a replayed run's configuration before all.
  static func expand(_ arguments: [String]) throws(ConfigurationError) -> [String] {
    var (replay, presets, files, rest): ([String], [String], [String], [String]) = ([], [], [], [])
    var isResumed = false
    var i = 0
    while i < arguments.count {
      let argument = arguments[i]
      if let file = try value(of: "--config", in: arguments, at: &i) {
        for option in try options(of: file, "--config") {
          if let name = option.suffix(after: "--preset=") {
            presets += try self.options(ofPreset: name)
          } else {
            files.append(option)
          }
        }
      } else if let folder = try value(of: "--replay", in: arguments, at: &i) {
        rest += ["--replay", folder]
        replay += try options(of: folder + "/run.json", "--replay")
      } else if let folder = try value(of: "--resume", in: arguments, at: &i) {
        rest += ["--resume", folder]
        replay += try options(of: folder + "/run.json", "--resume")
        isResumed = true
      } else if let name = try value(of: "--preset", in: arguments, at: &i) {
        presets += try options(ofPreset: name)
      } else {
        rest.append(argument)
      }
      i += 1
    }
    if isResumed {
      let others = presets + files + rest.filter { $0.hasPrefix("--") }
      if let other = others.first(where: { !isOfResumed($0) }) {
        throw ConfigurationError(
          "\(other): belongs to the run that goes on and cannot be changed by --resume; leave it out")
      }
    }
    return replay + presets + files + rest
  }

  /// What may stand beside `--resume`: what does not change what was computed so far.
  private static func isOfResumed(_ word: String) -> Bool {
    let name = word.prefix { $0 != "=" }
    return [
      "--resume", "--steps", "--time", "--threads", "--quiet", "--no-picture", "--checkpoint-every",
      "--patience",
    ].contains(name)
  }

  /// The value of an option that stands at `i`; nil where another does.
  ///
  /// It is written `--name value` or `--name=value`; `i` moves to the value.
  private static func value(of option: String, in arguments: [String], at i: inout Int)
    throws(ConfigurationError) -> String?
  {
    if let value = arguments[i].suffix(after: option + "=") { return value }
    guard arguments[i] == option else { return nil }
    guard i + 1 < arguments.count else { throw ConfigurationError("\(option): needs a value") }
    i += 1
    return arguments[i]
  }

  private static func options(ofPreset name: String) throws(ConfigurationError) -> [String] {
    try Presets.named(name).options.map { "--\($0.name)=\($0.value)" }
  }

  /// The options of a file.
  /// - Parameter option: That named it, for errors.
  private static func options(of path: String, _ option: String) throws(ConfigurationError)
    -> [String]
  {
    let node: Node?
    do throws(FileError) { node = try YAMLFile.node(of: path) } catch {
      throw ConfigurationError("\(option): \(error)")
    }
    guard let node, var mapping = node.mapping else {
      throw ConfigurationError("\(option): \(path): must be a list of 'option: value' lines")
    }
    // A run's record has its options one level down.
    if let inner = mapping["configuration"]?.mapping { mapping = inner }
    var options: [String] = []
    for (key, value) in mapping {
      func wrong(_ problem: String) -> ConfigurationError {
        let line = (key.mark ?? value.mark).map { ", line \($0.line)" } ?? ""
        return ConfigurationError("\(option): \(path)\(line): \(problem)")
      }
      guard let name = key.scalar?.string else { throw wrong("an option's name must be a word") }
      let option = "--" + name.replacing("_", with: "-")
      if let items = value.sequence {
        for item in items {
          guard let text = item.scalar?.string else {
            throw wrong("'\(name)' has a list in a list")
          }
          options.append("\(option)=\(text)")
        }
      } else if let scalar = value.scalar {
        // Yes and no are words of YAML, but only flags can be switched.
        if Self.flags.contains(option), let flag = value.bool {
          if flag { options.append(option) }
        } else if value.null == nil {
          options.append("\(option)=\(scalar.string)")
        }
      } else {
        throw wrong("'\(name)' must be a value, not a mapping")
      }
    }
    return options
  }

  /// The options that take no value.
  private static let flags = Set((Options().flags + TrainingOptions().flags).map { "--" + $0 })
}

extension String {
  /// What follows a prefix; nil without it.
  fileprivate func suffix(after prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
