# The form of commit subjects, for git's hook and for bin/verify.
# shellcheck shell=bash disable=SC2154 # root is the repository, set by the caller

# check_subject TEXT: says what is wrong with it, if anything is.
check_subject() {
    local subject=$1
    case $subject in
        'Merge '* | 'Revert "'* | 'fixup! '* | 'squash! '*) return 0 ;;
    esac
    if [ ${#subject} -gt 72 ]; then
        echo "\"$subject\" has ${#subject} characters: at most 72"
        return 1
    fi
    case $subject in
        *.) echo "\"$subject\" ends with a dot: leave it away"; return 1 ;;
        [A-Z]*' '*) ;;
        *) echo "\"$subject\" is no sentence: begin with a capital and say what the commit does"; return 1 ;;
    esac
    case ${subject%% *} in
        Bring | Embed | Exceed | Feed | Need | Ping | Proceed | Seed | Shed | Speed | Succeed | Swing | Wring) ;;
        *ed | *ing)
            echo "\"$subject\" is not imperative: write \"Add\", neither \"Added\" nor \"Adding\""
            return 1
            ;;
    esac
}

# The subjects since there is this rule. Nothing outside of git.
check_subjects() {
    local first subject status=0
    first=$(git -C "$root" log --diff-filter=A --format=%H -1 -- .githooks/commit-msg 2>/dev/null) || return 0
    [ -n "$first" ] || return 0
    while read -r subject; do
        check_subject "$subject" || status=1
    done < <(git -C "$root" log --format=%s "$first..HEAD")
    return "$status"
}
