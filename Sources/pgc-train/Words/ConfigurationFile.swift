import Console
import Settings
import Yams

/// The options that a configuration file, or a run's record, stands for.
struct ConfigurationFile {
  /// As they stand on a command line.
  let options: [String]
  /// The command of a record; nil where the file says nothing of it.
  let command: AskedCommand?

  /// Reads a file.
  /// - Parameter option: That named it, for errors.
  init(_ path: String, option: String) throws(ConfigurationError) {
    let node: Node?
    do throws(FileError) { node = try YAMLFile.node(of: path) } catch {
      throw ConfigurationError("\(option): \(error)")
    }
    guard let node, var mapping = node.mapping else {
      throw ConfigurationError("\(option): \(path): must be a list of 'option: value' lines")
    }
    // A run's record has its options one level down, and beside them what was done with them.
    command = mapping["command"]?.scalar.map {
      AskedCommand($0.string, operand: mapping["record"]?.scalar?.string)
    }
    mapping["command"] = nil
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
        if WordScan.flags.contains(String(option.dropFirst(2))), let flag = value.bool {
          if flag { options.append(option) }
        } else if value.null == nil {
          options.append("\(option)=\(scalar.string)")
        } else {
          throw wrong("'\(name)' has no value; write one, or leave the line out")
        }
      } else {
        throw wrong("'\(name)' must be a value, not a mapping")
      }
    }
    self.options = options
  }
}
