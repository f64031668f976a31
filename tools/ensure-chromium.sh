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

if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
	if has_browser; then
		echo "No Chinese font found: screenshots will show boxes for Chinese text. Install ${packages[*]} to change that."
		exit 0
	fi
	echo "The browser tests need Chromium, which is not installed. Install it, for example with" >&2
	echo "    sudo apt-get update && sudo apt-get install -y ${packages[*]}" >&2
	echo "and run this again." >&2
	exit 1
fi

echo "Installing ${packages[*]} with apt-get, for the browser tests. This takes a minute or two."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update && apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${packages[@]}"; } >"$log" 2>&1; then
	tail -n 20 "$log" >&2
	echo "apt-get could not install ${packages[*]}: its last words are above." >&2
	exit 1
fi
has_browser || { echo "Chromium was installed, but is not in PATH." >&2; exit 1; }
