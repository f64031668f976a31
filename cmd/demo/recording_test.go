package main

import (
	"bytes"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/core"
	"qqmusicpm/internal/gateway"
	"qqmusicpm/internal/siteserver"
	"qqmusicpm/native"
)

// firstNick asks the demo for the conversations and returns whom the first is with.
func firstNick(t *testing.T, line string, credential core.Credential) string {
	t.Helper()
	url, _, _ := strings.Cut(line, "/ ")
	client, err := native.NewClient(credential, func(c *core.Config) { c.Endpoint = url })
	require.NoError(t, err)
	defer client.Close()
	page, err := client.GetSessions(t.Context(), core.GetSessionsParams{})
	require.NoError(t, err)
	require.Len(t, page.Sessions, 20)
	return page.Sessions[0].User.Nick
}

func TestDemoRecordsAndPlays(t *testing.T) {
	upstream := httptest.NewServer(gateway.New(gateway.Options{}))
	defer upstream.Close()
	name := filepath.Join(t.TempDir(), "traffic.jsonl")
	account := gateway.SampleAccounts()[0]

	cmd, line, _ := start(t, "-upstream", upstream.URL, "-site", t.TempDir(), "-record", name)
	assert.Contains(t, line, "recording to "+name)
	nick := firstNick(t, line, core.Credential{MusicID: account.MusicID, MusicKey: account.MusicKey})
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	require.NoError(t, cmd.Wait())
	info, err := os.Stat(name)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode())
	file, err := os.ReadFile(name)
	require.NoError(t, err)
	for _, secret := range []string{account.MusicKey, account.MusicID, nick} {
		assert.NotContains(t, string(file), secret)
	}

	cmd, line, _ = start(t, "-replay", name, "-site", t.TempDir())
	assert.Regexp(t, `playing the 2 exchanges of .*traffic\.jsonl: sign in with any key, and as \d+ `, line)
	played := firstNick(t, line, core.Credential{MusicID: "4711", MusicKey: "any"})
	assert.Len(t, played, len(nick))
	assert.NotEqual(t, nick, played)
	status, _ := get(t, line[:strings.Index(line, " ")]+"_simulator/accounts")
	assert.Equal(t, 404, status, "the control surface is the simulator's")
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	assert.NoError(t, cmd.Wait())
}

func TestDemoSaysWhatItRecordsAndLeavesNoEmptyFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "traffic.jsonl")
	var stderr bytes.Buffer
	_, end, err := options{upstream: "https://u.y.qq.com", record: name}.choose(&siteserver.Config{}, &stderr)
	require.NoError(t, err)
	assert.Regexp(t, regexp.MustCompile(`(?s)`+regexp.QuoteMeta(name)+`.*keys are removed.*ids, names, texts, times and addresses are replaced.*look at the file before you share it`), stderr.String())
	assert.FileExists(t, name)
	end()
	assert.NoFileExists(t, name)
	var help bytes.Buffer
	_, err = parseOptions([]string{"-help"}, "", &help)
	require.Error(t, err)
	assert.Contains(t, help.String(), "look at it before you share it")
}
