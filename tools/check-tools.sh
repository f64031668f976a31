#!/usr/bin/env bash
# Says what every build needs and is missing, too old or not usable here, and what to do about it, and fails; says nothing when all is
# there.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

missing=0
say() {
	echo "$1"
	missing=1
}

go_wanted=$(sed -n 's/^go //p' go.mod)
node_wanted=$(sed -n 's/.*"node": ">=\(.*\)".*/\1/p' web/package.json)

# Whether the first version is at least the second.
reaches() {
	local -a have want
	IFS=. read -ra have <<<"$1"
	IFS=. read -ra want <<<"$2"
	local i
	for i in 0 1 2; do
		((${have[i]:-0} > ${want[i]:-0})) && return 0
		((${have[i]:-0} < ${want[i]:-0})) && return 1
	done
	return 0
}

# Since 1.21 an older Go fetches the one that go.mod names, unless it is told not to, or cannot.
if ! command -v go >/dev/null; then
	say "Go is missing: install Go $go_wanted or newer from https://go.dev/dl/ and put its bin folder into PATH."
elif ! complaint=$(go list -m 2>&1); then
	read -r _ _ go_has _ <<<"$(GOTOOLCHAIN=local go version 2>/dev/null)"
	if [[ $go_has == go* ]] && reaches "${go_has#go}" "$go_wanted"; then
		say "Go does not work here: $complaint"$'\n'"Mend what it names; its settings are printed by: go env"
	else
		say "Go ${go_has#go} is too old, and could not fetch a newer one: install Go $go_wanted or newer from https://go.dev/dl/ and put its bin folder into PATH."
	fi
elif root=$(go env GOROOT) && [[ ! -e $root/lib/wasm/wasm_exec.js ]]; then
	say "The Go in $root has no lib/wasm/wasm_exec.js, which some distributions leave out: install Go $go_wanted or newer from https://go.dev/dl/ and put its bin folder before others into PATH."
fi
if ! command -v node >/dev/null; then
	say "Node is missing: install Node $node_wanted or newer, with npm, from https://nodejs.org/."
elif ! node_has=$(node --version 2>&1); then
	say "Node does not start, it says: ${node_has##*$'\n'}. Install Node $node_wanted or newer from https://nodejs.org/."
elif ! reaches "${node_has#v}" "$node_wanted"; then
	say "Node $node_has is too old: install Node $node_wanted or newer from https://nodejs.org/."
elif ! command -v npm >/dev/null; then
	say "npm is missing: it comes with Node from https://nodejs.org/, or as the package npm of the system."
fi
for part in cmp:diffutils find:findutils; do
	command -v "${part%:*}" >/dev/null || say "The command ${part%:*} is missing: install the package ${part#*:} of the system."
done
for folder in . bin dist web web/node_modules web/test-results; do
	[[ ! -e $folder || -w $folder ]] ||
		say "The folder $PWD/$folder is somebody else's, perhaps root's after sudo make, and cannot be written: make it yours by: sudo chown -R \$(id -u) '$PWD'"
done
exit "$missing"
