package modulesize

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Share is what one package costs in the module and in the empty program.
type Share struct {
	// Name is the import path, or in parentheses what is no package.
	Name string `json:"name"`
	// Module and Empty are bytes of code, uncompressed.
	Module int `json:"module"`
	Empty  int `json:"empty"`
	// Brotli and EmptyBrotli are the same at brotli 11, each package compressed alone. They are 0 for a package
	// that costs as much in both.
	Brotli      int `json:"brotli"`
	EmptyBrotli int `json:"emptyBrotli"`
}

// More is what the module has on top of the empty program.
func (s Share) More() int { return s.Module - s.Empty }

const (
	dataShare  = "(data: strings, types, tables of the runtime)"
	otherShare = "(made by the linker)"
)

// Attribute builds the package main in dir and an empty program with their names, and attributes the bytes of
// both to packages. Those that cost most on top of the empty program come first.
func Attribute(dir, main string, flags []string) ([]Share, error) {
	flags = withNames(flags)
	ours, err := linkNamed(dir, main, flags)
	if err != nil {
		return nil, err
	}
	paths, err := listLinked(dir, main, flags)
	if err != nil {
		return nil, err
	}
	data, err := BuildEmpty(flags)
	if err != nil {
		return nil, err
	}
	empty, err := readModule(data)
	if err != nil {
		return nil, err
	}
	return attribute(ours, empty, paths)
}

func attribute(ours, empty *module, paths []string) ([]Share, error) {
	of := newAttribution(paths)
	codes, emptyCodes := of.code(ours), of.code(empty)
	var shares []Share
	for name, code := range codes {
		s := Share{Name: name, Module: len(code), Empty: len(emptyCodes[name])}
		if s.More() != 0 {
			var err error
			if s.Brotli, err = brotliSize(code); err != nil {
				return nil, err
			}
			if s.Empty > 0 {
				if s.EmptyBrotli, err = brotliSize(emptyCodes[name]); err != nil {
					return nil, err
				}
			}
		}
		shares = append(shares, s)
	}
	slices.SortFunc(shares, func(a, b Share) int {
		return cmp.Or(b.More()-a.More(), strings.Compare(a.Name, b.Name))
	})
	return shares, nil
}

// withNames leaves out the flags that strip names: -ldflags.
func withNames(flags []string) []string {
	return slices.DeleteFunc(slices.Clone(flags), func(flag string) bool {
		return strings.HasPrefix(strings.TrimLeft(flag, "-"), "ldflags")
	})
}

func linkNamed(dir, main string, flags []string) (*module, error) {
	out, err := os.MkdirTemp("", "modulesize")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(out)
	path := filepath.Join(out, "named.wasm")
	if _, err := goForBrowser(dir, slices.Concat([]string{"build"}, flags, []string{"-o", path, main})); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return readModule(data)
}

func listLinked(dir, main string, flags []string) ([]string, error) {
	out, err := goForBrowser(dir, slices.Concat([]string{"list", "-deps"}, flags, []string{main}))
	return strings.Fields(out), err
}

func goForBrowser(dir string, args []string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, stderr.String())
	}
	return string(out), nil
}

// unnamed are the characters that the linker replaces in the names of functions.
var unnamed = regexp.MustCompile(`[^\w.]`)

// generated are the prefixes of functions that the compiler makes for the type behind them.
var generated = []string{"type_.eq.", "type_.hash.", "go_"}

// attribution finds the package of a function by the name that the linker gave it.
type attribution struct {
	// prefixes are the packages' own, the longest first; paths are import paths by prefix.
	prefixes []string
	paths    map[string]string
}

func newAttribution(paths []string) attribution {
	a := attribution{paths: map[string]string{}}
	for _, path := range paths {
		// The symbol of a package has %2e for the dots of its last element.
		folder, last := filepath.Split(path)
		prefix := unnamed.ReplaceAllString(folder+strings.ReplaceAll(last, ".", "%2e"), "_") + "."
		a.prefixes = append(a.prefixes, prefix)
		a.paths[prefix] = path
	}
	a.prefixes = append(a.prefixes, "main.")
	a.paths["main."] = "main"
	slices.SortFunc(a.prefixes, func(x, y string) int { return cmp.Or(len(y)-len(x), strings.Compare(x, y)) })
	return a
}

func (a attribution) packageOf(name string) string {
	for _, prefix := range generated {
		name = strings.TrimPrefix(name, prefix)
	}
	for _, prefix := range a.prefixes {
		if strings.HasPrefix(name, prefix) {
			return a.paths[prefix]
		}
	}
	return otherShare
}

// code gives the code of each package, one function behind the other, and the data.
func (a attribution) code(m *module) map[string][]byte {
	codes := map[string][]byte{dataShare: m.data}
	for _, f := range m.functions {
		name := a.packageOf(f.name)
		codes[name] = append(codes[name], f.code...)
	}
	return codes
}
