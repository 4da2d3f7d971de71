#!/bin/sh
export A=1
exec run --theirs