// Package tools holds no code: its tests are of the scripts beside it.
package tools

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The tools that builds need are named when they are missing or too old, each with what to do.
func TestCheckToolsNamesWhatIsMissing(t *testing.T) {
	const (
		newGo   = "echo qqmusicpm"
		oldGo   = "echo 'go: go.mod requires go >= 1.26.0 (running go 1.22.1; GOTOOLCHAIN=local)' >&2; exit 1"
		newNode = "echo v20.19.0"
		npm     = "true"
	)
	for _, tt := range []struct {
		name string
		has  map[string]string
		says []string
	}{
		{"all are there", map[string]string{"go": newGo, "node": newNode, "npm": npm}, nil},
		{"a newer Node", map[string]string{"go": newGo, "node": "echo v24.1.0", "npm": npm}, nil},
		{"nothing is there", nil, []string{"Go is missing: install Go 1.", "Node is missing: install Node 20."}},
		{"an old Go", map[string]string{"go": oldGo, "node": newNode, "npm": npm}, []string{"running go 1.22.1", "https://go.dev/dl/"}},
		{"an old Node", map[string]string{"go": newGo, "node": "echo v20.9.1", "npm": npm}, []string{"Node v20.9.1 is too old: install Node 20.19 or newer"}},
		{"no npm", map[string]string{"go": newGo, "node": newNode}, []string{"npm is missing"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := t.TempDir()
			for _, name := range []string{"bash", "dirname", "sed"} {
				path, err := exec.LookPath(name)
				if err == nil {
					err = os.Symlink(path, filepath.Join(folder, name))
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			for name, does := range tt.has {
				if err := os.WriteFile(filepath.Join(folder, name), []byte("#!/bin/sh\n"+does+"\n"), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			command := exec.Command("bash", "check-tools.sh")
			command.Env = []string{"PATH=" + folder}
			out, err := command.CombinedOutput()
			if ready := len(tt.says) == 0; (err == nil) != ready || (len(out) == 0) != ready {
				t.Errorf("ended with %v, saying %q", err, out)
			}
			for _, words := range tt.says {
				if !strings.Contains(string(out), words) {
					t.Errorf("%q is not in %q", words, out)
				}
			}
		})
	}
}
