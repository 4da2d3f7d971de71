extension ComposeCase {
  static let environments = [
    ComposeCase(
      "environment: sorted list", .addEnvironment("a", ["B_TWO", "AA", "Z", "B_ONE"]),
      """
      services:
        a:
          environment:
            - A # first
            # about B
            - B=1
            - C
          networks:

      """,
      """
      services:
        a:
          environment:
            - A # first
            - AA
            # about B
            - B=1
            - B_ONE
            - B_TWO
            - C
            - Z
          networks:

      """),
    ComposeCase(
      "environment: to the front of a sorted list", .addEnvironment("a", ["A"]),
      "services:\n  a:\n    environment:\n    - B\n    - C\n",
      "services:\n  a:\n    environment:\n    - A\n    - B\n    - C\n"),
    ComposeCase(
      "environment: unsorted list, by prefix and by neighbours",
      .addEnvironment("a", ["J_LAST", "CON_A", "CON_B"]),
      """
      services:
          a:
              environment:
                  - AUTO
                  - CHROME
                  - DISPLAY=:0
                  - ENABLE
                  - J_X
                  - J_A
                  - J_STATS

                  # the rest
                  - TZ
                  - XMPP

      """,
      """
      services:
          a:
              environment:
                  - AUTO
                  - CHROME
                  - CON_A
                  - CON_B
                  - DISPLAY=:0
                  - ENABLE
                  - J_X
                  - J_A
                  - J_STATS
                  - J_LAST

                  # the rest
                  - TZ
                  - XMPP

      """),
    ComposeCase(
      "environment: unsorted list, nothing like it", .addEnvironment("a", ["M"]),
      "services:\n  a:\n    environment:\n      - Z\n      - A\n      - B\n      - A2\n",
      "services:\n  a:\n    environment:\n      - Z\n      - A\n      - B\n      - A2\n      - M\n"),
    ComposeCase(
      "environment: mapping", .addEnvironment("a", ["B", "A", "D"]),
      "services:\n  a:\n    environment:\n        A: 1\n        C: |\n            x\n\n    image: i\n",
      "services:\n  a:\n    environment:\n        A: 1\n        B:\n        C: |\n            x\n        D:\n\n    image: i\n"
    ),
    ComposeCase(
      "environment: behind a text that keeps its blank lines", .addEnvironment("a", ["D"]),
      "services:\n  a:\n    environment:\n      C: |+\n        x\n\n    image: i\n",
      "services:\n  a:\n    environment:\n      C: |+\n        x\n\n      D:\n    image: i\n"),
    ComposeCase(
      "environment: flow styles", .addEnvironment("a", ["B", "C"]),
      "services: {a: {environment: [A, 'C=1',]}}\n",
      "services: {a: {environment: [A, B, 'C=1',]}}\n"),
    ComposeCase(
      "environment: flow mapping", .addEnvironment("a", ["A", "C"]),
      "services:\n  a:\n    environment: {B: 1}\n",
      "services:\n  a:\n    environment: {A: null, B: 1, C: null}\n"),
    ComposeCase(
      "environment: flow mapping, behind an empty value", .addEnvironment("a", ["C"]),
      "services:\n  a:\n    environment: {B: }\n",
      "services:\n  a:\n    environment: {B: , C: null }\n"),
    ComposeCase(
      "environment: empty flow list", .addEnvironment("a", ["B", "A"]),
      "services:\n  a:\n    environment: [] # none\n",
      "services:\n  a:\n    environment: [A, B] # none\n"),
    ComposeCase(
      "environment: none yet, before networks, in the file's style",
      .addEnvironment("a", ["B", "A"]),
      """
      services:
          a:
              image: x # why

              # net
              networks:
                  n:
          b:
              ports:
                - 80

      """,
      """
      services:
          a:
              image: x # why
              environment:
                - A
                - B

              # net
              networks:
                  n:
          b:
              ports:
                - 80

      """),
    ComposeCase(
      "environment: none yet, at the end", .addEnvironment("a", ["A"]),
      "services:\n  a:\n    image: x\n\n  b:\n    image: x\n",
      "services:\n  a:\n    image: x\n    environment:\n      - A\n\n  b:\n    image: x\n"),
    ComposeCase(
      "environment: nothing in it", .addEnvironment("a", ["A", "B"]),
      "services:\n  a:\n    environment: # none\n    image: x\n",
      "services:\n  a:\n    environment: # none\n      - A\n      - B\n    image: x\n"),
    ComposeCase(
      "environment: none yet in a flow service", .addEnvironment("a", ["A", "B"]),
      "services:\n  a: {image: x}\n", "services:\n  a: {image: x, environment: [A, B]}\n"),
  ]

  static let values = [
    ComposeCase(
      "value: replaced in a list", .setEnvironment("a", "B", "${X:-1}"),
      "services:\n  a:\n    environment:\n      - A\n      - B=0 # old\n      - 'C'\n",
      "services:\n  a:\n    environment:\n      - A\n      - B=${X:-1} # old\n      - 'C'\n"),
    ComposeCase(
      "value: a bare name in quotes gets one", .setEnvironment("a", "B", "it's \"1\""),
      "services:\n  a:\n    environment:\n      - 'B'\n",
      "services:\n  a:\n    environment:\n      - 'B=it''s \"1\"'\n"),
    ComposeCase(
      "value: new in a list, quoted where it has to be", .setEnvironment("a", "B", "a: #b"),
      "services:\n  a:\n    environment:\n      - A\n      - C\n",
      "services:\n  a:\n    environment:\n      - A\n      - 'B=a: #b'\n      - C\n"),
    ComposeCase(
      "value: flow list", .setEnvironment("a", "B", "${X:-1}"),
      "services:\n  a:\n    environment: [A, B]\n",
      "services:\n  a:\n    environment: [A, 'B=${X:-1}']\n"),
    ComposeCase(
      "value: replaced in a mapping", .setEnvironment("a", "B", "${X:-1}"),
      "services:\n  a:\n    environment:\n      A: x\n      B: 0 # old\n",
      "services:\n  a:\n    environment:\n      A: x\n      B: \"${X:-1}\" # old\n"),
    ComposeCase(
      "value: a mapping's null gets one", .setEnvironment("a", "B", "1"),
      "services:\n  a:\n    environment:\n      B: # none\n      C: ~\n",
      "services:\n  a:\n    environment:\n      B: \"1\" # none\n      C: ~\n"),
    ComposeCase(
      "value: a written null gets one", .setEnvironment("a", "C", "1"),
      "services:\n  a:\n    environment:\n      C: ~ # none\n",
      "services:\n  a:\n    environment:\n      C: \"1\" # none\n"),
    ComposeCase(
      "value: new in a mapping", .setEnvironment("a", "B", "1"),
      "services:\n  a:\n    environment:\n      A: x\n\n      # c\n      C: x\n",
      "services:\n  a:\n    environment:\n      A: x\n      B: \"1\"\n\n      # c\n      C: x\n"),
    ComposeCase(
      "value: flow mapping without colon", .setEnvironment("a", "B", "1"),
      "services: {a: {environment: {B , C: 1}}}\n",
      "services: {a: {environment: {B: \"1\" , C: 1}}}\n"),
    ComposeCase(
      "value: block scalar", .setEnvironment("a", "B", "1"),
      "services:\n  a:\n    environment:\n      B: |\n        x\n        y\n\n      C: 1\n",
      "services:\n  a:\n    environment:\n      B: \"1\"\n\n      C: 1\n"),
  ]
}
