#!/usr/bin/with-contenv bash
# comment
set -e
export A="${A:-1}" B='two' C=$'th\tree'
[[ -z $D && ( $E == x* || ! -f "$F" ) ]] && D=${D:=4}
if [ -z "$G" ] || test "$H" = "1"; then
  echo "missing ${I:?needed}" >&2; exit 1
elif [ -n "${J%%.*}" ]; then J="${J//a/b}"; else unset J; fi
for i in "${K[@]}" $L {1..3}; do echo "$i" | tr a b & done
for ((i = 0; i < $M; i++)); do :; done
while read -r line; do continue; done < <(cat "$N")
until false; do break; done
case "$O" in a|b) P=1 ;; *) P=2 ;& c) ;; esac
f() { local x="$1"; return 0; }
function g { (cd /tmp && ls) }
cat <<EOF >"$Q"
$R ${S:-t} $(date) \$U
EOF
cat <<-'X'
	$literal
	X
W=(a b [3]="c")
Y+=`echo \`z\``
echo $((1 + ${#A} * B)) <<<"$here" 2>&1
! true && { false; } || exit $?
