#!/bin/sh
first
second
third
fourth
