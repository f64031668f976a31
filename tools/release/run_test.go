//go:build unix

package main

import (
	"strings"
	"syscall"
	"testing"
)

func TestWhatAMachineIsSetToChangesNothing(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0o077))
	t.Setenv("GOFLAGS", "-race")
	t.Setenv("NODE_ENV", "production")
	out, err := newBuilder(t.TempDir()).output("sh", "-c", `umask; echo "[$GOFLAGS$NODE_ENV]"`)
	if got := string(out); err != nil || got != "0022\n[]\n" {
		t.Errorf("%v: %s", err, got)
	}
}

func TestACommandThatFailsSaysWhatItSaid(t *testing.T) {
	err := newBuilder(t.TempDir()).run("sh", "-c", "echo no such thing >&2; exit 3")
	wantError(t, err, "exit status 3\nno such thing")
	if !strings.Contains(err.Error(), "sh -c echo") {
		t.Errorf("%v does not name the command", err)
	}
}
