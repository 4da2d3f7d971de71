#!/bin/bash
# Uploads finished recordings to S3, tells the backend about them, and removes the local files.
# Jibri calls it with the recording's folder as its one argument (JIBRI_FINALIZE_RECORDING_SCRIPT_PATH).
#
# A file is removed only when the object is in the bucket with the file's size and the backend has answered 2xx.
# Whatever else happens it stays where it is, the reason goes to standard error, and the exit status is not 0.
# To try again later, run the script by hand with the same folder: what is in the bucket already isn't sent again.
#
# Exit status: 0 done, 1 a file stays, 64 usage, 69 a tool is missing, 75 another run is busy with the folder,
# 78 not configured, 128 + n ended by signal n.
#
# shellcheck disable=SC2317 # `upload` and `notify` are called by `persist`
set -euo pipefail

# File names are UTF-8, and messages show them as they are.
export LC_ALL=C.UTF-8

say() {
    printf 'finalize-s3: %s\n' "$*" >&2
}

# Runs a command until it succeeds, with longer and longer pauses. Status 2 means: not worth another attempt.
persist() {
    local what=$1 pause=$first_pause attempt status
    shift
    for ((attempt = 1; ; attempt++)); do
        status=0
        "$@" || status=$?
        if ((status == 0 || status == 2)); then
            return "$status"
        elif ((attempt >= attempts)); then
            say "$what: given up after $attempts attempts"
            return 1
        fi
        say "$what: attempt $attempt failed, the next one in $pause s"
        sleep "$pause"
        pause=$((pause * 2))
    done
}

s3() {
    aws --endpoint-url "$CONFOMEET_S3_URL" --cli-connect-timeout "$timeout" --cli-read-timeout "$timeout" "$@"
}

# What the bucket has under a name: `SIZE<tab>DIGEST`, the digest being `None` if somebody else uploaded it.
stored() {
    s3 s3api head-object --bucket "$CONFOMEET_S3_BUCKET" --key "$1" \
        --query '[ContentLength, Metadata.sha256]' --output text
}

# Uploads a file and looks at what has arrived. An object of the same name that isn't this file is never overwritten.
upload() {
    local file=$1 name=$2 size=$3 digest=$4 found
    if found=$(stored "$name" 2>/dev/null); then
        case $found in
            "$size"$'\t'"$digest") return 0 ;;
            *$'\t'"$digest" | "$size"$'\tNone') ;;
            *)
                say "bucket $CONFOMEET_S3_BUCKET has another object named ${name@Q}: rename the file, or that object"
                return 2
                ;;
        esac
    fi
    s3 s3 cp --only-show-errors --metadata "sha256=$digest" "$file" "s3://$CONFOMEET_S3_BUCKET/$name" || return 1
    found=$(stored "$name") || return 1
    if [[ ${found%%$'\t'*} != "$size" ]]; then
        say "the object has ${found%%$'\t'*} bytes, the file has $size"
        return 1
    fi
}

# Posts a body to the backend. An answer that would be the same again is status 2.
notify() {
    local body=$1 answer code target
    answer=$(printf '%s' "$body" | curl --silent --show-error --globoff --output /dev/null \
        --write-out '%{http_code} %{redirect_url}' --max-time "$timeout" \
        --header 'Content-Type: application/json' --data-binary @- --url "$backend") || return 1
    code=${answer%% *}
    target=${answer#* }
    case $code in
        2??) return 0 ;;
        408 | 429 | 5??) say "$backend answered $code"; return 1 ;;
        3??) say "$backend answered $code and points to ${target:-nothing}; it has to take the request"; return 2 ;;
        *) say "$backend answered $code to $body"; return 2 ;;
    esac
}

