extension DemoUpstream {
  static let recorder = #"""
    subject: feat(jibri): add the recorder (#3)
    author: Boris Demo <boris@upstream.example>
    date: 2024-01-29T08:00:00Z
    -- jibri.yml --
    version: '3.5'

    services:
        jibri:
            image: jitsi/jibri:${JITSI_IMAGE_VERSION:-unstable}
            restart: ${RESTART_POLICY:-unless-stopped}
            volumes:
                - ${CONFIG}/jibri:/config:Z
            shm_size: '2gb'
            cap_add:
                - SYS_ADMIN
            environment:
                - DISPLAY=:0
                - ENABLE_STATS_D
                - JIBRI_FINALIZE_RECORDING_SCRIPT_PATH
                - JIBRI_RECORDER_PASSWORD
                - JIBRI_RECORDING_DIR
                - JIBRI_XMPP_PASSWORD
                - TZ
                - XMPP_DOMAIN
                - XMPP_RECORDER_DOMAIN
            depends_on:
                - jicofo
            networks:
                meet.jitsi:
    -- jibri/Dockerfile --
    ARG JITSI_REPO=jitsi
    ARG BASE_TAG=latest
    FROM ${JITSI_REPO}/base-java:${BASE_TAG}

    # The recorder

    ARG CHROME_RELEASE=120.0.1.1

    COPY rootfs/ /

    RUN apt-dpkg-wrap apt-get update && \
        apt-dpkg-wrap apt-get install -y jibri procps unzip && \
        /usr/bin/install-chrome.sh && \
        apt-cleanup && \
        adduser jibri rtkit

    VOLUME /config
    -- jibri/rootfs/defaults/jibri.conf --
    {{ $RECORDINGS := .Env.JIBRI_RECORDING_DIR | default "/config/recordings" -}}

    jibri {
        id = "{{ .Env.JIBRI_INSTANCE_ID }}"
        single-use-mode = false

        recording {
          recordings-directory = "{{ $RECORDINGS }}"
          {{ if .Env.JIBRI_FINALIZE_RECORDING_SCRIPT_PATH -}}
          finalize-script = "{{ .Env.JIBRI_FINALIZE_RECORDING_SCRIPT_PATH }}"
          {{ end -}}
        }

        stats {
        {{- if .Env.ENABLE_STATS_D }}
          enable-stats-d = {{ .Env.ENABLE_STATS_D | toBool }}
        {{- end }}
          prometheus.enabled = false
        }
    }

    include "xmpp.conf"
    -- jibri/rootfs/defaults/xmpp.conf --
    jibri.api.xmpp.environments = [
      {
        name = "demo"
        xmpp-domain = "{{ .Env.XMPP_DOMAIN | default "meet.jitsi" }}"
        control-login.password = "{{ .Env.JIBRI_XMPP_PASSWORD }}"
        call-login {
          domain = "{{ .Env.XMPP_RECORDER_DOMAIN | default "recorder.meet.jitsi" }}"
          password = "{{ .Env.JIBRI_RECORDER_PASSWORD }}"
        }
      }
    ]
    -- jibri/rootfs/etc/cont-init.d/10-config --
    #!/usr/bin/with-contenv bash

    for name in JIBRI_RECORDER_PASSWORD JIBRI_XMPP_PASSWORD; do
        if [[ -z "${!name}" ]]; then
            echo "FATAL ERROR: $name is empty, run gen-passwords.sh"
            exit 1
        fi
    done

    export JIBRI_INSTANCE_ID="jibri-$RANDOM"
    tpl /defaults/jibri.conf > /etc/jitsi/jibri/jibri.conf
    tpl /defaults/xmpp.conf > /etc/jitsi/jibri/xmpp.conf
    -- jibri/rootfs/etc/fix-attrs.d/10-jibri --
    /home/jibri true jibri 0640 0750
    -- jibri/rootfs/etc/services.d/10-xorg/run --
    #!/usr/bin/with-contenv bash
    exec s6-setuidgid jibri Xorg -nocursor "$DISPLAY"
    -- jibri/rootfs/etc/services.d/40-jibri/run --
    #!/usr/bin/with-contenv bash
    HOME=/home/jibri exec s6-setuidgid jibri /opt/jitsi/jibri/launch.sh
    -- jibri/rootfs/usr/bin/install-chrome.sh executable --
    #!/bin/bash
    set -eu

    package="/tmp/chrome-$CHROME_RELEASE.deb"
    wget -qO "$package" "https://downloads.upstream.example/chrome/$CHROME_RELEASE.deb"
    apt-dpkg-wrap apt-get install -y "$package"
    rm "$package"
    """#
}
