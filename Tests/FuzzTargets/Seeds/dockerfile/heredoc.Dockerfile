FROM a
RUN <<EOF
b && c
EOF
COPY <<-"X" <<Y /d
	e
	X
f
Y
RUN cat <<'Z' | sh && g
h
Z
user root
