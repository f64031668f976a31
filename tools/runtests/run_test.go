package main

import (
	"strings"
	"testing"
)

func TestReadGoTest(t *testing.T) {
	events := func(lines ...string) string { return strings.Join(lines, "\n") + "\n" }
	for name, test := range map[string]struct {
		events string
		want   tally
		shown  string
	}{
		"counts tests and subtests": {events(
			`{"Action":"run","Package":"p","Test":"A"}`,
			`{"Action":"output","Package":"p","Test":"A","Output":"secret\n"}`,
			`{"Action":"pass","Package":"p","Test":"A/sub"}`,
			`{"Action":"pass","Package":"p","Test":"A"}`,
			`{"Action":"skip","Package":"p","Test":"B"}`,
			`{"Action":"pass","Package":"p","Elapsed":1.5}`), tally{passed: 2, skipped: 1}, "2 passed"},
		"shows what a failing test wrote": {events(
			`{"Action":"output","Package":"p","Test":"A","Output":"boo\n"}`,
			`{"Action":"fail","Package":"p","Test":"A"}`,
			`{"Action":"fail","Package":"p"}`), tally{failed: 1}, "boo"},
		"a package that does not build": {events(
			`{"Action":"build-output","ImportPath":"p","Output":"undefined: x\n"}`,
			`{"Action":"build-fail","ImportPath":"p"}`,
			`{"Action":"fail","Package":"p"}`), tally{failed: 1}, "undefined: x"},
		"a package that dies in a test": {events(
			`{"Action":"pass","Package":"p","Test":"A"}`,
			`{"Action":"output","Package":"p","Test":"B","Output":"out of memory\n"}`,
			`{"Action":"fail","Package":"p"}`), tally{passed: 1, failed: 1}, "out of memory"},
		"no tests":        {events(`{"Action":"skip","Package":"p"}`), tally{}, ""},
		"words, not JSON": {"go: cannot find main module\n", tally{}, "cannot find"},
	} {
		t.Run(name, func(t *testing.T) {
			var shown strings.Builder
			if got := readGoTest(strings.NewReader(test.events), &shown); got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
			if !strings.Contains(shown.String(), test.shown) {
				t.Errorf("%q does not show %q", shown.String(), test.shown)
			}
			if strings.Contains(shown.String(), "secret") {
				t.Errorf("a passing test's words are shown: %q", shown.String())
			}
		})
	}
}

func TestReadWebTest(t *testing.T) {
	for name, test := range map[string]struct {
		out  string
		want tally
	}{
		"playwright": {"Running 9 tests using 1 worker\n  ✓ 1 passed the login (3ms)\n\n" +
			"  1 failed\n    inbox.spec.ts:3:1 › inbox\n  1 flaky\n  2 skipped\n  1 did not run\n  \x1b[32m4 passed\x1b[39m (5.2s)\n", tally{5, 2, 2}},
		"node, for people":   {"ℹ tests 3\nℹ pass 2\nℹ fail 1\nℹ cancelled 0\nℹ skipped 0\n", tally{2, 1, 0}},
		"node, for machines": {"# tests 3\n# pass 3\n# fail 0\n# skipped 1\n", tally{3, 0, 1}},
		"nothing":            {"Error: No tests found\n", tally{}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := readWebTest(test.out); got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestOnlyRanOutOfTime(t *testing.T) {
	for out, want := range map[string]bool{
		"fuzz: elapsed: 3s, execs: 9 (0/sec)\n--- FAIL: FuzzA (3.01s)\n    context deadline exceeded\nFAIL\nexit status 1\n":                       true,
		"--- FAIL: FuzzA (0.10s)\n    --- FAIL: FuzzA (0.00s)\n        a_test.go:9: context deadline exceeded\n\n    Failing input written to x\n": false,
		"--- FAIL: FuzzA (3.01s)\n    fuzzing process hung or terminated unexpectedly\n    context deadline exceeded\n":                            false,
		"# p\nundefined: x\nFAIL p [build failed]\n": false,
	} {
		if got := onlyRanOutOfTime(out); got != want {
			t.Errorf("%q: got %t", out, got)
		}
	}
}
