#!/usr/bin/env bash
# Runs a command of go or npm. When it fails for want of something outside this folder, the last line says what to do:
#     with-remedy.sh go build ./cmd/demo
set -uo pipefail

said=$(mktemp) || exit
trap 'rm -f "$said"' EXIT
# npm also says where in its own code it was, which helps nobody.
{
	"$@" 2>&1 1>&3 3>&- | tee "$said" | grep --line-buffered -vE '^npm error( +at .*|   +[a-z]+: .*| })?$' >&2
	status=${PIPESTATUS[0]}
} 3>&1
if ((status == 0)); then exit 0; fi

case $1 in
go)
	fetched="Go modules"
	source="from what \`go env GOPROXY\` prints; another source is set by: go env -w GOPROXY=ADDRESS,direct; a proxy by: export HTTPS_PROXY=ADDRESS"
	authority=SSL_CERT_FILE
	folders="GOMODCACHE and GOCACHE, which are below HOME: set HOME to a folder of yours, or each of them"
	again="go clean -modcache"
	;;
npm)
	fetched="npm packages"
	source="from what \`npm config get registry\` prints; another registry is set by: npm config set registry ADDRESS; a proxy by: npm config set proxy ADDRESS"
	authority=NODE_EXTRA_CA_CERTS
	folders="node_modules and the cache, which is below HOME: if sudo made them, remove them with sudo; another cache is set by: export npm_config_cache=FOLDER"
	again="npm cache clean --force"
	;;
esac

says() { grep -qE "$1" "$said"; }

remedy=
if says 'exec: "git"'; then
	remedy="Git is missing: install it from https://git-scm.com/downloads or from the packages of the system."
elif says 'checksum mismatch|EINTEGRITY'; then
	remedy="The $fetched that came are not those that were locked: try again after $again; if it stays so, they are changed on the way here. They come $source"
elif says 'x509:|CERT_|_CERT|UNABLE_TO_VERIFY'; then
	remedy="The $fetched came with a certificate that is not trusted here, as behind a proxy that reads along: name the file of its authority by: export $authority=FILE.pem"
elif says 'permission denied|read-only file system|GOCACHE is not defined|module cache not found|EACCES|EPERM|EROFS'; then
	remedy="${1} cannot write where it has to, see above. It writes into $folders"
elif says '40[134] (Not Found|Forbidden|Unauthorized)|410 Gone|E40[134]'; then
	remedy="The $fetched are not given to you, see above. They come $source"
elif says 'dial (tcp|udp)|proxyconnect|timeout|lookup disabled|E407|ECONN|ENOTFOUND|ENOTCACHED|EAI_AGAIN|UNREACH|TIMEDOUT'; then
	remedy="The $fetched could not be fetched: is the network there? They come $source"
fi
if [[ -n $remedy ]]; then echo "$remedy" >&2; fi
exit "$status"
