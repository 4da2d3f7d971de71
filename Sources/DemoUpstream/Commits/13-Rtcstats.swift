extension DemoUpstream {
  static let rtcstats = #"""
    subject: feat(rtcstats): collect statistics of calls (#33)
    author: Anna Demo <anna@upstream.example>
    date: 2025-11-26T15:30:00Z
    -- rtcstats.yml --
    services:
      rtcstats-server:
        image: jitsi/rtcstats-server
        env_file:
          - ./rtcstats/.env
        volumes:
          - ./rtcstats/server/settings:/settings:ro
        networks:
          meet.jitsi:
    -- rtcstats/env.example --
    # The level of the log
    #LOG_LEVEL=info
    -- rtcstats/mongodb/mongodb.yml --
    services:

      mongodb:
        image: mongo
        environment:
          MONGO_CACHE_SIZE: 256M
          MONGO_PASSWORD: ${MONGO_PASSWORD:-demo}
        volumes:
          - ./rtcstats/mongodb/data:/data/db
        networks:
            meet.jitsi:
              aliases:
                - mongodb.meet.jitsi
    -- rtcstats/server/settings/server.yaml --
    port: 3000
    """#
}
