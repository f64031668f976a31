package main

import (
	"bufio"
	"context"
	"flag"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/gateway"
)

func TestOptions(t *testing.T) {
	for _, tt := range []struct {
		name string
		args []string
		port string
		want options
	}{
		{"defaults", nil, "", options{addr: "127.0.0.1:8787", site: "dist/site"}},
		{"PORT", nil, "9000", options{addr: "127.0.0.1:9000", site: "dist/site"}},
		{"-addr before PORT", []string{"-addr", "localhost:1"}, "9000", options{addr: "localhost:1", site: "dist/site"}},
		{"IPv6", []string{"-addr", "[::1]:1"}, "", options{addr: "[::1]:1", site: "dist/site"}},
		{"switches of the simulator", []string{"-contrary", "refuse20.9=2001,bareSession"}, "", options{addr: defaultAddr, site: "dist/site", contrary: gateway.Contrary{Refuse209: 2001, BareSession: true}}},
		{"switches with values", []string{"-contrary", "times=ms,keyRequests=3,otherTypes"}, "", options{addr: defaultAddr, site: "dist/site", contrary: gateway.Contrary{Times: "ms", KeyRequests: 3, OtherTypes: true}}},
		{"a recording", []string{"-upstream", "https://u.y.qq.com", "-record", "x.jsonl"}, "", options{addr: defaultAddr, site: "dist/site", upstream: "https://u.y.qq.com", record: "x.jsonl"}},
		{"a replay", []string{"-replay", "x.jsonl"}, "", options{addr: defaultAddr, site: "dist/site", replay: "x.jsonl"}},
		{"the others", []string{"-site", "x", "-upstream", "https://u.y.qq.com", "-quiet"}, "", options{addr: defaultAddr, site: "x", upstream: "https://u.y.qq.com", quiet: true}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := parseOptions(tt.args, tt.port, io.Discard)
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestTheSiteIsBesideTheProgramOrInDist(t *testing.T) {
	folder := t.TempDir()
	program, beside := filepath.Join(folder, "demo"), filepath.Join(folder, "site")
	assert.Equal(t, "dist/site", defaultSite(program, nil), "without a site beside it")
	require.NoError(t, os.Mkdir(beside, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(beside, "index.html"), nil, 0o644))
	assert.Equal(t, beside, defaultSite(program, nil), "with one")
	assert.Equal(t, "dist/site", defaultSite("", os.ErrNotExist), "when nobody knows where the program is")
}

func TestOptionsThatAreRefused(t *testing.T) {
	for _, tt := range []struct{ args, says string }{
		{"-addr 0.0.0.0:8787", "loopback"},
		{"-addr :8787", "loopback"},
		{"-addr 192.168.1.2:8787", "loopback"},
		{"-addr example.com:8787", "loopback"},
		{"-addr 127.0.0.1", "host:port"},
		{"-upstream http://u.y.qq.com", "https"},
		{"-contrary refuse21.0", "refuse20.9"},
		{"-contrary times=weeks", "ms|us|zero|negative|huge"},
		{"-contrary refuse14.9 -upstream https://u.y.qq.com", "simulator"},
		{"-record x.jsonl", "-upstream"},
		{"-replay x.jsonl -record y.jsonl", "leave out -record"},
		{"-replay x.jsonl -upstream https://u.y.qq.com", "leave out -upstream"},
		{"-replay x.jsonl -contrary bareSession", "leave out -replay"},
		{"-sends x.jsonl -upstream https://u.y.qq.com", "simulator"},
		{"-sends x.jsonl -replay y.jsonl", "simulator"},
		{"-sends there/is/none.jsonl", "there/is/none.jsonl"},
		{"-replay there/is/none.jsonl", "there/is/none.jsonl"},
		{"-replay main.go", "main.go: line 1 is no recorded exchange"},
		{"-upstream https://u.y.qq.com -record main.go", "main.go: file exists"},
		{"-addr 127.0.0.1:http-alt-alt", "127.0.0.1:http-alt-alt has no port from 0 to 65535: choose another port with PORT=8788"},
		{"-addr 127.0.0.1:65536", "127.0.0.1:65536 has no port from 0 to 65535"},
		{"serve", "unexpected argument"},
		{"-nothing", "not defined"},
	} {
		t.Run(tt.args, func(t *testing.T) {
			ended, cancel := context.WithCancel(t.Context())
			cancel() // one that is not refused ends at once
			err := run(ended, strings.Fields(tt.args), "0", io.Discard, io.Discard)
			assert.ErrorContains(t, err, tt.says)
			assert.NotContains(t, err.Error(), "\n")
		})
	}
}

func TestHelpShowsTheValuesOfTheSwitches(t *testing.T) {
	var help strings.Builder
	_, err := parseOptions([]string{"-help"}, "", &help)
	require.ErrorIs(t, err, flag.ErrHelp)
	assert.Contains(t, help.String(), "husks=state|showType")
	assert.Contains(t, help.String(), "serves the built site on this machine")
}

func TestPortInUseSaysWhatToDo(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer listener.Close()
	_, port, err := net.SplitHostPort(listener.Addr().String())
	require.NoError(t, err)
	err = run(t.Context(), nil, port, io.Discard, io.Discard)
	assert.EqualError(t, err, "127.0.0.1:"+port+" is in use: stop what listens there, or choose another port with PORT=8788")
}

func TestAPortForTheSystemAloneSaysWhatToDo(t *testing.T) {
	refused := &net.OpError{Op: "listen", Err: os.NewSyscallError("bind", syscall.EACCES)} // as root nobody gets it
	assert.EqualError(t, unusable("127.0.0.1:80", refused), "127.0.0.1:80 is not for every user, as ports below 1024 are on many systems: choose another port with PORT=8788")
}

// start builds the command and runs it until the test has seen its line.
func start(t *testing.T, args ...string) (cmd *exec.Cmd, line string, rest *bufio.Reader) {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "demo")
	out, err := exec.Command("go", "build", "-buildvcs=false", "-o", binary, ".").CombinedOutput()
	require.NoError(t, err, "%s", out)
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	cmd = exec.CommandContext(ctx, binary, append([]string{"-addr", "127.0.0.1:0"}, args...)...)
	stdout, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	rest = bufio.NewReader(stdout)
	line, err = rest.ReadString('\n')
	require.NoError(t, err)
	return cmd, line, rest
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Get(url)
	require.NoError(t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return resp.StatusCode, string(body)
}

func TestDemoServesUntilItIsInterrupted(t *testing.T) {
	root := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(root, "index.html"), []byte("<!doctype html>私信"), 0o644))
	cmd, line, rest := start(t, "-site", root, "-contrary", "refuseSession=2000")
	url := regexp.MustCompile(`^http://127\.0\.0\.1:\d+/`).FindString(line)
	require.NotEmpty(t, url, line)
	for _, account := range gateway.SampleAccounts() {
		assert.Contains(t, line, account.MusicID)
	}
	assert.Contains(t, line, "contrary: refuseSession=2000")
	status, body := get(t, url)
	assert.Equal(t, http.StatusOK, status)
	assert.Contains(t, body, "私信")
	status, body = get(t, url+"_simulator/accounts")
	assert.Equal(t, http.StatusOK, status)
	assert.Contains(t, body, gateway.SampleAccounts()[0].MusicKey)
	_, body = get(t, url+"_simulator/contrary")
	assert.JSONEq(t, `{"refuseSession":2000}`, body)

	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	more, err := io.ReadAll(rest)
	require.NoError(t, err)
	assert.Empty(t, more, "one line on stdout")
	assert.NoError(t, cmd.Wait(), "exit code 0")
}

func TestDemoRelaysInsteadOfPlaying(t *testing.T) {
	cmd, line, _ := start(t, "-upstream", "http://127.0.0.1:1", "-site", t.TempDir())
	url, _, _ := strings.Cut(line, " ")
	status, _ := get(t, url+"_simulator/accounts")
	assert.Equal(t, http.StatusNotFound, status, "the control surface is the simulator's")
	resp, err := http.Post(url+"cgi-bin/musicu.fcg", "application/json", strings.NewReader("{}"))
	require.NoError(t, err)
	resp.Body.Close()
	assert.Equal(t, http.StatusBadGateway, resp.StatusCode)
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	assert.NoError(t, cmd.Wait())
}
