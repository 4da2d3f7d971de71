extension DemoUpstream {
  static let hiddenDomain = #"""
    subject: feat: rename XMPP_RECORDER_DOMAIN to XMPP_HIDDEN_DOMAIN (#19)
    author: Boris Demo <boris@upstream.example>
    date: 2024-10-09T07:20:00Z
    -- docker-compose.yml edited --
    -            - XMPP_RECORDER_DOMAIN
    +            - XMPP_HIDDEN_DOMAIN
    -- jibri.yml edited --
    -            - XMPP_RECORDER_DOMAIN
    +            - XMPP_HIDDEN_DOMAIN
    -- jibri/rootfs/defaults/xmpp.conf edited --
    -      domain = "{{ .Env.XMPP_RECORDER_DOMAIN | default "recorder.meet.jitsi" }}"
    +      domain = "{{ .Env.XMPP_HIDDEN_DOMAIN | default "hidden.meet.jitsi" }}"
    -- web/rootfs/defaults/config.js --
    config.domain = '{{ .Env.XMPP_DOMAIN | default "meet.jitsi" }}';
    config.recording = {{ .Env.ENABLE_RECORDING | default "0" | toBool }};
    config.hiddenDomain = '{{ .Env.XMPP_HIDDEN_DOMAIN | default "hidden.meet.jitsi" }}';
    """#
}
