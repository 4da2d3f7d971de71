#!/bin/sh
first
second changed
third
fourth
