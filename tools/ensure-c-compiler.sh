#!/usr/bin/env bash
# Installs a C compiler where it is missing, which Go's race detector is linked with (Debian and Ubuntu; elsewhere it says what is
# wanted). On macOS the race detector needs none.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ $(uname) == Darwin ]]; then exit 0; fi

# It has to find the headers of the C library too, which Debian keeps in another package.
compiles() { $(go env CC) -E -include stdlib.h -x c /dev/null >/dev/null 2>&1; }

compiles || tools/install-packages.sh "the tests with Go's race detector" "gcc and the headers of the C library" gcc libc6-dev
compiles || { echo "gcc was installed, but Go is set to $(go env CC), which does not work: set it to another by: export CC=gcc" >&2; exit 1; }
if [[ $(go env CGO_ENABLED) != 1 ]]; then
	echo "Go's race detector needs cgo, which is switched off: switch it on by: export CGO_ENABLED=1" >&2
	exit 1
fi
