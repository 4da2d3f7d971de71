#!/bin/bash
# Uploads a finished recording to S3, tells the backend about it, and removes the local file.
# Jibri calls it with the recording's folder as its one argument (JIBRI_FINALIZE_RECORDING_SCRIPT_PATH).
#
# A file is removed only when the object is in the bucket with the file's size and the backend has answered 2xx.
# Whatever else happens it stays where it is, the reason goes to standard error, and the exit status is not 0.
# To try again later, run the script by hand with the same folder.
#
# shellcheck disable=SC2317 # `upload` and `notify` are called by `persist`
set -euo pipefail

readonly attempts=5
readonly first_pause=5

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
        elif ((attempt == attempts)); then
            say "$what: given up after $attempts attempts"
            return 1
        fi
        say "$what: attempt $attempt failed, the next one in $pause s"
        sleep "$pause"
        pause=$((pause * 2))
    done
}

s3() {
    aws --endpoint-url "$CONFOMEET_S3_URL" --cli-connect-timeout 20 --cli-read-timeout 120 "$@"
}

# Uploads a file and looks at what has arrived.
upload() {
    local file=$1 name=$2 size stored
    s3 s3 cp --only-show-errors "$file" "s3://$CONFOMEET_S3_BUCKET/$name" || return 1
    stored=$(s3 s3api head-object --bucket "$CONFOMEET_S3_BUCKET" --key "$name" \
        --query ContentLength --output text) || return 1
    size=$(stat -c %s -- "$file") || return 1
    if [[ $stored != "$size" ]]; then
        say "the object has $stored bytes, the file has $size"
        return 1
    fi
}

# Posts a body to the backend. An answer that would be the same again is status 2.
notify() {
    local body=$1 answer
    answer=$(curl --silent --show-error --output /dev/null --write-out '%{http_code}' \
        --connect-timeout 10 --max-time 60 --header 'Content-Type: application/json' \
        --data-binary @- "$backend" <<<"$body") || return 1
    case $answer in
        2??) return 0 ;;
        408 | 429 | 5??) say "$backend answered $answer"; return 1 ;;
        *) say "$backend answered $answer to $body"; return 2 ;;
    esac
}

# The backend's number for the meeting: what the file's name begins with, up to the first `_`. A JSON number has no
# leading zeros, and the backend's has 64 bits.
meeting_id() {
    local digits=${1%%_*}
    [[ $digits =~ ^0*([0-9]{1,18})$ ]] && printf '%s' "${BASH_REMATCH[1]}"
}

finalize() {
    local file=$1 name=${1##*/} id size body
    if ! id=$(meeting_id "$name"); then
        say "\`$name\` doesn't begin with the number of a meeting and \`_\`: rename it"
        return 1
    fi
    persist "upload of \`$name\`" upload "$file" "$name" || return 1

    size=$(stat -c %s -- "$file") || return 1
    body=$(jq --null-input --compact-output --arg name "$name" --arg bucket "$CONFOMEET_S3_BUCKET" \
        --argjson size "$size" '{fileName: $name, fileSize: $size, bucket: $bucket, key: $name}') || return 1
    # The number is put in as text: jq would round one of more than 53 bits.
    persist "report of \`$name\`" notify "{\"meetingId\":$id,${body#\{}" || return 1

    rm -f -- "$file" || return 1
    say "\`$name\` is in bucket $CONFOMEET_S3_BUCKET, $size bytes"
}

if [[ $# -ne 1 || ! -d $1 ]]; then
    say "usage: finalize-s3.sh FOLDER"
    exit 64
fi
folder=$(realpath -- "$1")

for name in CONFOMEET_S3_URL CONFOMEET_S3_BUCKET CONFOMEET_S3_CLIENT_ID CONFOMEET_S3_CLIENT_SECRET; do
    if [[ -z ${!name:-} ]]; then
        say "S3 is not configured, $name is not set: the recording stays in $folder"
        exit 78
    fi
done

# Written when the container starts: by user s6 into memory, or by root for user jibri.
for settings in /run/confomeet/aws /home/jibri/.aws; do
    if [[ -r $settings/credentials ]]; then
        export AWS_CONFIG_FILE=$settings/config AWS_SHARED_CREDENTIALS_FILE=$settings/credentials
        break
    fi
done
if [[ -z ${AWS_SHARED_CREDENTIALS_FILE:-} ]]; then
    say "the settings of aws are missing, see 11-awscli in the container's log: the recording stays in $folder"
    exit 78
fi
readonly backend="http://${XMPP_DOMAIN:-meet.jitsi}/meet/api/v1/Recording/AddS3VideoRecording"

declare -A seen=()
failed=0
while IFS= read -r -d '' -u 3 file; do
    # Two files with one name would be one object, and the first recording would be lost.
    if [[ -n ${seen[${file##*/}]:-} ]]; then
        say "\`$file\` has the name of another recording: it stays"
        failed=1
        continue
    fi
    seen[${file##*/}]=1
    if ! finalize "$file"; then
        say "\`$file\` stays; once the cause is mended, run: finalize-s3.sh '$folder'"
        failed=1
    fi
done 3< <(find "$folder" -type f -name '*.mp4' -print0 | sort -z)

if [[ ${#seen[@]} -eq 0 ]]; then
    say "no .mp4 in $folder"
    exit 1
fi
exit "$failed"
