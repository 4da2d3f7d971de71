import GitKit
import PatchKit
import UpgradeKit

/// A deployment of one service, `app`, whose image is upstream's, with what its container reads.
struct EffectiveSite {
  /// The files of the image's folder.
  var image: [String: String] = [:]
  /// The lines of `environment`.
  var environment: [String] = []
  /// The lines of `volumes`.
  var volumes = ["/srv/config:/config"]
  /// The `.env` file.
  var variables: [String: String] = [:]
  /// Further files of the deployment, in the folder of the compose file.
  var files: [String: String] = [:]
  /// The tag of the image.
  var tag = "stable-1"
  /// The commit of upstream that its files are those of, where it is in no release.
  var state: RunningImage.UnreleasedState?
  /// The version of `tpl`.
  var renderer = "v1.5.0"

  /// A service with a start script.
  init(script: String, _ image: [String: String] = [:]) {
    self.image = image.merging(
      ["rootfs/etc/cont-init.d/10-config": "#!/usr/bin/with-contenv bash\n" + script + "\n"]
    ) { $1 }
  }

  /// What the container makes of it.
  func service() throws -> EffectiveService {
    let model = try deployed().model
    guard let service = EffectiveConfiguration(of: model).services.first else {
      throw Missing(what: model.projects.first?.problem?.message ?? "the service")
    }
    return service
  }

  /// The deployment, and upstream's files.
  func deployed() throws -> (model: DeploymentModel, files: LocalFiles, upstream: FileTree) {
    let release = ReleaseName("stable-1")
    var upstream = [
      "app/Dockerfile":
        "FROM debian\nRUN wget https://github.com/jitsi/tpl/releases/download/\(renderer)/tpl\nCOPY rootfs/ /\n"
    ]
    for (path, text) in image { upstream["app/" + path] = text }
    upstream["docker-compose.yml"] = "services:\n  app:\n    image: jitsi/app:x\n"
    let tree = try Self.tree(upstream)
    var deployment = files
    deployment["docker-compose.yml"] =
      "services:\n  app:\n    image: jitsi/app:\(tag)\n"
      + Self.section("environment", environment) + Self.section("volumes", volumes)
    deployment[".env"] = variables.sorted { $0.key < $1.key }
      .map { "\($0.key)='\($0.value)'\n" }.joined()
    let local = LocalFiles(
      try Self.tree(Dictionary(uniqueKeysWithValues: deployment.map { ("d/" + $0.key, $0.value) })))
    let model = DeploymentModel(
      of: local, ComposeFiles(local), in: try TreeFolder("d"), further: [],
      names: UpstreamImageNames(tree), state: state,
      tree: { $0 == state?.name ?? release ? tree : nil })
    return (model, local, tree)
  }

  /// What is missing.
  struct Missing: Error {
    let what: String
  }

  private static func section(_ name: String, _ items: [String]) -> String {
    items.isEmpty ? "" : "    \(name):\n" + items.map { "      - '\($0)'\n" }.joined()
  }

  static func tree(_ texts: [String: String]) throws -> FileTree {
    var files: [TreePath: FileTree.File] = [:]
    for (path, text) in texts {
      files[try TreePath(path)] = FileTree.File(content: Array(text.utf8))
    }
    return FileTree(files)
  }
}

extension EffectiveService {
  /// The files as they are shown, by path; upstream's files have no secrets.
  func shown(
    _ disclosure: EffectiveEnvironment.Disclosure = .given
  ) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: files.map { file in
        let lines = EffectiveLines(of: file, environment, disclosure) { entry in
          if case .upstream = entry.origin { true } else { false }
        }
        return (file.path, lines.text)
      })
  }
}