# The backend's number for the meeting: what the file's name begins with, up to the first `_`. A JSON number has no
# leading zeros, and the backend's has 63 bits and a sign.
meeting_id() {
    local digits=${1%%_*} id
    [[ $1 == *_* && $digits =~ ^0*(0|[1-9][0-9]{0,18})$ ]] || return 1
    id=${BASH_REMATCH[1]}
    # Compared as text: bash's own numbers end at the same place.
    # shellcheck disable=SC2071
    [[ ${#id} -lt 19 || ! $id > 9223372036854775807 ]] || return 1
    printf '%s' "$id"
}

# Changes whenever somebody writes to the file, or puts another in its place.
state() {
    stat -c '%s %i %y' -- "$1"
}

unchanged() {
    [[ $(state "$1") == "$2" ]] || {
        say "${1@Q} has changed since its upload began: is something still writing to it?"
        return 1
    }
}

finalize() {
    local file=$1 name=${1##*/} id before size digest body
    if ! id=$(meeting_id "$name"); then
        say "${name@Q} doesn't begin with the number of a meeting and \`_\`: rename it"
        return 1
    fi
    # Keys and JSON are UTF-8: jq would put something else in the place of other bytes. And there are S3 servers, and
    # lists of objects, that can't have control characters.
    if [[ $name == *[[:cntrl:]]* || $(jq --null-input --raw-output --arg name "$name" '$name') != "$name" ]]; then
        say "${name@Q} isn't UTF-8, or has control characters: rename it"
        return 1
    fi
    before=$(state "$file") || return 1
    size=${before%% *}
    if [[ $size -eq 0 ]]; then
        say "${name@Q} is empty: nothing was recorded, see jibri's log, and remove the file"
        return 1
    fi
    digest=$(sha256sum <"$file") || return 1
    digest=${digest%% *}

    persist "upload of ${name@Q}" upload "$file" "$name" "$size" "$digest" || return 1
    unchanged "$file" "$before" || return 1

    body=$(jq --null-input --compact-output --arg name "$name" --arg bucket "$CONFOMEET_S3_BUCKET" \
        --argjson size "$size" '{fileName: $name, fileSize: $size, bucket: $bucket, key: $name}') || return 1
    # The number is put in as text: jq would round one of more than 53 bits.
    persist "report of ${name@Q}" notify "{\"meetingId\":$id,${body#\{}" || return 1
    unchanged "$file" "$before" || return 1

    rm -f -- "$file" || return 1
    say "${name@Q} is in bucket $CONFOMEET_S3_BUCKET, $size bytes"
}

work() {
    local files=() file name failed=0
    local -A count=()
    mapfile -d '' -t files < <(find "$folder" -type f -name '*.mp4' -print0 | sort -z)
    if ! wait $!; then
        say "$folder can't be read as a whole, see above: somebody has to look for recordings in it"
        failed=1
    fi
    if [[ ${#files[@]} -eq 0 ]]; then
        say "no .mp4 in $folder: nothing was recorded, or it has been uploaded before; see jibri's log"
        return 1
    fi
    for file in "${files[@]}"; do
        name=${file##*/}
        count[$name]=$((${count[$name]:-0} + 1))
    done
    for file in "${files[@]}"; do
        # Files with one name would be one object, and all but one recording would be lost.
        if [[ ${count[${file##*/}]} -gt 1 ]]; then
            say "${file@Q} has the name of another recording: rename one of them"
            failed=1
        elif ! finalize "$file"; then
            failed=1
        else
            continue
        fi
        say "${file@Q} stays; $advice"
    done
    return "$failed"
}

# Ends what is under way, with everything it has started.
stop() {
    trap '' HUP INT TERM
    kill -TERM %1 2>/dev/null || true
    say "ended by SIG$1: what isn't uploaded stays; $advice"
    exit $((128 + $2))
}

if [[ $# -ne 1 || ! -d $1 ]]; then
    say "usage: finalize-s3.sh FOLDER"
    exit 64
fi
folder=$(realpath -- "$1")
readonly advice="once the cause is mended, run: finalize-s3.sh ${folder@Q}"

# Ends the script before anything has been tried.
leave() {
    say "$2: the recording stays; $advice"
    exit "$1"
}

for name in CONFOMEET_S3_URL CONFOMEET_S3_BUCKET CONFOMEET_S3_CLIENT_ID CONFOMEET_S3_CLIENT_SECRET; do
    if [[ -z ${!name:-} ]]; then
        leave 78 "S3 is not configured, $name is not set in .env"
    fi
done

readonly attempts=${CONFOMEET_S3_ATTEMPTS:-5}
readonly first_pause=${CONFOMEET_S3_RETRY_DELAY:-5}
readonly timeout=${CONFOMEET_S3_TIMEOUT:-60}
for number in "$attempts" "$first_pause" "$timeout"; do
    if [[ ! $number =~ ^[1-9][0-9]{0,3}$ ]]; then
        leave 78 "CONFOMEET_S3_ATTEMPTS, _RETRY_DELAY and _TIMEOUT are whole numbers from 1 on, not ${number@Q}"
    fi
done

for tool in aws curl jq; do
    if ! command -v "$tool" >/dev/null; then
        leave 69 "$tool is missing in this image, see install-awscli"
    fi
done

# Written when the container starts: by user s6 into memory, or by root for user jibri.
for settings in /run/confomeet/aws /home/jibri/.aws; do
    if [[ -r $settings/credentials ]]; then
        export AWS_CONFIG_FILE=$settings/config AWS_SHARED_CREDENTIALS_FILE=$settings/credentials
        break
    fi
done
if [[ ! -r ${AWS_SHARED_CREDENTIALS_FILE:-} ]]; then
    leave 78 "the settings of aws are missing, see 11-awscli in the container's log"
fi
readonly backend="http://${XMPP_DOMAIN:-meet.jitsi}/meet/api/v1/Recording/AddS3VideoRecording"

# Held by whatever is started from here on. A file system without locks is no reason to leave a recording behind.
exec 9<"$folder"
status=0
flock --nonblock --conflict-exit-code 75 9 || status=$?
if ((status == 75)); then
    leave 75 "another run is busy with the folder"
fi

# In a process group of its own (-m), because a signal has to end `aws` as well, and bash alone would wait for it.
trap 'stop HUP 1' HUP
trap 'stop INT 2' INT
trap 'stop TERM 15' TERM
set -m
work &
status=0
wait $! || status=$?
exit "$status"
