#!/usr/bin/env bash
# Installs WebKitGTK with its WebDriver, and a display for it, where they are missing (Debian and Ubuntu; elsewhere it says what is
# wanted).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

packages=()
command -v WebKitWebDriver >/dev/null || packages+=(webkit2gtk-driver)
command -v Xvfb >/dev/null || packages+=(xvfb)
if ((${#packages[@]} > 0)); then
	./install-packages.sh "the tests in WebKit" \
		"WebKitWebDriver of WebKitGTK and Xvfb from the packages of your Linux (there is no WebKitGTK for macOS)" "${packages[@]}"
fi
