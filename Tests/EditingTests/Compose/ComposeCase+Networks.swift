extension ComposeCase {
  private static let rename = ComposeOperation.renameNetwork("old.net", to: "new")

  static let networks = [
    ComposeCase(
      "network: keys of services and of the file, with comments and aliases", rename,
      """
      version: '3.5'

      services:
          # Front
          web:
              image: web
              networks:
                  old.net: # here
          xmpp:
              environment:
                  - DOMAIN=old.net
              networks:
                  old.net:
                    aliases:
                        - old.net
                        - xmpp.old.net

      # All
      networks:
          old.net:

      """,
      """
      version: '3.5'

      services:
          # Front
          web:
              image: web
              networks:
                  new: # here
          xmpp:
              environment:
                  - DOMAIN=old.net
              networks:
                  new:
                    aliases:
                        - old.net
                        - xmpp.old.net

      # All
      networks:
          new:

      """),
    ComposeCase(
      "network: lists, quotes, flow style, a `name:` that stays", rename,
      """
      services:
        a: {image: x, networks: [old.net, other]}
        b:
          networks:
          - "old.net"
          - other
        c:
          networks: {'old.net': {aliases: [c]}, other: }
      networks:
        "old.net":
          name: old.net
        other:

      """,
      """
      services:
        a: {image: x, networks: [new, other]}
        b:
          networks:
          - "new"
          - other
        c:
          networks: {'new': {aliases: [c]}, other: }
      networks:
        "new":
          name: old.net
        other:

      """),
    ComposeCase(
      "network: shared by anchors and merge keys", rename,
      """
      x-common: &common
        restart: always
        networks: &nets
          old.net:
      services:
        a:
          <<: *common
          image: a
        b:
          networks: *nets
        c:
          networks:
            <<: *nets
            other:
        d:
          networks:
            old.net: {}

      """,
      """
      x-common: &common
        restart: always
        networks: &nets
          new:
      services:
        a:
          <<: *common
          image: a
        b:
          networks: *nets
        c:
          networks:
            <<: *nets
            other:
        d:
          networks:
            new: {}

      """),
    ComposeCase(
      "network: one service is renamed already", rename,
      "services:\n  a:\n    networks: [new]\n  b:\n    networks: [old.net]\n",
      "services:\n  a:\n    networks: [new]\n  b:\n    networks: [new]\n"),
  ]
}
