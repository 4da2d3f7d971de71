#!/command/execlineb -P
if [[ ! $ENABLE =~ ^(1|true)$ ]]; then exec s6-svc -d .; fi
[ "${X-}" = 0 ] || { Y="${Y:-$X}"; exit 3; }
DAEMON="/usr/bin/${NAME,,}"; "$DAEMON" "${@:2}"
