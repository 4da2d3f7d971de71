import Foundation
import GitKit
import PatchKit
import Testing
import UpgradeKit

/// A deployment that guarantees are checked on: files by path below `d`, made from generated ones.
struct GuaranteeSite {
  let generation: Generation
  /// The deployment's files, from its folder.
  var files: [String: FileTree.File]
  var trees: [ReleaseName: FileTree]

  /// A deployment as it is generated.
  init(_ patchSet: PatchSet, _ release: ReleaseName, upstream: FileTree) throws {
    generation = patchSet.generate(release: release, upstream: upstream)
    #expect(generation.conflicts == [])
    files = [:]
    for path in generation.tree.paths { files["d/\(path)"] = generation.tree[path] }
    trees = [release: upstream]
  }

  /// The text of a file of the deployment; setting `nil` removes it.
  subscript(path: String) -> String? {
    get { files["d/" + path].map { String(decoding: $0.content, as: UTF8.self) } }
    set {
      files["d/" + path] = newValue.map {
        FileTree.File(mode: files["d/" + path]?.mode ?? .regular, content: Array($0.utf8))
      }
    }
  }

  /// What runs, and what became of each guarantee: by its patch, kind and statement.
  func check() throws -> (model: DeploymentModel, results: [GuaranteeResult]) {
    var texts: [TreePath: FileTree.File] = [:]
    for (path, file) in files { texts[try TreePath(path)] = file }
    let tree = FileTree(texts)
    let local = LocalFiles(tree)
    let directory = try TreeFolder("d")
    let further = tree.paths.filter { path in
      path.folder == "d" && path.text.hasSuffix(".yml")
        && !["docker-compose.yml", "docker-compose.override.yml"].contains(path.name)
    }
    let upstream = trees[generation.release] ?? FileTree()
    let compose = ComposeFiles(local)
    let model = DeploymentModel(
      of: local, compose, in: directory, further: further, names: UpstreamImageNames(upstream),
      tree: { trees[$0] })
    let subject = model.subject(
      of: GuaranteeSubject(
        release: generation.release, upstream: upstream, generated: generation.tree),
      files: local, compose)
    return (model, generation.patches.flatMap { $0.checkGuarantees(on: subject) })
  }

  /// What fails, by kind, with what speaks against it and where.
  func failures() throws -> [String] {
    try check().results.filter { $0.check.outcome == .fails }.flatMap { result in
      result.check.violations.map { violation in
        let place = violation.place.map { place in
          let bytes = files[place.path.text]?.content.prefix(place.offset) ?? []
          return "\(place.path):\(bytes.count { $0 == 0x0A } + 1)"
        }
        return "\(result.stated.name): \(violation.text) (\(place ?? "-"))"
      }
    }
  }

  /// What is not known, and what isn't deployed, by kind.
  func others() throws -> [String] {
    try check().results.compactMap { result in
      switch result.check.outcome {
      case .holds, .fails: nil
      case .unknown(let reason): "\(result.stated.name): unknown, \(reason)"
      case .moot(let reason): "\(result.stated.name): moot, \(reason)"
      }
    }
  }
}

/// A small upstream of one release, and a patch set with each kind of guarantee.
enum SmallSite {
  static let upstream = [
    "docker-compose.yml": """
    services:
      web:
        image: jitsi/web:${V:-stable-1}
        networks: [old]
      jibri:
        image: jitsi/jibri:${V:-stable-1}
        environment: [A]
        volumes: ['./plugins:/plugins:ro']
        networks: [old]
    networks: {old: }

    """,
    "base/Dockerfile": "FROM debian\nCOPY rootfs /\n",
    "base/rootfs/etc/cont-init.d/01": "#!/usr/bin/with-contenv bash\n",
    "web/Dockerfile": "FROM jitsi/base:latest\nCOPY rootfs/ /\n", "web/rootfs/x": "",
    "jibri/Dockerfile":
      "ARG BASE_TAG=latest\nFROM jitsi/base:${BASE_TAG}\nRUN one && \\\n    two\nCOPY rootfs/ /\n",
    "jibri/rootfs/etc/cont-init.d/10-config": "#!/usr/bin/with-contenv bash\n",
    "jibri/rootfs/defaults/x.conf": "x = \"{{ .Env.A }}\"\n",
  ]

  private static let patch = """
    id: p
    title: A patch
    reason: For a test
    operations:
      - compose.rename-network: {from: old, to: new}
      - compose.build: {file: docker-compose.yml, service: jibri, context: ./jibri, args: {BASE_TAG: '${V:-@release@}'}}
      - file.add: {path: jibri/rootfs/etc/cont-init.d/11-own, from: script, mode: '0755'}
      - file.add: {path: plugins/mod.lua, from: script}
    guarantees:
      - network: {name: new, replaces: old}
      - pinned: {variable: V}
      - variable: {names: A, service: jibri}
      - setting: {file: jibri/rootfs/defaults/x.conf, path: x, service: jibri, with: {A: '1'}, equals: '1'}
      - mount: {file: docker-compose.yml, service: jibri, target: /plugins, source: ./plugins, read-only: true}
      - file: {path: jibri/rootfs/etc/cont-init.d/11-own, mode: '0755'}
      - file: {path: plugins/mod.lua}
      - step-order: {file: jibri/Dockerfile, first: one, then: two}
      - s6-service: {image: jibri, name: 11-own}
      - standalone: {file: docker-compose.yml}

    """

  static func make() throws -> GuaranteeSite {
    let patches = [
      "patchset.yaml": """
      format: 1
      name: small
      upstream: {url: https://example.com/x, releases: stable-*}
      deployment: {directory: d, include: ['*.yml', 'jibri/**']}
      patches: [p]

      """, "p/patch.yaml": patch, "p/script": "#!/usr/bin/with-contenv bash\n",
    ]
    let set = try PatchSet.read(try tree(patches), vocabulary: .standard)
    return try GuaranteeSite(
      set, try #require(ReleaseName("stable-1")), upstream: try tree(upstream))
  }

  private static func tree(_ texts: [String: String]) throws -> FileTree {
    var files: [TreePath: FileTree.File] = [:]
    for (path, text) in texts {
      files[try TreePath(path)] = FileTree.File(content: Array(text.utf8))
    }
    return FileTree(files)
  }
}
