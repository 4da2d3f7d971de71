extension DemoUpstream {
  static let staleLock = #"""
    subject: fix(jibri): remove a stale lock of the X server
    author: Boris Demo <boris@upstream.example>
    date: 2024-02-20T10:30:00Z
    -- jibri/rootfs/etc/services.d/10-xorg/run edited --
     #!/usr/bin/with-contenv bash
    +rm -f /tmp/.X0-lock
    """#
}
