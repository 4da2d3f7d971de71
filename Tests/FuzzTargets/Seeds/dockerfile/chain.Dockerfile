# escape=\
ARG TAG=stable-1
FROM --platform=linux/amd64 example.org/base:${TAG} AS build
SHELL ["/bin/bash", "-c"]
ENV A=1 B="two words"
RUN apt-get update && \
    # a comment
    apt-get install -y curl \
      jq && \
    rm -rf /var/lib/apt/lists/*
COPY --from=build rootfs/ /
USER app:group
RUN ["a", "b"]
EXPOSE 80
FROM build
RUN --mount=type=cache,target=/x a; b || c
