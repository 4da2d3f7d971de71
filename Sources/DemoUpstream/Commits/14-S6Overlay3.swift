extension DemoUpstream {
  static let s6Overlay3 = #"""
    subject: feat(base): move to s6-overlay 3 and an unprivileged user (#41)
    author: Boris Demo <boris@upstream.example>
    date: 2026-02-10T09:40:00Z
    -- base/Dockerfile --
    FROM docker.io/library/debian:trixie-slim

    ENV S6_BEHAVIOUR_IF_STAGE2_FAILS=2
    ENV S6_READ_ONLY_ROOT=1

    COPY rootfs /

    RUN \
      apt-dpkg-wrap apt-get update && \
      apt-dpkg-wrap apt-get install -y ca-certificates curl wget && \
      wget -qO - https://downloads.upstream.example/s6-overlay/releases/download/v3.2.0.0/s6-overlay.tar.gz | tar xz -C / && \
      apt-cleanup && \
      useradd --create-home --uid 1000 s6

    USER s6

    ENTRYPOINT [ "/init" ]
    -- jibri/Dockerfile --
    ARG JITSI_REPO=jitsi
    ARG BASE_TAG=latest
    FROM ${JITSI_REPO}/base-java:${BASE_TAG}

    # The recorder

    USER root

    ARG CHROME_RELEASE=130.0.2.2

    COPY rootfs/ /

    RUN \
      apt-dpkg-wrap apt-get update && \
      apt-dpkg-wrap apt-get install -y \
        jibri \
        procps \
        unzip \
        && \
      /usr/bin/install-chrome.sh && \
      apt-get purge -y \
        unzip \
        && \
      apt-cleanup && \
    \
      mkdir -p /storage && \
      chown s6:s6 /storage && \
      usermod -a -G jibri,rtkit s6

    VOLUME /config

    USER s6
    -- jibri/rootfs/defaults/jibri.conf edited --
    -{{ $RECORDINGS := .Env.JIBRI_RECORDING_DIR | default "/config/recordings" -}}
    +{{ $RECORDINGS := .Env.JIBRI_RECORDING_DIR | default "/storage/recordings" -}}
    -- jibri/rootfs/etc/cont-init.d/10-config deleted --
    -- jibri/rootfs/etc/fix-attrs.d/10-jibri deleted --
    -- jibri/rootfs/etc/s6-overlay/s6-rc.d/01-config/dependencies.d/base --
    -- jibri/rootfs/etc/s6-overlay/s6-rc.d/01-config/type --
    oneshot
    -- jibri/rootfs/etc/s6-overlay/s6-rc.d/01-config/up --
    /etc/s6-overlay/scripts/config
    -- jibri/rootfs/etc/s6-overlay/s6-rc.d/10-xorg/dependencies.d/01-config --
    -- jibri/rootfs/etc/s6-overlay/s6-rc.d/10-xorg/run --
    #!/command/execlineb -P
    /etc/s6-overlay/scripts/xorg
    -- jibri/rootfs/etc/s6-overlay/s6-rc.d/10-xorg/type --
    longrun
    -- jibri/rootfs/etc/s6-overlay/s6-rc.d/40-jibri/dependencies.d/10-xorg --
    -- jibri/rootfs/etc/s6-overlay/s6-rc.d/40-jibri/run --
    #!/command/execlineb -P
    /etc/s6-overlay/scripts/jibri
    -- jibri/rootfs/etc/s6-overlay/s6-rc.d/40-jibri/type --
    longrun
    -- jibri/rootfs/etc/s6-overlay/s6-rc.d/user/contents.d/01-config --
    -- jibri/rootfs/etc/s6-overlay/s6-rc.d/user/contents.d/10-xorg --
    -- jibri/rootfs/etc/s6-overlay/s6-rc.d/user/contents.d/40-jibri --
    -- jibri/rootfs/etc/s6-overlay/scripts/config executable --
    #!/command/with-contenv bash

    for name in JIBRI_RECORDER_PASSWORD JIBRI_XMPP_PASSWORD; do
        if [[ -z "${!name}" ]]; then
            echo "FATAL ERROR: $name is empty, run gen-passwords.sh"
            exit 1
        fi
    done

    mkdir -p /run/jibri/config
    export JIBRI_INSTANCE_ID="jibri-$RANDOM"
    tpl /defaults/jibri.conf > /run/jibri/config/jibri.conf
    tpl /defaults/xmpp.conf > /run/jibri/config/xmpp.conf
    -- jibri/rootfs/etc/s6-overlay/scripts/jibri executable --
    #!/command/with-contenv bash
    exec /opt/jitsi/jibri/launch.sh
    -- jibri/rootfs/etc/s6-overlay/scripts/xorg executable --
    #!/command/with-contenv bash
    rm -f /tmp/.X0-lock
    exec Xorg -nocursor "$DISPLAY"
    -- jibri/rootfs/etc/services.d/10-xorg/run deleted --
    -- jibri/rootfs/etc/services.d/40-jibri/run deleted --
    -- jicofo/Dockerfile edited --
     # The conference focus
    +
    +USER root
    @@
     VOLUME /config
    +
    +USER s6
    -- jicofo/rootfs/etc/cont-init.d/10-config deleted --
    -- jicofo/rootfs/etc/s6-overlay/s6-rc.d/10-config/dependencies.d/base --
    -- jicofo/rootfs/etc/s6-overlay/s6-rc.d/10-config/type --
    oneshot
    -- jicofo/rootfs/etc/s6-overlay/s6-rc.d/10-config/up --
    /etc/s6-overlay/scripts/config
    -- jicofo/rootfs/etc/s6-overlay/s6-rc.d/jicofo/dependencies.d/10-config --
    -- jicofo/rootfs/etc/s6-overlay/s6-rc.d/jicofo/run --
    #!/command/execlineb -P
    /etc/s6-overlay/scripts/jicofo
    -- jicofo/rootfs/etc/s6-overlay/s6-rc.d/jicofo/type --
    longrun
    -- jicofo/rootfs/etc/s6-overlay/s6-rc.d/user/contents.d/10-config --
    -- jicofo/rootfs/etc/s6-overlay/s6-rc.d/user/contents.d/jicofo --
    -- jicofo/rootfs/etc/s6-overlay/scripts/config executable --
    #!/command/with-contenv bash

    if [[ -z "$JICOFO_AUTH_PASSWORD" ]]; then
        echo 'FATAL ERROR: JICOFO_AUTH_PASSWORD is empty, run gen-passwords.sh'
        exit 1
    fi

    mkdir -p /run/jicofo
    tpl /defaults/jicofo.conf > /run/jicofo/jicofo.conf
    -- jicofo/rootfs/etc/s6-overlay/scripts/jicofo executable --
    #!/command/with-contenv bash
    exec java -Dconfig.file=/run/jicofo/jicofo.conf -jar /usr/share/jicofo/jicofo.jar
    -- jicofo/rootfs/etc/services.d/jicofo/run deleted --
    -- prosody/rootfs/etc/cont-init.d/10-config deleted --
    -- prosody/rootfs/etc/s6-overlay/s6-rc.d/10-config/dependencies.d/base --
    -- prosody/rootfs/etc/s6-overlay/s6-rc.d/10-config/type --
    oneshot
    -- prosody/rootfs/etc/s6-overlay/s6-rc.d/10-config/up --
    /etc/s6-overlay/scripts/config
    -- prosody/rootfs/etc/s6-overlay/s6-rc.d/user/contents.d/10-config --
    -- prosody/rootfs/etc/s6-overlay/scripts/config executable --
    #!/command/with-contenv bash

    if [[ -z "$JICOFO_AUTH_PASSWORD" ]]; then
        echo 'FATAL ERROR: JICOFO_AUTH_PASSWORD is empty, run gen-passwords.sh'
        exit 1
    fi

    mkdir -p /run/prosody/conf.d
    tpl /defaults/conf.d/jitsi-meet.cfg.lua > /run/prosody/conf.d/jitsi-meet.cfg.lua
    """#
}
