#!/usr/bin/env bash
# Installs packages of Debian and Ubuntu that tests need: install-packages.sh WHO-NEEDS-THEM PACKAGE...
# Where that is not possible it says what to do, and fails.
set -euo pipefail

who=$1
shift

if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
	echo "What $who need is not installed. Install it, for example with" >&2
	echo "    sudo apt-get update && sudo apt-get install -y $*" >&2
	echo "and run this again." >&2
	exit 1
fi

echo "Installing $* with apt-get, for $who. This takes a minute or two."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update && apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@"; } >"$log" 2>&1; then
	tail -n 20 "$log" >&2
	echo "apt-get could not install $*: its last words are above." >&2
	exit 1
fi
