#!/usr/bin/env bash
# Every static check, each named as it starts; goes on after a failure and names all that failed at the end.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

for needed in bin/staticcheck bin/govulncheck bin/actionlint web/node_modules; do
	[[ -e $needed ]] || { echo "$needed is not there yet: run make lint, which fetches it." >&2; exit 1; }
done

failed=()
check() {
	local name=$1
	shift
	echo "lint: $name"
	"$@" || failed+=("$name")
}

gofmt_clean() {
	local files
	files=$(gofmt -l cmd core docs examples internal jsbridge native tools wasm web/sdk) || return
	if [[ -n $files ]]; then
		echo "not formatted, run gofmt -w on:"
		echo "$files"
		return 1
	fi
}

vulnerabilities() {
	local out status=0
	out=$(bin/govulncheck ./... 2>&1) || status=$?
	if ((status == 1)) && [[ $out == *"fetching vulnerabilities"* ]]; then
		echo "  skipped: the vulnerability database cannot be reached from here"
	elif ((status != 0)); then
		echo "$out"
		return 1
	fi
}

wasm_exec() {
	cmp "$(go env GOROOT)/lib/wasm/wasm_exec.js" web/wasm_exec.js || {
		echo "a module and a wasm_exec.js of two Go versions fail in the page: run make wasm-exec"
		return 1
	}
}

browser=(env GOOS=js GOARCH=wasm)
browser_packages=(./core/... ./jsbridge/... ./wasm/...)
module_packages=(-tags=smallmodule ./jsbridge/... ./wasm/...) # as they are built for the module

check "gofmt" gofmt_clean
check "go vet" go vet ./...
check "go vet for js/wasm" "${browser[@]}" go vet "${browser_packages[@]}"
check "go vet for the module" "${browser[@]}" go vet "${module_packages[@]}"
check "go vet in tools" go -C tools vet ./...
check "staticcheck" bin/staticcheck ./...
check "staticcheck for js/wasm" "${browser[@]}" bin/staticcheck "${browser_packages[@]}"
check "staticcheck for the module" "${browser[@]}" bin/staticcheck "${module_packages[@]}"
check "govulncheck" vulnerabilities
check "web/wasm_exec.js is this Go version's" wasm_exec
check "actionlint" bin/actionlint -shellcheck= -pyflakes= .github/workflows/*.yml # with neither, wherever they are
check "prettier in web" npm --prefix web run --silent lint:format
check "import directions in web" npm --prefix web run --silent lint:imports

if ((${#failed[@]} > 0)); then
	printf 'lint failed: %s\n' "${failed[@]}"
	exit 1
fi
echo "lint: nothing to complain about"
