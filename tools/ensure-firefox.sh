#!/usr/bin/env bash
# Installs Firefox for the browser tests where it is missing (Debian; elsewhere it says that it is wanted).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

has_browser() {
	command -v firefox-esr >/dev/null || command -v firefox >/dev/null || [[ -e "/Applications/Firefox.app" ]]
}

has_browser || ./install-packages.sh "the tests in Firefox" firefox-esr
has_browser || { echo "Firefox was installed, but is not in PATH." >&2; exit 1; }
