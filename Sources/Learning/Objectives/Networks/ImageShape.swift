import Settings

/// How the features of a sample are an image: channel by channel, each row by row.
struct ImageShape: Equatable, Sendable {
  let channels: Int
  let height: Int
  let width: Int

  init(channels: Int, height: Int, width: Int) {
    self.channels = channels
    self.height = height
    self.width = width
  }

  /// The shape that a spec names, or the usual one of that many features: 784 are 28 × 28 in one
  /// channel, 3072 are 32 × 32 in three.
  /// - Throws: where the features are no such image, naming the settings.
  init(_ spec: Spec, columns: Int, option: String) throws(ConfigurationError) {
    let sides = 1...65_536
    let isGiven = ["channels", "height", "width"].contains { spec[$0] != nil }
    guard isGiven else {
      switch columns {
      case 784: self.init(channels: 1, height: 28, width: 28)
      case 3072: self.init(channels: 3, height: 32, width: 32)
      default:
        throw ConfigurationError(
          "\(option): '\(spec.name)' needs images, and \(columns) features a sample are none it "
            + "knows; set height, width and channels, as in "
            + "\(spec.name):height=28,width=28,channels=1, or use 'mlp'")
      }
      return
    }
    self.init(
      channels: try spec.integer("channels", default: 1, in: sides, option: option),
      height: try spec.integer("height", in: sides, option: option),
      width: try spec.integer("width", in: sides, option: option))
    guard channels * height * width == columns else {
      throw ConfigurationError(
        "\(option): '\(spec)' has images of \(channels) × \(height) × \(width) = "
          + "\(channels * height * width) features, but samples have \(columns)")
    }
  }

  /// Throws where nothing would be left of the image.
  func check(least: Int, _ spec: Spec, _ option: String) throws(ConfigurationError) {
    guard min(height, width) >= least else {
      throw ConfigurationError(
        "\(option): '\(spec.name)' needs images of at least \(least) × \(least), but these are "
          + "\(height) × \(width); use 'mlp'")
    }
  }
}

extension Entry.Parameter {
  /// `channels`, `height` and `width` of an image.
  static var imageShape: [Entry.Parameter] {
    let usual = "28x28 or 3x32x32"
    return [
      Entry.Parameter("channels", standard: "1 or 3", "planes of an image; with height and width"),
      Entry.Parameter("height", standard: usual, "rows of an image"),
      Entry.Parameter("width", standard: usual, "columns of an image"),
    ]
  }
}
