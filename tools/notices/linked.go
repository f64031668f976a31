package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A module is what go list says of one that a program links.
type module struct {
	Path, Version, Dir string
	Main               bool
}

// linked gives the licences of what a Go program links: of each module but its own, and of Go itself.
func linked(args []string) ([]license, error) {
	list := exec.Command("go", append([]string{"list", "-deps", "-json=Module"}, args...)...)
	list.Stderr = os.Stderr
	out, err := list.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := list.Start(); err != nil {
		return nil, err
	}
	modules := map[string]module{}
	for packages := json.NewDecoder(out); ; {
		var one struct{ Module *module }
		if err := packages.Decode(&one); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("go list %s: %w", strings.Join(args, " "), err)
		}
		if one.Module != nil && !one.Module.Main {
			modules[one.Module.Path] = *one.Module
		}
	}
	if err := list.Wait(); err != nil {
		return nil, fmt.Errorf("go list %s: %w", strings.Join(args, " "), err)
	}
	toolchain, err := goItself()
	if err != nil {
		return nil, err
	}
	licenses := []license{toolchain}
	for _, m := range modules {
		text, err := licenseIn(m.Dir)
		if err != nil {
			return nil, fmt.Errorf("%s %s: %w", m.Path, m.Version, err)
		}
		licenses = append(licenses, license{Name: m.Path, Version: m.Version, Text: text})
	}
	slices.SortFunc(licenses, func(a, b license) int { return strings.Compare(a.Name, b.Name) })
	return licenses, nil
}

// goItself is the licence of the runtime and the standard library, which every program links, and of wasm_exec.js.
// The packages of golang.org/x that come with it have the same one.
func goItself() (license, error) {
	out, err := exec.Command("go", "env", "GOROOT", "GOVERSION").Output()
	if err != nil {
		return license{}, fmt.Errorf("go env: %w", err)
	}
	said := strings.Fields(string(out))
	if len(said) != 2 {
		return license{}, fmt.Errorf("go env GOROOT GOVERSION printed %q", out)
	}
	text, err := licenseIn(said[0])
	if err != nil {
		return license{}, fmt.Errorf("go: %w; some distributions keep it elsewhere: use the Go of go.dev/dl", err)
	}
	return license{Name: "Go (runtime, standard library, wasm_exec.js)", Version: strings.TrimPrefix(said[1], "go"), Identifier: "BSD-3-Clause", Text: text}, nil
}

var licenseFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying)(\.(md|txt))?$`)

// licenseIn reads the licence in a folder.
func licenseIn(folder string) (string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return "", fmt.Errorf("%w: run go mod download", err)
	}
	for _, entry := range entries {
		if licenseFile.MatchString(entry.Name()) && entry.Type().IsRegular() {
			text, err := os.ReadFile(filepath.Join(folder, entry.Name()))
			return string(text), err
		}
	}
	return "", fmt.Errorf("no file with a licence in %s", folder)
}
