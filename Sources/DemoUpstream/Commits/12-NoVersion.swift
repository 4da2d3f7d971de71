extension DemoUpstream {
  static let noVersion = #"""
    subject: chore(compose): drop the obsolete `version` (#30)
    author: Boris Demo <boris@upstream.example>
    date: 2025-06-17T13:10:00Z
    -- docker-compose.yml edited --
    -version: '3.5'
    -
    -- etherpad.yml edited --
    -version: '3.5'
    -
    -- jibri.yml edited --
    -version: '3.5'
    -
    """#
}
