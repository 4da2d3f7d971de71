extension ComposeCase {
  private static func mount(
    _ options: [String]? = nil, adding: Bool = false
  ) -> ComposeOperation {
    .setVolume("a", target: "/plugins", source: "./p", options: options, adding: adding)
  }

  static let volumes = [
    ComposeCase(
      "volume: source replaced, options kept", mount(),
      "services:\n  a:\n    volumes:\n      - ${C:-~/.c}/a:/config:Z\n      - ${C:-~/.c}/p:/plugins:Z # p\n",
      "services:\n  a:\n    volumes:\n      - ${C:-~/.c}/a:/config:Z\n      - ./p:/plugins:Z # p\n"),
    ComposeCase(
      "volume: options replaced, quotes and slash kept", mount(["ro", "z"]),
      "services:\n  a:\n    volumes: ['${C}/p:/plugins/:Z', b]\n",
      "services:\n  a:\n    volumes: ['./p:/plugins/:ro,z', b]\n"),
    ComposeCase(
      "volume: options removed", mount([]),
      "services:\n  a:\n    volumes:\n    - \"p:/plugins:Z\"\n",
      "services:\n  a:\n    volumes:\n    - \"./p:/plugins\"\n"),
    ComposeCase(
      "volume: added", mount(["ro"], adding: true),
      "services:\n  a:\n    volumes:\n    - b:/b\n    # c\n\n    image: x\n",
      "services:\n  a:\n    volumes:\n    - b:/b\n    - ./p:/plugins:ro\n    # c\n\n    image: x\n"),
    ComposeCase(
      "volume: the first, before the environment", mount(adding: true),
      "services:\n    a:\n        image: x\n        environment:\n            - A\n",
      "services:\n    a:\n        image: x\n        volumes:\n            - ./p:/plugins\n        environment:\n            - A\n"
    ),
    ComposeCase(
      "volume: long form", mount(["ro"]),
      """
      services:
        a:
          volumes:
            - type: volume
              source: p # p
              target: /plugins
            - b:/b

      """,
      """
      services:
        a:
          volumes:
            - type: bind
              source: ./p # p
              target: /plugins
              read_only: true
            - b:/b

      """),
    ComposeCase(
      "volume: long form in flow style", mount([]),
      "services:\n  a:\n    volumes: [{type: bind, source: /p, target: /plugins, read_only: true}]\n",
      "services:\n  a:\n    volumes: [{type: bind, source: ./p, target: /plugins, read_only: false}]\n"
    ),
    ComposeCase(
      "volume: long form whose value is missing", mount(["ro"]),
      "services:\n  a:\n    volumes:\n      - type: bind\n        source: ./p\n        target: /plugins\n        read_only:\n",
      "services:\n  a:\n    volumes:\n      - type: bind\n        source: ./p\n        target: /plugins\n        read_only: true\n"
    ),
  ]
}
