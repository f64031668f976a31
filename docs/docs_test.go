// Package docs_test runs the Go code of these pages, each page against a
// simulator of its own, and looks at what no program runs: the tests that the
// table of threats names, and the files for GitHub. A block that begins with
// "package" is a program, also where it has the name of a file; any other is the
// body of a function with the parameters ctx and client that returns an error.
// What a comment says after an arrow is what the block prints.
package docs_test

import (
	"bytes"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/gateway"
)

// documented is the address that stands for the simulator's.
const documented = "http://127.0.0.1:8787"

// imports are what the blocks that are no programs may use.
var imports = []string{"context", "errors", "fmt", "log", "log/slog", "os", "strings", "time", "qqmusicpm/core", "qqmusicpm/native"}

var (
	fence = regexp.MustCompile("(?ms)^```go(?: \\S+)?\n(.*?)^```$")
	arrow = regexp.MustCompile(`(?m)// → (.*)$`)
)

// A block of a page, with the line on which its code begins.
type block struct {
	code string
	line int
}

func (b block) isProgram() bool { return strings.HasPrefix(b.code, "package ") }

func (b block) prints() []string {
	var lines []string
	for _, match := range arrow.FindAllStringSubmatch(b.code, -1) {
		lines = append(lines, match[1])
	}
	return lines
}

func blocksOf(t *testing.T, page string) []block {
	t.Helper()
	text, err := os.ReadFile(page)
	require.NoError(t, err)
	var blocks []block
	for _, at := range fence.FindAllSubmatchIndex(text, -1) {
		blocks = append(blocks, block{string(text[at[2]:at[3]]), 1 + bytes.Count(text[:at[2]], []byte("\n"))})
	}
	return blocks
}

func TestGoCodePrintsWhatItSays(t *testing.T) {
	pages, err := filepath.Glob("*.md")
	require.NoError(t, err)
	ran := 0
	for _, page := range pages {
		blocks := blocksOf(t, page)
		if len(blocks) == 0 {
			continue
		}
		var bodies []block
		for _, b := range blocks {
			where := fmt.Sprintf("%s:%d", page, b.line)
			require.NotEmpty(t, b.prints(), "%s: nothing after an arrow", where)
			if !b.isProgram() {
				bodies = append(bodies, b)
				continue
			}
			t.Run(where, func(t *testing.T) {
				assert.Equal(t, b.prints(), run(t, fmt.Sprintf("//line %s:%d\n%s", page, b.line, b.code)))
			})
		}
		t.Run(page, func(t *testing.T) {
			var want []string
			for _, b := range bodies {
				want = append(want, b.prints()...)
			}
			assert.Equal(t, want, run(t, programOf(page, bodies)))
		})
		ran += len(blocks)
	}
	assert.NotZero(t, ran)
}

// programOf puts bodies into one program that runs them in turn.
func programOf(page string, bodies []block) string {
	var functions, calls strings.Builder
	for i, b := range bodies {
		fmt.Fprintf(&functions, "func block%d(ctx context.Context, client *core.Client) error {\n//line %s:%d\n%s//line end:1\nreturn nil\n}\n", i, page, b.line, b.code)
		fmt.Fprintf(&calls, "if err := block%d(context.Background(), client); err != nil {\nlog.Fatal(%q, \": \", err)\n}\n", i, fmt.Sprintf("%s:%d", page, b.line))
	}
	account := gateway.SampleAccounts()[0]
	program := functions.String() + fmt.Sprintf(`
func main() {
	client, err := core.NewClient(core.Config{
		Host:       native.Host(nil),
		Endpoint:   %q,
		Credential: core.Credential{MusicID: %q, MusicKey: %q},
	})
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	%s}
`, documented, account.MusicID, account.MusicKey, calls.String())
	head := "package main\n"
	for _, path := range imports {
		if name := filepath.Base(path); regexp.MustCompile(`\b` + name + `\.\w`).MatchString(program) {
			head += fmt.Sprintf("import %q\n", path)
		}
	}
	return head + program
}

// run builds a program inside this module, runs it against a simulator and returns the lines that it printed.
func run(t *testing.T, program string) []string {
	t.Helper()
	server := httptest.NewServer(gateway.New(gateway.Options{}))
	defer server.Close()
	dir := t.TempDir()
	source, binary := filepath.Join(dir, "main.go"), filepath.Join(dir, "program")
	require.NoError(t, os.WriteFile(source, []byte(strings.ReplaceAll(program, documented, server.URL)), 0o600))
	for _, command := range [][]string{{"go", "vet", source}, {"go", "build", "-buildvcs=false", "-o", binary, source}} {
		out, err := exec.Command(command[0], command[1:]...).CombinedOutput()
		require.NoError(t, err, "%s", out)
	}
	cmd := exec.Command(binary)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, "%s", &stderr)
	assert.Empty(t, stderr.String())
	return strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
}
