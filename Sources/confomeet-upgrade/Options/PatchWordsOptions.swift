import ArgumentParser
import Editing

/// What a new patch is for: as given, or as a person at a terminal says.
struct PatchWordsOptions: ParsableArguments {
  @Option(help: ArgumentHelp("What the patch does, in a few words.", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp("Why it is there, and when it can go.", valueName: "text"))
  var reason: String?

  func validate() throws {
    for (option, text) in [("title", title), ("reason", reason)] {
      guard text?.contains(where: { !$0.isWhitespace }) != false else {
        throw ValidationError("'--\(option)' needs a text.")
      }
    }
    guard title?.contains(where: \.isNewline) != true else {
      throw ValidationError("'--title' is one line.")
    }
  }

  /// Whether there is something to ask, and somebody.
  var isAsking: Bool { (title == nil || reason == nil) && Prompt.isPossible }

  /// Title and reason; what isn't given is asked for, and an empty answer leaves a blank.
  func asked() throws -> (title: String?, reason: String?) {
    guard isAsking else { return (title, reason) }
    return (
      try title ?? Prompt.ask("What does the patch do, in a few words?"),
      try reason ?? Prompt.ask("Why is it there, and when can it go?")
    )
  }
}

/// A new patch's name.
enum PatchName {
  /// Refuses a name that is none for a folder and a list in YAML.
  static func check(_ name: String) throws {
    let small = Set("abcdefghijklmnopqrstuvwxyz0123456789-")
    guard name.allSatisfy(small.contains), name.count <= 64, YAMLText.portable(name) == name,
      name.first?.isLetter == true, name != "resolutions", name != "schema"
    else {
      throw ValidationError(
        "A patch's name has up to 64 small letters, digits and '-', and begins with a letter.")
    }
  }
}
