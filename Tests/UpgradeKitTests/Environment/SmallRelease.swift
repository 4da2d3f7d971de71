import Editing
import Findings
import GitKit
import PatchKit
import Testing
import UpgradeKit

/// A small release of two images, made to be changed in tests.
struct SmallRelease {
  var files: [String: String] = [
    "env.example": """
    # Where settings are kept
    CONFIG=~/.cfg

    # The port
    PORT=8000

    # A shared secret
    #APP_SECRET=published_secret

    # How much is said
    #LOUDNESS=info
    """,
    "docker-compose.yml": """
    services:
      web:
        image: ${REPO:-reg.example/demo}/web:${TAG:-stable-1}
        ports: ['${PORT}:80']
        volumes: ['${CONFIG}/web:/config']
        environment:
          - APP_SECRET
          - LOUDNESS
          - WEB_TITLE
          - PLAIN=1
          - MODE=${WEB_MODE:-quiet}
          - LOST
    """,
    "recorder.yml": """
    services:
      recorder:
        image: demo/recorder
        environment:
          RECORDER_PASSWORD:
          DISPLAY: ":0"
          NEW_NAME:
          OLD_NAME:
      foreign:
        image: somebody/else
        environment: [FOREIGN]
    """,
    "base/Dockerfile": "FROM debian\nENV FROM_IMAGE=1\n",
    "base/rootfs/etc/cont-init.d/01": "#!/bin/sh\necho \"$LOUDNESS\"\n",
    "web/Dockerfile": "ARG R=demo\nFROM ${R}/base:latest\n",
    "web/rootfs/defaults/web.conf": """
    title = {{ .Env.WEB_TITLE | default "Hello" }}
    mode = {{ if .Env.MODE }}{{ .Env.MODE }}{{ end }}
    hidden = {{ .Env.HIDDEN_SWITCH }}
    """,
    "web/rootfs/etc/cont-init.d/10": """
    #!/bin/bash
    if [[ -z "$APP_SECRET" ]]; then
      exit 1
    fi
    OLD_SECRET=swordfish
    if [[ "$APP_SECRET" == "$OLD_SECRET" ]]; then
      exit 1
    fi
    [ -z "$FROM_IMAGE" ] && exit 1
    """,
    "recorder/Dockerfile": "FROM demo/base\n",
    "recorder/rootfs/etc/cont-init.d/10": """
    #!/bin/bash
    if [[ -z $RECORDER_PASSWORD ]]; then exit 1; fi
    [ -z "$DISPLAY" ] && exit 1
    [ -z "$NEW_NAME" ] && export NEW_NAME="$OLD_NAME"
    tpl $NEW_NAME
    """,
  ]

  func tree() throws -> FileTree {
    var tree: [TreePath: FileTree.File] = [:]
    for (path, text) in files {
      tree[try TreePath(path)] = FileTree.File(content: Array(text.utf8))
    }
    return FileTree(tree)
  }

  func map(_ release: String = "stable-1") throws -> VariableMap {
    let tree = try tree()
    let name = try #require(ReleaseName(release))
    return VariableMap(of: tree, upstream: tree, release: name)
  }
}
