//go:build !js

package main_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "qqmusicpm"

type goPackage struct {
	ImportPath string
	Imports    []string // its own
	Deps       []string // all that it links
}

// listPackages asks the go command about packages, built for a browser or for this machine.
func listPackages(t *testing.T, browser bool, patterns ...string) []goPackage {
	t.Helper()
	arguments := []string{"list", "-e", "-json=ImportPath,Imports,Deps"}
	if browser {
		arguments = append(arguments, "-tags=smallmodule") // as the Makefile builds it
	}
	list := exec.Command("go", append(arguments, patterns...)...)
	list.Dir = ".."
	list.Env = os.Environ()
	if browser {
		list.Env = append(list.Env, "GOOS=js", "GOARCH=wasm")
	}
	var stderr bytes.Buffer
	list.Stderr = &stderr
	out, err := list.Output()
	require.NoError(t, err, stderr.String())
	var found []goPackage
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		found = append(found, p)
	}
	require.NotEmpty(t, found)
	return found
}

// under tells whether path is one of the packages, or inside one.
func under(path string, packages ...string) bool {
	for _, p := range packages {
		if path == p || strings.HasPrefix(path, p+"/") {
			return true
		}
	}
	return false
}

// What is linked is what every visitor loads. Sizes are brotli, beside the 418 KB of an empty program.
func TestModuleLinksNothingHeavy(t *testing.T) {
	rules := []struct{ forbidden, reason string }{
		{"fmt", "93 to 127 KB: build strings with strconv and +"},
		{"context", "20 KB: internal/scope has what is needed"},
		{"time", "37 KB: the page has clocks and timers"},
		{"unicode", "its tables; unicode/utf8 has none"},
		{"strings", "brings unicode"},
		{"log", "brings fmt: errors and events go to the caller"},
		{"encoding/json", "245 KB and reflection, seven times slower: internal/jsondoc reads JSON"},
		{"net", "addresses and sockets are the page's business"},
		{"net/url", "146 KB: the few queries that there are need no parser"},
		{"net/http", "1.5 MB: fetch comes in as core.Transport"},
		{"crypto", "95 KB with its self-tests: core has the one digest that it needs"},
		{"reflect", "the linker then keeps every exported method: use generated code"},
		{"text/template", "reflection, and code where data will do"},
		{"html/template", "reflection, and code where data will do"},
		{"regexp", "a parser and an engine for what a loop can do"},
		{"testing", "belongs in test files"},
		{"os/exec", "there are no processes in a page"},
	}
	allowed := []string{"unicode/utf8"}
	linked := listPackages(t, true, "./wasm")[0].Deps
	for _, rule := range rules {
		t.Run(rule.forbidden, func(t *testing.T) {
			for _, path := range linked {
				if under(path, rule.forbidden) && !under(path, allowed...) {
					t.Errorf("the module links %s: %s", path, rule.reason)
				}
			}
		})
	}
	if t.Failed() {
		t.Log("`GOOS=js GOARCH=wasm go list -deps -json=ImportPath,Imports ./wasm` shows who imports it")
	}
}

func TestImportsRunOneWay(t *testing.T) {
	// base is what core and jsbridge have in common; it runs anywhere, as core does.
	base := []string{"internal/jsondoc", "internal/panics", "internal/scope", "internal/small", "internal/wire"}
	outside := []string{"syscall/js", "net/http", "os", "math/rand", "math/rand/v2", "crypto/rand"}
	rules := []struct {
		from   string
		may    []string // the packages of this module that it may import
		never  []string
		reason string
	}{
		{"core", append([]string{"core"}, base...), outside,
			"core runs anywhere: the browser, HTTP and chance come in from outside"},
		{"internal/jsondoc", nil, outside, "it reads JSON and knows nothing of what that says"},
		{"internal/panics", nil, outside, "it is below all others"},
		{"internal/small", nil, outside, "it stands for packages of the standard library"},
		{"internal/scope", []string{"internal/small"}, outside, "it is below the protocol"},
		{"internal/wire", []string{"internal/jsondoc"}, outside,
			"wire is the protocol without a client, for core and jsbridge"},
		{"jsbridge", append([]string{"core", "jsbridge"}, base...), []string{"net/http"},
			"jsbridge carries between JavaScript and core, nothing else"},
		{"wasm", []string{"core", "jsbridge"}, []string{"net/http"},
			"wasm only puts the bridge in place"},
		{"native", []string{"core", "internal/onepost"}, []string{"syscall/js"},
			"native gives core what it needs outside a browser"},
		{"internal", []string{"core", "internal"}, []string{"syscall/js"},
			"internal serves tests, generators and commands on this machine"},
		{"cmd", []string{"core", "internal"}, []string{"syscall/js"},
			"commands run on this machine; nothing imports them"},
		{"docs", nil, []string{"syscall/js"},
			"docs has tests of the code in its pages, and no code of its own"},
		{"examples", []string{"core", "native"}, []string{"syscall/js"},
			"examples do with what any program has: core and native"},
	}
	packages := map[string]goPackage{}
	for _, browser := range []bool{false, true} {
		for _, p := range listPackages(t, browser, "./...") {
			known := packages[p.ImportPath]
			p.Imports = append(p.Imports, known.Imports...)
			packages[p.ImportPath] = p
		}
	}
	for _, p := range packages {
		place := strings.TrimPrefix(p.ImportPath, module+"/")
		known := false
		for _, rule := range rules {
			if known || !under(place, rule.from) {
				continue // the first rule that fits is the package's own
			}
			known = true
			for _, path := range p.Imports {
				ours, isOurs := strings.CutPrefix(path, module+"/")
				allowed := !isOurs && !under(path, rule.never...) || isOurs && under(ours, rule.may...)
				assert.True(t, allowed, "%s imports %s: %s", p.ImportPath, path, rule.reason)
			}
		}
		assert.True(t, known, "%s is in a folder without a rule: add one to this table", p.ImportPath)
	}
}

// A module and a wasm_exec.js of two Go versions fail when the page loads them.
func TestWasmExecIsTheToolchains(t *testing.T) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	require.NoError(t, err)
	want, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	require.NoError(t, err)
	got, err := os.ReadFile(filepath.Join("..", "web", "wasm_exec.js"))
	require.NoError(t, err)
	assert.True(t, bytes.Equal(want, got), "web/wasm_exec.js is not this Go version's: run `make wasm-exec`")
}
