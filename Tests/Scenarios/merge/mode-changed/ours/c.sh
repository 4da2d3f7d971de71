#!/bin/sh
set -e

echo one
echo two
echo three
echo four
