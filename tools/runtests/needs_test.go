package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is needed is asked for once each, for the suites that are run alone, and a suite that cannot have it is named.
func TestEnsureAsksForWhatTheSuitesNeed(t *testing.T) {
	none, one, other := suite{name: "none"}, suite{name: "one", needs: []string{"there.sh"}}, suite{name: "other", needs: []string{"there.sh", "missing.sh"}}
	for _, tt := range []struct {
		name   string
		chosen []suite
		says   string
		ready  bool
	}{
		{"nothing", []suite{none}, "", true},
		{"once each", []suite{one, none, one}, "there\n", true},
		{"what is missing", []suite{none, one, other}, "there\nmissing: install it\ntools/missing.sh: exit status 1: the suite other needs it.", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			for file, does := range map[string]string{"there.sh": "echo there", "missing.sh": "echo missing: install it; exit 1"} {
				err := os.MkdirAll("tools", 0o755)
				if err == nil {
					err = os.WriteFile(filepath.Join("tools", file), []byte("#!/bin/sh\n"+does+"\n"), 0o755)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			var said strings.Builder
			ready := ensure(tt.chosen, &said)
			if got := said.String(); ready != tt.ready || !strings.HasPrefix(got, tt.says) || ready && got != tt.says {
				t.Errorf("gave %t, saying %q", ready, got)
			}
		})
	}
}

func TestNeedsAreScriptsThatAreThere(t *testing.T) {
	for _, s := range suites("3s") {
		for _, script := range s.needs {
			if _, err := os.Stat(filepath.Join("..", script)); err != nil {
				t.Errorf("%s: %v", s.name, err)
			}
		}
	}
}

func TestChoose(t *testing.T) {
	all := []suite{{name: "a"}, {name: "b"}, {name: "c"}}
	for _, tt := range []struct{ names, want string }{
		{"", "a b c"},
		{"c a", "a c"},
		{"b d", "no suite is called d; there are:"},
	} {
		t.Run(tt.names, func(t *testing.T) {
			chosen, err := choose(all, strings.Fields(tt.names))
			var names []string
			for _, s := range chosen {
				names = append(names, s.name)
			}
			if got := strings.Join(names, " "); err == nil && got != tt.want || err != nil && !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("gave %q, %v", got, err)
			}
		})
	}
}
