#!/usr/bin/env bash
# Installs Firefox for the browser tests where it is missing (Debian; elsewhere it says what is wanted).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

has_browser() {
	command -v firefox-esr >/dev/null || command -v firefox >/dev/null || [[ $(uname) == Darwin && -e "/Applications/Firefox.app" ]]
}

has_browser || ./install-packages.sh "the tests in Firefox" \
	"Firefox from https://www.mozilla.org/firefox/ (macOS: brew install --cask firefox)" firefox-esr
has_browser || { echo "Firefox was installed, but no firefox-esr or firefox is in PATH: put its folder there." >&2; exit 1; }
