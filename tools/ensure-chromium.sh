#!/usr/bin/env bash
# Installs Chromium and Chinese fonts for the browser tests where they are missing (Debian; elsewhere it says what is wanted).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# The names that wasmbrowsertest looks for; on macOS it finds Google Chrome by itself.
has_browser() {
	local name
	for name in chromium chromium-browser google-chrome google-chrome-stable; do
		if command -v "$name" >/dev/null; then return 0; fi
	done
	[[ $(uname) == Darwin && -e "/Applications/Google Chrome.app" ]]
}

has_fonts() {
	[[ $(uname) != Linux ]] || { command -v fc-list >/dev/null && [[ -n $(fc-list :lang=zh-cn file) ]]; }
}

install() {
	./install-packages.sh "the browser tests" "Google Chrome from https://www.google.com/chrome/ (macOS: brew install --cask google-chrome)" "$@"
}

packages=()
has_browser || packages+=(chromium)
has_fonts || packages+=(fonts-noto-cjk fonts-noto-color-emoji fontconfig)
if ((${#packages[@]} == 0)); then exit 0; fi

if has_browser && { [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; }; then
	echo "No Chinese font found: screenshots will show boxes for Chinese text. Install ${packages[*]} to change that."
	exit 0
fi
install "${packages[@]}"
# The build without windows runs the pages of the tests with less work. Not every distribution has it, and they run without.
if [[ " ${packages[*]} " == *" chromium "* ]] && apt-cache show chromium-headless-shell >/dev/null 2>&1; then
	install chromium-headless-shell || true
fi
has_browser || { echo "Chromium was installed, but no chromium or google-chrome is in PATH: put its folder there." >&2; exit 1; }
