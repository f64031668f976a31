#!/usr/bin/env bash
# Installs packages of Debian and Ubuntu that tests need: install-packages.sh WHO-NEEDS-THEM ELSEWHERE PACKAGE...
# Where that is not possible it says what to do, with ELSEWHERE for a system that has no such packages, and fails.
set -euo pipefail

who=$1
elsewhere=$2
shift 2

if ! command -v apt-get >/dev/null; then
	echo "What $who need is not installed: install $elsewhere, and run this again." >&2
	exit 1
fi
if [[ $(id -u) != 0 ]]; then
	echo "What $who need is not installed. Run this again after" >&2
	echo "    sudo apt-get update && sudo apt-get install -y $*" >&2
	echo "or, where there is no such package, install $elsewhere." >&2
	exit 1
fi

echo "Installing $* with apt-get, for $who. This takes a minute or two."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update && apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@"; } >"$log" 2>&1; then
	tail -n 20 "$log" >&2
	echo "apt-get could not install $*, see above: is the network there? Where there is no such package, install $elsewhere." >&2
	exit 1
fi
