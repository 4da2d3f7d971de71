/// What a person should know of while upstream is opened, whatever comes of it.
package enum FetchNotice: Sendable, Hashable {
  /// Another process has a lock; who it is, where that is known.
  case waiting(lock: String, holder: String?)
  /// A damaged mirror was made anew.
  case remade(mirror: String, damage: String)
  /// Some tags lead to no commit; the rest is as good as ever.
  case unusableTags([UnusableTag])
  /// The server named another one.
  case redirected(from: String, to: String)
}
