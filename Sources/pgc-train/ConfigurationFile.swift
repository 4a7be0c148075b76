import Foundation
import Settings
import Yams

/// Turns a configuration file into the options it stands for.
///
/// Files and the command line go through the same parser, so names, checks and error lines are the
/// same. What stands on the command line comes later and wins.
enum ConfigurationFile {
  /// The arguments with every `--config FILE` replaced by the file's options, before all others, and
  /// with a replayed run's configuration before those.
  static func expand(_ arguments: [String]) throws(ConfigurationError) -> [String] {
    var expanded: [String] = []
    var rest: [String] = []
    var i = 0
    while i < arguments.count {
      let argument = arguments[i]
      if argument == "--config" || argument == "--replay" {
        guard i + 1 < arguments.count else {
          throw ConfigurationError("\(argument): needs a value")
        }
        i += 1
        if argument == "--replay" {
          rest += [argument, arguments[i]]
          expanded = try options(of: arguments[i] + "/run.json") + expanded
        } else {
          expanded += try options(of: arguments[i])
        }
      } else {
        rest.append(argument)
      }
      i += 1
    }
    return expanded + rest
  }

  private static func options(of path: String) throws(ConfigurationError) -> [String] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw ConfigurationError("--config \(path): cannot be read")
    }
    let node: Node?
    do { node = try compose(yaml: text) } catch {
      let line = "\(error)".split(separator: "\n").first ?? ""
      throw ConfigurationError("--config \(path): is not YAML: \(line)")
    }
    guard let node, var mapping = node.mapping else {
      throw ConfigurationError("--config \(path): must be a list of 'option: value' lines")
    }
    // A run's record has its options one level down.
    if let inner = mapping["configuration"]?.mapping { mapping = inner }
    var options: [String] = []
    for (key, value) in mapping {
      guard let name = key.string else { continue }
      let option = "--" + name.replacingOccurrences(of: "_", with: "-")
      if let items = value.sequence {
        for item in items { options += ["\(option)=\(item.string ?? "")"] }
      } else if value.mapping != nil {
        throw ConfigurationError("--config \(path): '\(name)' must be a value, not a mapping")
      } else if let flag = value.bool {
        if flag { options.append(option) }
      } else if value.null == nil {
        options.append("\(option)=\(value.string ?? "")")
      }
    }
    return options
  }
}
