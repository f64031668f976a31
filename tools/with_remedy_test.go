package tools

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What go and npm fail for is known by what they write, and the last line says what to do.
func TestWithRemedyEndsWithWhatToDo(t *testing.T) {
	for _, tt := range []struct{ name, tool, writes, remedy string }{
		{"no network, Go", "go", `Get "https://proxy.test/x.zip": dial tcp 192.0.2.1:443: connect: connection refused`, "is the network there? They come from what `go env GOPROXY` prints"},
		{"no name server, Go", "go", `Get "https://proxy.test/x.zip": dial tcp: lookup proxy.test: no such host`, "is the network there?"},
		{"a slow network, Go", "go", `Get "https://proxy.test/x.zip": net/http: TLS handshake timeout`, "is the network there?"},
		{"GOPROXY=off", "go", "x@v1.0.0: module lookup disabled by GOPROXY=off", "GOPROXY=ADDRESS,direct"},
		{"a module that its source has not got", "go", `reading https://proxy.test/x.zip: 404 Not Found`, "are not given to you, see above. They come from what `go env GOPROXY`"},
		{"a certificate, Go", "go", `Get "https://proxy.test/x.zip": tls: failed to verify certificate: x509: certificate signed by unknown authority`, "export SSL_CERT_FILE=FILE.pem"},
		{"a module that was changed", "go", "verifying x@v1.0.0: checksum mismatch", "try again after go clean -modcache"},
		{"a cache of somebody else, Go", "go", "failed to initialize build cache at /nonexistent/go-build: mkdir /nonexistent: permission denied", "go cannot write where it has to, see above. It writes into GOMODCACHE and GOCACHE"},
		{"no HOME", "go", "build cache is required, but could not be located: GOCACHE is not defined and neither $XDG_CACHE_HOME nor $HOME are defined", "set HOME to a folder of yours"},
		{"no Git", "go", `x@v1.0.0: git init --bare: exec: "git": executable file not found in $PATH`, "Git is missing: install it"},
		{"no network, npm", "npm", "npm error code ECONNREFUSED", "is the network there? They come from what `npm config get registry` prints"},
		{"no name server, npm", "npm", "npm error code EAI_AGAIN", "is the network there?"},
		{"no network and no cache, npm", "npm", "npm error code ENOTCACHED", "is the network there?"},
		{"a proxy that wants a name", "npm", "npm error code E407", "npm config set proxy ADDRESS"},
		{"a package that the registry has not got", "npm", "npm error code E404", "npm config set registry ADDRESS"},
		{"a certificate, npm", "npm", "npm error code SELF_SIGNED_CERT_IN_CHAIN", "export NODE_EXTRA_CA_CERTS=FILE.pem"},
		{"a package that was changed", "npm", "npm error code EINTEGRITY", "try again after npm cache clean --force"},
		{"a cache of somebody else, npm", "npm", "npm error code EACCES", "export npm_config_cache=FOLDER"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, code := withRemedy(t, tt.tool, "echo '"+tt.writes+"' >&2; exit 3")
			lines := strings.Split(strings.TrimSpace(out), "\n")
			if lines[0] != tt.writes || len(lines) != 2 || !strings.Contains(lines[1], tt.remedy) {
				t.Errorf("said %q, without %q in one line after what %s wrote", out, tt.remedy, tt.tool)
			}
			if code != 3 {
				t.Errorf("ended with %d", code)
			}
		})
	}
}

func TestWithRemedyAddsNothing(t *testing.T) {
	for _, tt := range []struct {
		name, does, says string
		code             int
	}{
		{"to a command that works", "echo 'dial tcp' >&2", "dial tcp\n", 0},
		{"to a failure of the code", "echo 'core/x.go:1:1: undefined: y' >&2; exit 1", "core/x.go:1:1: undefined: y\n", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, code := withRemedy(t, "go", tt.does)
			if out != tt.says || code != tt.code {
				t.Errorf("ended with %d, saying %q", code, out)
			}
		})
	}
}

func TestWithRemedyLeavesOutWhereInNpmItWas(t *testing.T) {
	const trace = `npm error FetchError: no answer
npm error     at ClientRequest.<anonymous> (/usr/lib/node_modules/npm/index.js:130:14)
npm error     at process.processTicksAndRejections (node:internal/process/task_queues:83:21) {
npm error   code: 'EAI_AGAIN',
npm error }
npm error
npm error A complete log of this run can be found in: x.log`
	out, _ := withRemedy(t, "npm", "echo \""+trace+"\" >&2; exit 1")
	if !strings.HasPrefix(out, "npm error FetchError: no answer\nnpm error A complete log of this run can be found in: x.log\nThe npm packages could not be fetched") {
		t.Errorf("said %q", out)
	}
}

// withRemedy runs the script with a tool that does as it is told, and gives what was said on both outputs.
func withRemedy(t *testing.T, tool, does string) (out string, code int) {
	t.Helper()
	folder := t.TempDir()
	write(t, filepath.Join(folder, tool), "#!/bin/sh\n"+does+"\n")
	command := script(t, "with-remedy.sh", tool)
	command.Env = append(os.Environ(), "PATH="+folder+":"+os.Getenv("PATH"))
	said, err := command.CombinedOutput()
	if command.ProcessState == nil {
		t.Fatal(err)
	}
	return string(said), command.ProcessState.ExitCode()
}
