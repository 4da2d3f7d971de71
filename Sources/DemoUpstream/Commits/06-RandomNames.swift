extension DemoUpstream {
  static let randomNames = #"""
    subject: feat(jicofo): add a switch for random names of shared documents (#12)
    author: Boris Demo <boris@upstream.example>
    date: 2024-05-14T08:15:00Z
    -- docker-compose.yml edited --
                 - ENABLE_RECORDING
    +            - ENABLE_SHARED_DOCUMENT_RANDOM_NAME
                 - JICOFO_AUTH_PASSWORD
    -- jicofo/rootfs/defaults/jicofo.conf edited --
     {{ $ENABLE_RECORDING := .Env.ENABLE_RECORDING | default "0" | toBool -}}
    +{{ $ENABLE_SHARED_DOCUMENT_RANDOM_NAME := .Env.ENABLE_SHARED_DOCUMENT_RANDOM_NAME | default "0" | toBool -}}
    @@
           initial-timeout = "15 seconds"
    +
    +      {{ if $ENABLE_SHARED_DOCUMENT_RANDOM_NAME }}
    +      shared-document {
    +        use-random-name = {{ $ENABLE_SHARED_DOCUMENT_RANDOM_NAME }}
    +      }
    +      {{ end }}
    """#
}
