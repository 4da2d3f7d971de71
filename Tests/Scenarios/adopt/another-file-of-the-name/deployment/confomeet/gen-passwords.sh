#!/bin/sh
echo "there are no passwords here"
