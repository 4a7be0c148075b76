public import Datasets
public import Kernels
public import Settings

/// An objective that a user can name: `softmax`, or `softmax:bias=no`.
public protocol NamedObjective<Element>: Objective {
  /// Name, formula and settings.
  static var entry: Entry { get }
  /// The precision where none is asked for: `float32` or `float64`.
  static var usualPrecision: String { get }
  /// The objective for a data set's labels and number of features.
  /// - Throws: where the labels do not fit, naming the model that does; where a setting is wrong.
  init(_ spec: Spec, labels: LabelKind, columns: Int, option: String) throws(ConfigurationError)
}

extension NamedObjective {
  /// float64.
  public static var usualPrecision: String { Double.precisionName }
}

/// The models a user can name.
public enum Objectives {
  /// What `list models` prints.
  public static var entries: [Entry] { kinds(Double.self).map { $0.entry } }

  /// One line a model.
  private static func kinds<Element: Scalar>(_: Element.Type) -> [any NamedObjective<Element>.Type]
  {
    [
      SoftmaxRegression<Element>.self,
      LogisticRegression<Element>.self,
      LeastSquaresRegression<Element>.self,
      MultilayerPerceptron<Element>.self,
      ConvolutionalNetwork<Element>.self,
      LeNet<Element>.self,
    ]
  }

  /// The most parameters that a model may have, 2^30: 8 GiB in float64.
  ///
  /// Every process holds vectors of the model's size; the parameter server one more for each message
  /// that it keeps.
  public static let mostParameters = 1 << 30

  /// The precision of a model where none is asked for.
  /// - Parameter text: A model as a user writes it; nil, or a name that does not exist, counts as
  ///   linear.
  public static func usualPrecision(of text: String?, option: String = "--model")
    throws(ConfigurationError) -> String
  {
    guard let text else { return Double.precisionName }
    let name = try Spec(parsing: text, option: option).name
    let kind = kinds(Double.self).first { $0.entry.name == name }
    return kind?.usualPrecision ?? Double.precisionName
  }

  /// The objective that `spec` names.
  /// - Parameters:
  ///   - labels: What the data set's labels mean.
  ///   - columns: The data set's features of a sample.
  ///   - option: What to name in an error.
  /// - Throws: for an unknown name or setting, labels that do not fit the model, or more parameters
  ///   than `mostParameters`. Nothing of the model's size is allocated.
  public static func make<Element: Scalar>(
    _ spec: Spec, labels: LabelKind, columns: Int, as: Element.Type = Element.self,
    option: String = "--model"
  ) throws(ConfigurationError) -> any Objective<Element> {
    let kind = try kinds(Element.self).find(spec, option: option) { $0.entry }
    let objective = try kind.init(spec, labels: labels, columns: columns, option: option)
    guard objective.dimension <= mostParameters else {
      throw ConfigurationError(
        "\(option): '\(spec)' would have \(objective.dimension) parameters on \(columns) features; "
          + "\(mostParameters) (2^30) may be: choose a smaller model, or data of fewer features")
    }
    return objective
  }
}

/// The line for labels that a model cannot learn.
func misfit(_ spec: Spec, _ needs: String, _ labels: LabelKind, _ remedy: String, _ option: String)
  -> ConfigurationError
{
  ConfigurationError(
    "\(option): '\(spec.name)' needs \(needs), but labels are \(labels); \(remedy)")
}

/// The number of classes that labels name.
/// - Throws: where labels are of another kind, naming the model that takes them.
func classCount(_ spec: Spec, _ labels: LabelKind, _ option: String)
  throws(ConfigurationError) -> Int
{
  switch labels {
  case .classes(let count) where count > 1: return count
  case .classes: throw misfit(spec, "two classes or more", labels, "check the labels", option)
  case .binary: throw misfit(spec, "labels 0, 1, …", labels, "use 'logistic'", option)
  case .real: throw misfit(spec, "labels 0, 1, …", labels, "use 'least-squares'", option)
  }
}
