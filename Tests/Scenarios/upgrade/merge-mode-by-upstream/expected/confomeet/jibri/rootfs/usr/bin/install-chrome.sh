#!/bin/bash
set -eu

package="/tmp/chrome-$CHROME_RELEASE.deb"
wget -qO "$package" "https://downloads.upstream.example/chrome/$CHROME_RELEASE.deb"
apt-dpkg-wrap apt-get install -y "$package"
rm "$package"
# Done
