extension DemoUpstream {
  static let readOnlyRoot = #"""
    subject: feat(compose): run images of ghcr.io with a read-only root (#44)
    author: Anna Demo <anna@upstream.example>
    date: 2026-03-18T14:05:00Z
    -- base-java/Dockerfile edited --
    -ARG JITSI_REPO=jitsi
    +ARG JITSI_REPO=ghcr.io/jitsi
    -- docker-compose.yml edited --
    -        image: jitsi/web:${JITSI_IMAGE_VERSION:-unstable}
    +        image: ${JITSI_IMAGE_REPO:-ghcr.io/jitsi}/web:${JITSI_IMAGE_VERSION:-unstable}
             restart: ${RESTART_POLICY:-unless-stopped}
    +        read_only: true
    +        tmpfs:
    +            - /run:size=64M,mode=1750,exec
    +            - /tmp:size=64M,mode=1777,noexec
    @@
    -        image: jitsi/prosody:${JITSI_IMAGE_VERSION:-unstable}
    +        image: ${JITSI_IMAGE_REPO:-ghcr.io/jitsi}/prosody:${JITSI_IMAGE_VERSION:-unstable}
             restart: ${RESTART_POLICY:-unless-stopped}
    +        read_only: true
    +        tmpfs:
    +            - /run:size=64M,mode=1750,exec
    +            - /tmp:size=64M,mode=1777,noexec
    @@
    -        image: jitsi/jicofo:${JITSI_IMAGE_VERSION:-unstable}
    +        image: ${JITSI_IMAGE_REPO:-ghcr.io/jitsi}/jicofo:${JITSI_IMAGE_VERSION:-unstable}
             restart: ${RESTART_POLICY:-unless-stopped}
    +        read_only: true
    +        tmpfs:
    +            - /run:size=64M,mode=1750,exec
    +            - /tmp:size=64M,mode=1777,noexec
    @@
    -        image: jitsi/jvb:${JITSI_IMAGE_VERSION:-unstable}
    +        image: ${JITSI_IMAGE_REPO:-ghcr.io/jitsi}/jvb:${JITSI_IMAGE_VERSION:-unstable}
             restart: ${RESTART_POLICY:-unless-stopped}
    +        read_only: true
    +        tmpfs:
    +            - /run:size=64M,mode=1750,exec
    +            - /tmp:size=64M,mode=1777,noexec
    -- jibri.yml edited --
    -        image: jitsi/jibri:${JITSI_IMAGE_VERSION:-unstable}
    +        image: ${JITSI_IMAGE_REPO:-ghcr.io/jitsi}/jibri:${JITSI_IMAGE_VERSION:-unstable}
             restart: ${RESTART_POLICY:-unless-stopped}
    +        read_only: true
    +        tmpfs:
    +            - /run:size=64M,mode=1750,exec
    +            - /tmp:size=64M,mode=1777,noexec
             volumes:
                 - ${CONFIG}/jibri:/config:Z
    +            - ${CONFIG}/storage/jibri:/storage:Z
             shm_size: '2gb'
    -        cap_add:
    -            - SYS_ADMIN
    -- jibri/Dockerfile edited --
    -ARG JITSI_REPO=jitsi
    +ARG JITSI_REPO=ghcr.io/jitsi
    -- jicofo/Dockerfile edited --
    -ARG JITSI_REPO=jitsi
    +ARG JITSI_REPO=ghcr.io/jitsi
    -- jvb/Dockerfile edited --
    -ARG JITSI_REPO=jitsi
    +ARG JITSI_REPO=ghcr.io/jitsi
    -- prosody/Dockerfile edited --
    -ARG JITSI_REPO=jitsi
    +ARG JITSI_REPO=ghcr.io/jitsi
    -- web/Dockerfile edited --
    -ARG JITSI_REPO=jitsi
    +ARG JITSI_REPO=ghcr.io/jitsi
    """#
}
