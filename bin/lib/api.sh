# Calls of the engine's REST API with curl. Credentials reach curl by its standard input, never by arguments.
# shellcheck shell=bash

api=
api_authority=
api_token=

# curl's settings for a call with the token.
api_settings() {
    printf 'cacert = "%s"\nsilent\nshow-error\nheader = "Accept: application/json"\n' "$api_authority"
    printf 'header = "Authorization: Bearer %s"\n' "$api_token"
}

# Whether the engine answers, if only with 401.
api_answers() {
    [ "$(printf 'cacert = "%s"\n' "$api_authority" |
        curl --config - --silent --output /dev/null --write-out '%{http_code}' --max-time 5 "$api")" = 401 ]
}

# sign_in USER PASSWORD-FILE
sign_in() {
    local answer
    answer=$(printf 'cacert = "%s"\nsilent\nshow-error\nheader = "Accept: application/json"\n' "$api_authority" |
        curl --config - --data grant_type=password --data scope=ovirt-app-api \
            --data-urlencode "username=$1" --data-urlencode "password@"<(head -n 1 "$2" | tr -d '\r\n') \
            "${api%/api}/sso/oauth/token")
    api_token=$(jq -r '.access_token // empty' <<<"$answer")
    [ -n "$api_token" ] || die "the engine does not let $1 in: $(jq -r '.error // .' <<<"$answer")"
}

# check_answer ANSWER: prints the body that comes before the status line, or fails with the fault.
check_answer() {
    local status=${1##*$'\n'} body=${1%$'\n'*}
    case $status in
        2??)
            printf '%s\n' "$body"
            ;;
        *)
            end_line >&2
            printf 'The engine has refused this (%s):\n' "$status" >&2
            jq -r '(.detail // .reason // .), .remedy // empty | "  \(.)"' <<<"$body" >&2 || printf '%s\n' "$body" >&2
            return 1
            ;;
    esac
}

# get PATH
get() {
    check_answer "$(api_settings | curl --config - --write-out '\n%{http_code}' "$api$1")"
}

# get_with PATH NAME=VALUE...: the values may be any text.
get_with() {
    local path=$1 parameter options=()
    shift
    for parameter; do
        options+=(--data-urlencode "$parameter")
    done
    check_answer "$(api_settings | curl --config - --write-out '\n%{http_code}' --get "${options[@]}" "$api$path")"
}

# post PATH BODY: for bodies without secrets.
post() {
    check_answer "$(api_settings | curl --config - --write-out '\n%{http_code}' \
        --header 'Content-Type: application/json' --data-binary "$2" "$api$1")"
}

# post_file PATH FILE
post_file() {
    check_answer "$(api_settings | curl --config - --write-out '\n%{http_code}' \
        --header 'Content-Type: application/json' --data-binary "@$2" "$api$1")"
}
