extension DemoUpstream {
  static let webPorts = #"""
    subject: feat(web): listen on ports 8000 and 8443 (#45)
    author: Boris Demo <boris@upstream.example>
    date: 2026-04-02T10:00:00Z
    -- docker-compose.yml edited --
    -            - '${HTTP_PORT}:80'
    -            - '${HTTPS_PORT}:443'
    +            - '${HTTP_PORT}:8000'
    +            - '${HTTPS_PORT}:8443'
    -- web/Dockerfile edited --
    -EXPOSE 80 443
    +EXPOSE 8000 8443
    """#
}
