#!/usr/bin/env bash
# Says which of the tools that every build needs is missing or too old, and where it comes from, and fails; says nothing when all is
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

if ! command -v go >/dev/null; then
	say "Go is missing: install Go $go_wanted or newer from https://go.dev/dl/ and put its bin folder into PATH."
elif ! complaint=$(go list -m 2>&1); then
	# Since 1.21 an older Go fetches the one that go.mod names, unless it is told not to.
	say "Go $go_wanted or newer is wanted; the one that is installed says: ${complaint##*$'\n'}. Install it from https://go.dev/dl/."
fi
if ! command -v node >/dev/null; then
	say "Node is missing: install Node $node_wanted or newer, with npm, from https://nodejs.org/."
elif node_has=$(node --version) && ! reaches "${node_has#v}" "$node_wanted"; then
	say "Node $node_has is too old: install Node $node_wanted or newer from https://nodejs.org/."
elif ! command -v npm >/dev/null; then
	say "npm is missing: it comes with Node from https://nodejs.org/, or as the package npm of the system."
fi
exit "$missing"
