extension DemoUpstream {
  static let bookworm = #"""
    subject: chore(base): move to Debian 12 (#21)
    author: Anna Demo <anna@upstream.example>
    date: 2025-01-22T11:00:00Z
    -- base-java/Dockerfile edited --
    -    apt-dpkg-wrap apt-get install -y openjdk-11-jre-headless && \
    +    apt-dpkg-wrap apt-get install -y openjdk-17-jre-headless && \
    -- base/Dockerfile edited --
    -FROM docker.io/library/debian:bullseye-slim
    +FROM docker.io/library/debian:bookworm-slim
    -- jibri/Dockerfile edited --
    -ARG CHROME_RELEASE=120.0.1.1
    +ARG CHROME_RELEASE=130.0.2.2
    @@
    -    apt-dpkg-wrap apt-get install -y jibri procps unzip && \
    +    apt-dpkg-wrap apt-get install -y \
    +        jibri \
    +        procps \
    +        unzip && \
    """#
}
