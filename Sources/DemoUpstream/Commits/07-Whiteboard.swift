extension DemoUpstream {
  static let whiteboard = #"""
    subject: feat: add a whiteboard and metrics (#15)
    author: Anna Demo <anna@upstream.example>
    date: 2024-08-01T16:45:00Z
    -- prometheus.yml unterminated --
    services:
      prometheus:
        image: prom/prometheus
        ports:
          - 9090:9090
        volumes:
          - ./prometheus:/etc/prometheus
        networks:
          meet.jitsi:
    -- prometheus/prometheus.yml --
    scrape_configs:
      - job_name: jvb
        static_configs:
          - targets: ["jvb:8080"]
    -- whiteboard.yml --
    services:
        # Indented as its author liked it
        whiteboard:
            image: jitsi/excalidraw-backend:17
            depends_on:
                - web
            networks:
                meet.jitsi:
                  aliases:
                      - whiteboard.meet.jitsi
    """#
}
