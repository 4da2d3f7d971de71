extension DemoUpstream {
  static let firstVersion = #"""
    subject: feat: first version
    author: Anna Demo <anna@upstream.example>
    date: 2024-01-15T09:00:00Z
    -- .gitignore --
    .env
    *.bak
    -- README.md --
    # A small upstream

    Compose files and images of a video conference, just large enough to show `confomeet-upgrade` at work.
    It is shaped like docker-jitsi-meet and starts nothing.
    -- base-java/Dockerfile --
    ARG JITSI_REPO=jitsi
    ARG BASE_TAG=latest
    FROM ${JITSI_REPO}/base:${BASE_TAG}

    # Java for the images that need it

    RUN apt-dpkg-wrap apt-get update && \
        apt-dpkg-wrap apt-get install -y openjdk-11-jre-headless && \
        apt-cleanup
    -- base/Dockerfile --
    FROM docker.io/library/debian:bullseye-slim

    ENV S6_BEHAVIOUR_IF_STAGE2_FAILS=2

    COPY rootfs /

    RUN apt-dpkg-wrap apt-get update && \
        apt-dpkg-wrap apt-get install -y ca-certificates wget && \
        wget -qO - https://downloads.upstream.example/s6-overlay/releases/download/v1.22.1.0/s6-overlay.tar.gz | tar xz -C / && \
        apt-cleanup

    ENTRYPOINT [ "/init" ]
    -- base/rootfs/usr/bin/apt-cleanup executable --
    #!/bin/sh
    apt-get clean
    rm -rf /var/lib/apt/lists
    -- base/rootfs/usr/bin/apt-dpkg-wrap executable --
    #!/bin/sh
    DEBIAN_FRONTEND=noninteractive LC_ALL=C exec "$@"
    -- docker-compose.yml --
    version: '3.5'

    services:
        # What a browser talks to
        web:
            image: jitsi/web:${JITSI_IMAGE_VERSION:-unstable}
            restart: ${RESTART_POLICY:-unless-stopped}
            ports:
                - '${HTTP_PORT}:80'
                - '${HTTPS_PORT}:443'
            volumes:
                - ${CONFIG}/web:/config:Z
            environment:
                - ENABLE_RECORDING
                - PUBLIC_URL
                - TZ
                - XMPP_DOMAIN
                - XMPP_RECORDER_DOMAIN
            networks:
                meet.jitsi:
            depends_on:
                - jvb

        # Chat rooms and signalling
        prosody:
            image: jitsi/prosody:${JITSI_IMAGE_VERSION:-unstable}
            restart: ${RESTART_POLICY:-unless-stopped}
            volumes:
                - ${CONFIG}/prosody/config:/config:Z
                - ${CONFIG}/prosody/prosody-plugins-custom:/prosody-plugins-custom:Z
            environment:
                - JIBRI_RECORDER_PASSWORD
                - JICOFO_AUTH_PASSWORD
                - TZ
                - XMPP_DOMAIN
                - XMPP_MODULES
                - XMPP_MUC_CONFIGURATION
                - XMPP_MUC_MODULES
            networks:
                meet.jitsi:
                    aliases:
                        - ${XMPP_SERVER:-xmpp.meet.jitsi}

        # Decides who sends what to whom
        jicofo:
            image: jitsi/jicofo:${JITSI_IMAGE_VERSION:-unstable}
            restart: ${RESTART_POLICY:-unless-stopped}
            volumes:
                - ${CONFIG}/jicofo:/config:Z
            environment:
                - ENABLE_AUTO_OWNER
                - ENABLE_RECORDING
                - JICOFO_AUTH_PASSWORD
                - LOG_LEVEL="${JICOFO_LOG_LEVEL:-info}"
                - TZ
                - XMPP_DOMAIN
            depends_on:
                - prosody
            networks:
                meet.jitsi:

        # Forwards sound and video
        jvb:
            image: jitsi/jvb:${JITSI_IMAGE_VERSION:-unstable}
            restart: ${RESTART_POLICY:-unless-stopped}
            ports:
                - '${JVB_PORT:-10000}:${JVB_PORT:-10000}/udp'
            environment:
                - JVB_PORT
                - TZ
            depends_on:
                - prosody
            networks:
                meet.jitsi:

    # Services find each other by name on it
    networks:
        meet.jitsi:
    -- env.example --
    # Copy this file to `.env` and run ./gen-passwords.sh.

    #
    # Where and how
    #

    # The folder for everything that is written
    CONFIG=~/.demo-meet

    HTTP_PORT=8080
    HTTPS_PORT=8443
    TZ=UTC

    # The address that people open
    #PUBLIC_URL=https://meet.example.org

    #
    # Passwords
    #

    # Of the conference focus
    JICOFO_AUTH_PASSWORD=

    # Of the recorder in a room
    JIBRI_RECORDER_PASSWORD=

    # Of the recorder's control connection
    JIBRI_XMPP_PASSWORD=

    #
    # Compose
    #

    #RESTART_POLICY=unless-stopped
    #JITSI_IMAGE_VERSION=unstable
    -- etherpad.yml --
    version: '3.5'

    services:
        # Notes that a conference shares; joins the network of docker-compose.yml
        etherpad:
            image: etherpad/etherpad:1.8.6
            environment:
                - TITLE=${ETHERPAD_TITLE:-Notes}
            networks:
                meet.jitsi:
                    aliases:
                        - etherpad.meet.jitsi
    -- gen-passwords.sh executable --
    #!/bin/sh
    # Fills the empty passwords of .env.
    set -eu

    password() {
        head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n'
    }

    for name in JICOFO_AUTH_PASSWORD JIBRI_RECORDER_PASSWORD JIBRI_XMPP_PASSWORD; do
        sed -i "s/^$name=$/$name=$(password)/" .env
    done
    -- jicofo/Dockerfile --
    ARG JITSI_REPO=jitsi
    ARG BASE_TAG=latest
    FROM ${JITSI_REPO}/base-java:${BASE_TAG}

    # The conference focus

    RUN apt-dpkg-wrap apt-get update && \
        apt-dpkg-wrap apt-get install -y jicofo && \
        apt-cleanup

    COPY rootfs/ /

    VOLUME /config
    -- jicofo/rootfs/defaults/jicofo.conf --
    {{ $ENABLE_RECORDING := .Env.ENABLE_RECORDING | default "0" | toBool -}}
    {{ $XMPP_DOMAIN := .Env.XMPP_DOMAIN | default "meet.jitsi" -}}

    jicofo {
        // Braces in a comment, as in { or }, are not part of the structure
        bridge {
          selection-strategy = "SplitBridgeSelectionStrategy" // also not: "}"
        }

        conference {
          {{ if .Env.ENABLE_AUTO_OWNER }}
          enable-auto-owner = {{ .Env.ENABLE_AUTO_OWNER | toBool }}
          {{ end }}

          initial-timeout = "15 seconds"
        }

        {{ if $ENABLE_RECORDING }}
        jibri {
          brewery-jid = "jibribrewery@internal-muc.{{ $XMPP_DOMAIN }}"
        }
        {{ end }}

        xmpp {
          client {
            domain = "auth.{{ $XMPP_DOMAIN }}"
            password = "{{ .Env.JICOFO_AUTH_PASSWORD }}"
          }
        }
    }
    -- jicofo/rootfs/etc/cont-init.d/10-config --
    #!/usr/bin/with-contenv bash

    if [[ -z "$JICOFO_AUTH_PASSWORD" ]]; then
        echo 'FATAL ERROR: JICOFO_AUTH_PASSWORD is empty, run gen-passwords.sh'
        exit 1
    fi

    tpl /defaults/jicofo.conf > /config/jicofo.conf
    -- jicofo/rootfs/etc/services.d/jicofo/run --
    #!/usr/bin/with-contenv bash
    exec s6-setuidgid jicofo java -Dconfig.file=/config/jicofo.conf -jar /usr/share/jicofo/jicofo.jar
    -- jvb/Dockerfile --
    ARG JITSI_REPO=jitsi
    ARG BASE_TAG=latest
    FROM ${JITSI_REPO}/base-java:${BASE_TAG}

    # The video bridge

    COPY rootfs/ /

    VOLUME /config
    -- jvb/rootfs/defaults/jvb.conf --
    videobridge {
        ice.udp.port = {{ .Env.JVB_PORT | default "10000" }}
    }
    -- prosody/Dockerfile --
    ARG JITSI_REPO=jitsi
    ARG BASE_TAG=latest
    FROM ${JITSI_REPO}/base:${BASE_TAG}

    # The chat server

    COPY rootfs/ /

    VOLUME ["/config", "/prosody-plugins-custom"]
    -- prosody/rootfs/defaults/conf.d/jitsi-meet.cfg.lua --
    plugin_paths = { "/prosody-plugins", "/prosody-plugins-custom" }

    VirtualHost "{{ .Env.XMPP_DOMAIN | default "meet.jitsi" }}"
        modules_enabled = { {{ range splitList "," (.Env.XMPP_MODULES | default "ping") }}"{{ . }}"; {{ end }}}
        main_muc = "muc.{{ .Env.XMPP_DOMAIN | default "meet.jitsi" }}"

    Component "muc.{{ .Env.XMPP_DOMAIN | default "meet.jitsi" }}" "muc"
        modules_enabled = { {{ range splitList "," (.Env.XMPP_MUC_MODULES | default "ping") }}"{{ . }}"; {{ end }}}
        {{ join "\n    " (splitList "," (.Env.XMPP_MUC_CONFIGURATION | default "")) }}
    -- prosody/rootfs/etc/cont-init.d/10-config --
    #!/usr/bin/with-contenv bash

    if [[ -z "$JICOFO_AUTH_PASSWORD" ]]; then
        echo 'FATAL ERROR: JICOFO_AUTH_PASSWORD is empty, run gen-passwords.sh'
        exit 1
    fi

    chown -R prosody /config /prosody-plugins-custom
    tpl /defaults/conf.d/jitsi-meet.cfg.lua > /config/conf.d/jitsi-meet.cfg.lua
    -- web/Dockerfile --
    ARG JITSI_REPO=jitsi
    ARG BASE_TAG=latest
    FROM ${JITSI_REPO}/base:${BASE_TAG}

    # The web application

    COPY rootfs/ /

    EXPOSE 80 443

    VOLUME /config
    -- web/rootfs/defaults/config.js --
    config.domain = '{{ .Env.XMPP_DOMAIN | default "meet.jitsi" }}';
    config.recording = {{ .Env.ENABLE_RECORDING | default "0" | toBool }};
    config.hiddenDomain = '{{ .Env.XMPP_RECORDER_DOMAIN | default "recorder.meet.jitsi" }}';
    """#
}
