package main

import (
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
)

// The scripts in tools that suites need.
const (
	chromium  = "ensure-chromium.sh"
	firefox   = "ensure-firefox.sh"
	cCompiler = "ensure-c-compiler.sh"
)

// ensure installs what suites need. Where it cannot, it says what is wanted, and by whom.
func ensure(chosen []suite, w io.Writer) bool {
	var done []string
	for _, s := range chosen {
		for _, script := range s.needs {
			if slices.Contains(done, script) {
				continue
			}
			cmd := exec.Command(filepath.Join("tools", script))
			cmd.Stdout, cmd.Stderr = w, w
			if err := cmd.Run(); err != nil {
				fmt.Fprintf(w, "tools/%s: %v: the suite %s needs it. Others do not: make test SUITES=\"vet unit size\"\n", script, err, s.name)
				return false
			}
			done = append(done, script)
		}
	}
	return true
}
