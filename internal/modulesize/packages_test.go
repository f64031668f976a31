package modulesize_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/modulesize"
)

// A package with a dot and one with a dash in its name, and a type that is compared.
var attributedProgram = map[string]string{
	"go.mod":          "module example.com/a-program\n\ngo 1.26\n",
	"main.go":         "package main\n\nimport (\n\t\"example.com/a-program/un.used\"\n\t\"example.com/a-program/work-er\"\n)\n\nfunc main() { println(worker.Sum(1, 2), unused.Same(unused.Pair{}, \"x\")) }\n",
	"work-er/work.go": "package worker\n\n//go:noinline\nfunc Sum(a, b int) (sum int) {\n\tfor i := range b {\n\t\tsum += a * i\n\t}\n\treturn sum\n}\n",
	"un.used/pair.go": "package unused\n\ntype Pair struct{ A string; B any }\n\n//go:noinline\nfunc Same(p Pair, s string) bool { return any(p) == any(s) }\n",
}

func TestAttributeFindsThePackageOfEveryFunction(t *testing.T) {
	dir := t.TempDir()
	for name, text := range attributedProgram {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	shares, err := modulesize.Attribute(dir, ".", []string{"-trimpath", "-ldflags=-s -w"})
	require.NoError(t, err)
	by := map[string]modulesize.Share{}
	total := 0
	for _, s := range shares {
		by[s.Name] = s
		total += s.Module
	}
	for _, name := range []string{"example.com/a-program/work-er", "example.com/a-program/un.used"} {
		assert.Positive(t, by[name].Module, name)
		assert.Zero(t, by[name].Empty, name)
		assert.Positive(t, by[name].Brotli, name)
	}
	assert.Greater(t, by["runtime"].Module, 500_000)
	assert.Greater(t, by["runtime"].Empty, 500_000)
	assert.Greater(t, by["(data: strings, types, tables of the runtime)"].Module, 100_000)
	assert.Less(t, by["(made by the linker)"].Module, total/100, "nearly all code is attributed")

	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", "program.wasm", ".")
	build.Dir = dir
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := build.CombinedOutput()
	require.NoError(t, err, "%s", out)
	info, err := os.Stat(filepath.Join(dir, "program.wasm"))
	require.NoError(t, err)
	assert.InEpsilon(t, info.Size(), total, 0.02, "what is attributed is what the module consists of")
}

func TestAttributeKeepsTheCompilersWords(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module broken\n"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "main.go"), []byte("package main\n\nfunc main() { missing() }\n"), 0o600))
	_, err := modulesize.Attribute(dir, ".", nil)
	assert.ErrorContains(t, err, "missing")
}
