/// Where a message goes that has come.
///
/// The parameter server keeps messages in numbered places, across steps. By default message `part` of
/// worker j has place j · parts + part.
public enum Destination: Hashable, Sendable {
  /// It takes a place, whatever was there.
  case keep(Int)
  /// It is added to what is in a place, which is of the same version.
  case add(Int)
  /// It is added to what is in a place, of whatever version; the place goes on under the version of its
  /// first message.
  case mix(Int)
  /// It is not used.
  case drop
}
