extension DemoUpstream {
  static let release9364 = #"""
    subject: release: stable-9364-1
    author: Anna Demo <anna@upstream.example>
    date: 2024-03-05T12:00:00Z
    tag: stable-9364-1
    annotated: yes
    -- docker-compose.yml edited --
    -        image: jitsi/web:${JITSI_IMAGE_VERSION:-unstable}
    +        image: jitsi/web:${JITSI_IMAGE_VERSION:-stable-9364-1}
    @@
    -        image: jitsi/prosody:${JITSI_IMAGE_VERSION:-unstable}
    +        image: jitsi/prosody:${JITSI_IMAGE_VERSION:-stable-9364-1}
    @@
    -        image: jitsi/jicofo:${JITSI_IMAGE_VERSION:-unstable}
    +        image: jitsi/jicofo:${JITSI_IMAGE_VERSION:-stable-9364-1}
    @@
    -        image: jitsi/jvb:${JITSI_IMAGE_VERSION:-unstable}
    +        image: jitsi/jvb:${JITSI_IMAGE_VERSION:-stable-9364-1}
    -- jibri.yml edited --
    -        image: jitsi/jibri:${JITSI_IMAGE_VERSION:-unstable}
    +        image: jitsi/jibri:${JITSI_IMAGE_VERSION:-stable-9364-1}
    """#
}
