// Package tools holds no code: its tests are of the scripts beside it.
package tools

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// What builds need is named when it is missing, too old or not usable, each with what to do.
func TestCheckToolsNamesWhatIsMissing(t *testing.T) {
	const (
		newGo    = `case "$*" in "env GOROOT") dirname "$0";; esac`
		oldGo    = `case "$*" in version) echo go version go1.22.1 linux/amd64;; *) echo go.mod:14: unknown directive: ignore >&2; exit 1;; esac`
		brokenGo = `case "$*" in version) echo go version go1.99.1 linux/amd64;; *) echo go: parsing GOFLAGS: unterminated >&2; exit 1;; esac`
		bareGo   = `case "$*" in "env GOROOT") echo /there/is/no/go;; esac`
		newNode  = "echo v20.19.0"
		npm      = "true"
	)
	for _, tt := range []struct {
		name string
		has  map[string]string
		says []string
	}{
		{"all are there", map[string]string{"go": newGo, "node": newNode, "npm": npm}, nil},
		{"a newer Node", map[string]string{"go": newGo, "node": "echo v24.1.0", "npm": npm}, nil},
		{"nothing is there", nil, []string{"Go is missing: install Go 1.", "Node is missing: install Node 20."}},
		{"an old Go", map[string]string{"go": oldGo, "node": newNode, "npm": npm}, []string{"Go 1.22.1 is too old", "or newer from https://go.dev/dl/"}},
		{"a Go with settings that it refuses", map[string]string{"go": brokenGo, "node": newNode, "npm": npm}, []string{"Go does not work here: go: parsing GOFLAGS: unterminated", "go env"}},
		{"a Go without all of its files", map[string]string{"go": bareGo, "node": newNode, "npm": npm}, []string{"The Go in /there/is/no/go has no lib/wasm/wasm_exec.js", "https://go.dev/dl/"}},
		{"an old Node", map[string]string{"go": newGo, "node": "echo v20.9.1", "npm": npm}, []string{"Node v20.9.1 is too old: install Node 20.19 or newer"}},
		{"a Node that does not start", map[string]string{"go": newGo, "node": "echo no libatomic.so.1 >&2; exit 127", "npm": npm}, []string{"Node does not start, it says: no libatomic.so.1. Install Node 20.19 or newer"}},
		{"no npm", map[string]string{"go": newGo, "node": newNode}, []string{"npm is missing"}},
		{"a system without diffutils", map[string]string{"go": newGo, "node": newNode, "npm": npm, "cmp": ""}, []string{"The command cmp is missing: install the package diffutils"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := onlyPath(t, "bash", "dirname", "sed", "cmp", "find")
			write(t, filepath.Join(folder, "lib/wasm/wasm_exec.js"), "")
			for name, does := range tt.has {
				if err := os.Remove(filepath.Join(folder, name)); err != nil && !os.IsNotExist(err) {
					t.Fatal(err)
				}
				if does != "" {
					write(t, filepath.Join(folder, name), "#!/bin/sh\n"+does+"\n")
				}
			}
			command := script(t, "check-tools.sh")
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

// A folder that sudo make has left behind is named before anything fails in it.
func TestCheckToolsNamesAFolderOfSomebodyElse(t *testing.T) {
	clone := t.TempDir()
	for _, name := range []string{"go.mod", "web/package.json", "tools/check-tools.sh"} {
		text, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(clone, name), string(text))
	}
	bin := filepath.Join(clone, "bin")
	if err := os.Mkdir(bin, 0o555); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(filepath.Join(clone, "tools/check-tools.sh"))
	if os.Getuid() == 0 { // who may write everywhere
		command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		for _, folder := range []string{clone, filepath.Dir(clone)} {
			if err := os.Chmod(folder, 0o777); err != nil {
				t.Fatal(err)
			}
		}
	}
	out, err := command.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "The folder "+bin+" is somebody else's") || !strings.Contains(string(out), "sudo chown -R $(id -u) '"+clone+"'") {
		t.Errorf("ended with %v, saying %q", err, out)
	}
}

// script is the command that runs a script of this folder. All of them are looked at, or go test would not know that they were
// changed, and would repeat what it found before.
func script(t *testing.T, name string, args ...string) *exec.Cmd {
	t.Helper()
	scripts, err := filepath.Glob("*.sh")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range scripts {
		if _, err := os.Stat(file); err != nil {
			t.Fatal(err)
		}
	}
	return exec.Command("bash", append([]string{name}, args...)...)
}

// onlyPath makes a folder for PATH that has these of this machine's commands and no others.
func onlyPath(t *testing.T, names ...string) string {
	t.Helper()
	folder := t.TempDir()
	for _, name := range names {
		path, err := exec.LookPath(name)
		if err == nil {
			err = os.Symlink(path, filepath.Join(folder, name))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// write writes a file that can be run, and the folders above it.
func write(t *testing.T, file, text string) {
	t.Helper()
	err := os.MkdirAll(filepath.Dir(file), 0o755)
	if err == nil {
		err = os.WriteFile(file, []byte(text), 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
}
