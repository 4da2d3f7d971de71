#!/bin/sh
set -e

echo one
echo 2
echo three
echo four
