#!/bin/sh
# Fills the empty passwords of .env.
set -eu

password() {
    head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n'
}

for name in JICOFO_AUTH_PASSWORD JIBRI_RECORDER_PASSWORD JIBRI_XMPP_PASSWORD; do
    sed -i "s/^$name=$/$name=$(password)/" .env
done
