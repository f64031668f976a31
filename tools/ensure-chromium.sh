#!/usr/bin/env bash
# Installs Chromium and Chinese fonts for the browser tests where they are missing (Debian and Ubuntu).
set -euo pipefail

# The names that wasmbrowsertest looks for; on macOS it finds Google Chrome by itself.
has_browser() {
	local name
	for name in chromium chromium-browser google-chrome google-chrome-stable; do
		if command -v "$name" >/dev/null; then return 0; fi
	done
	[[ -e "/Applications/Google Chrome.app" ]]
}

has_fonts() {
	[[ $(uname) != Linux ]] || { command -v fc-list >/dev/null && [[ -n $(fc-list :lang=zh-cn file) ]]; }
}

packages=()
has_browser || packages+=(chromium)
has_fonts || packages+=(fonts-noto-cjk fonts-noto-color-emoji fontconfig)
if ((${#packages[@]} == 0)); then exit 0; fi

if has_browser && { [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; }; then
	echo "No Chinese font found: screenshots will show boxes for Chinese text. Install ${packages[*]} to change that."
	exit 0
fi
"$(dirname "${BASH_SOURCE[0]}")"/install-packages.sh "the browser tests" "${packages[@]}"
has_browser || { echo "Chromium was installed, but is not in PATH." >&2; exit 1; }
