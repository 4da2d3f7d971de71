extension ComposeCase {
  private static func build(
    _ arguments: [String: String] = [:], dockerfile: String? = nil, removingImage: Bool = true
  ) -> ComposeOperation {
    .setBuild(
      "a", context: "./a", dockerfile: dockerfile, arguments, removingImage: removingImage)
  }

  static let builds = [
    ComposeCase(
      "build: in the place of the image", build(["TAG": "${V:-1}", "X": "y"]),
      """
      services:
          a:
              # what
              image: x/a:${V:-1}
              restart: always
              environment:
                  - A
          b:
              image: b

      """,
      """
      services:
          a:
              # what
              build:
                  context: ./a
                  args:
                      TAG: "${V:-1}"
                      X: "y"
              restart: always
              environment:
                  - A
          b:
              image: b

      """),
    ComposeCase(
      "build: beside the image", build(dockerfile: "D", removingImage: false),
      "services:\n  a:\n    image: x\n    ports: [80]\n",
      "services:\n  a:\n    image: x\n    build:\n      context: ./a\n      dockerfile: D\n    ports: [80]\n"
    ),
    ComposeCase(
      "build: without an image", build(),
      "services:\n  a:\n    # c\n    ports:\n    - 80\n",
      "services:\n  a:\n    # c\n    build:\n      context: ./a\n    ports:\n    - 80\n"),
    ComposeCase(
      "build: short form updated, image removed", build(["X": "y"]),
      "services:\n  a:\n    build: .\n    ports:\n      - 80\n    image: x # old\n",
      "services:\n  a:\n    build:\n      context: ./a\n      args:\n        X: \"y\"\n    ports:\n      - 80\n"
    ),
    ComposeCase(
      "build: long form updated", build(["X": "y"]),
      "services:\n  a:\n    image: x\n    build:\n      context: .\n      args:\n        - X=z\n\n    ports: [80]\n",
      "services:\n  a:\n    build:\n      context: ./a\n      args:\n        X: \"y\"\n\n    ports: [80]\n"
    ),
    ComposeCase(
      "build: right already, image removed", build(["X": "y"]),
      "services:\n  a:\n    image: x\n    build: {context: ./a, args: [X=y]}\n",
      "services:\n  a:\n    build: {context: ./a, args: [X=y]}\n"),
    ComposeCase(
      "build: flow style", build(["X": "${Y}"]),
      "services: {a: {image: x, ports: [80]}}\n",
      "services: {a: {build: {context: ./a, args: {X: \"${Y}\"}}, ports: [80]}}\n"),
    ComposeCase(
      "build: flow style, image removed from the end", build(),
      "services: {a: {build: ., image: x}}\n", "services: {a: {build: {context: ./a}}}\n"),
  ]

  static let images = [
    ComposeCase(
      "image: every way to write a tag", .pin(["a", "b", "c", "d", "e", "f"], release: "r-2"),
      """
      x-e: &e o/e:1
      services:
        a:
          image: o/a:${VERSION:-unstable} # a
        b: {image: "${REPO:-ghcr.io/o}/b:stable-1"}
        c:
          image: localhost:5000/c
        d:
          image: o/d:${VERSION:-r-2}
        e:
          image: *e
        f:
          image: 'f:1'
        other:
          image: o/other:1

      """,
      """
      x-e: &e o/e:${VERSION:-r-2}
      services:
        a:
          image: o/a:${VERSION:-r-2} # a
        b: {image: "${REPO:-ghcr.io/o}/b:${VERSION:-r-2}"}
        c:
          image: localhost:5000/c:${VERSION:-r-2}
        d:
          image: o/d:${VERSION:-r-2}
        e:
          image: *e
        f:
          image: 'f:${VERSION:-r-2}'
        other:
          image: o/other:1

      """),
    ComposeCase(
      "image: plain in flow style has to be quoted", .pin(["a"], release: "r"),
      "services: {a: {image: o/a:1}}\n", "services: {a: {image: 'o/a:${VERSION:-r}'}}\n"),
  ]
}
