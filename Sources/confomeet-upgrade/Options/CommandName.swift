/// The subcommands' names.
enum CommandName: String, CaseIterable {
  case upgrade
  case drift
  case adopt
  case matrix
  case config
  case env
  case releases
  case patches
  case resolve
  case accept
  case explain
  case schema
  case demo
}
