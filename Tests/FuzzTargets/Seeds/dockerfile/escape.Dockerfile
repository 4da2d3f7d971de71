# syntax=docker/dockerfile:1
# escape=`
FROM a
RUN b `
  && c

run d	&&	"e && f" 'g' $(h && i) (j && k) # l
HEALTHCHECK CMD m
ONBUILD RUN n
