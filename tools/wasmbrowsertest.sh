#!/usr/bin/env bash
# For go test -exec: runs one js/wasm test binary in headless Chromium.
# wasmbrowsertest copies its whole environment into the page, which fails
# above 8 KB and is nobody's business, so it gets what it needs and no more.
set -euo pipefail
tools=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[[ -e $tools/../bin/wasmbrowsertest ]] || { echo "bin/wasmbrowsertest is not there yet: run make bin/wasmbrowsertest." >&2; exit 1; }
exec env -i HOME="${HOME:-/tmp}" PATH="$PATH" GOROOT="$(go env GOROOT)" \
	"$tools/../bin/wasmbrowsertest" "$@"
