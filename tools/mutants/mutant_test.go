package main

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestPlaces(t *testing.T) {
	code := []string{"", "\tif a < b || b < c {", "\tif a < b {", "\tif a < b {"}
	lineOf := func(file string, line int) string { return code[line] }
	got := places([]mutant{
		{"f.go", 3, 7, "boundary", survived},
		{"f.go", 1, 16, "boundary", survived},
		{"f.go", 1, 7, "boundary", survived},
		{"f.go", 1, 7, "negation", survived},
	}, lineOf)
	want := []string{
		"f.go | if a < b || b < c { | boundary",
		"f.go | if a < b || b < c { | negation",
		"f.go | if a < b || b < c { | boundary | #2",
		"f.go | if a < b { | boundary",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestReport(t *testing.T) {
	accepted := readAccepted("# it is the same\n\na/f.go |  | boundary\na/f.go |  | negation\n# another reason\nb/g.go |  | boundary\n")
	for name, test := range map[string]struct {
		mutant mutant
		left   int
		says   string
	}{
		"a test noticed it":                 {mutant{"a/f.go", 1, 1, "bitwise", killed}, 0, ""},
		"it ran until it was stopped":       {mutant{"a/f.go", 1, 1, "bitwise", timedOut}, 0, ""},
		"no test noticed it":                {mutant{"a/f.go", 1, 1, "bitwise", survived}, 1, "a/f.go |  | bitwise"},
		"no test comes there":               {mutant{"a/f.go", 1, 1, "bitwise", noTest}, 1, "a/f.go |  | bitwise"},
		"the tool does not try it":          {mutant{"a/f.go", 1, 1, "bitwise", notTried}, 0, ""},
		"it makes no difference":            {mutant{"a/f.go", 1, 1, "boundary", survived}, 0, ""},
		"the reason of the lines before it": {mutant{"a/f.go", 1, 1, "negation", noTest}, 0, ""},
		"it was thought to make none":       {mutant{"b/g.go", 1, 1, "boundary", killed}, 0, "a test notices it now"},
	} {
		t.Run(name, func(t *testing.T) {
			var out, table strings.Builder
			if left := report(&out, &table, []mutant{test.mutant}, accepted, time.Minute); left != test.left {
				t.Errorf("%d are new, want %d", left, test.left)
			}
			if test.says == "" && out.Len() > 0 || !strings.Contains(out.String(), test.says) {
				t.Errorf("it says %q, want %q", out.String(), test.says)
			}
		})
	}
}

func TestReadGremlins(t *testing.T) {
	got, err := readGremlins([]byte(`{"files":[{"file_name":"wire/call.go","mutations":[
		{"type":"CONDITIONALS_BOUNDARY","status":"LIVED","line":3,"column":5},
		{"type":"CONDITIONALS_NEGATION","status":"NOT COVERED","line":1,"column":5},
		{"type":"CONDITIONALS_NEGATION","status":"NOT COVERED","line":2,"column":5},
		{"type":"INVERT_LOGICAL","status":"SKIPPED","line":4,"column":5}]}]}`), "internal",
		func(file string, line int) string { return []string{"", "\tif a == b {", "\tcase a == b:", ""}[line] })
	want := []mutant{
		{"internal/wire/call.go", 3, 5, "boundary", survived},
		{"internal/wire/call.go", 1, 5, "negation", noTest},
		{"internal/wire/call.go", 2, 5, "negation", notTried},
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestReadStryker(t *testing.T) {
	got, err := readStryker([]byte(`{"files":{"app/model/clean.ts":{"mutants":[
		{"mutatorName":"BlockStatement","replacement":"{\n}","status":"NoCoverage","location":{"start":{"line":3,"column":5},"end":{"line":4,"column":1}}},
		{"mutatorName":"StringLiteral","status":"Ignored"}]}}}`))
	want := []mutant{{"web/app/model/clean.ts", 3, 5, "BlockStatement: { }", noTest}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestChoose(t *testing.T) {
	for name, want := range map[string]string{
		"sdk":                        "web/sdk/src",
		"web/sdk/src/watch.ts":       "web/sdk/src/watch.ts",
		"web/app/archive/ingest.ts":  "web/app/archive/ingest.ts",
		"internal/wire":              "internal/wire",
		"web/app/archive/ingest-x.t": "",

		"web/sdk/src/watch.ts:240-270":   "web/sdk/src/watch.ts:240-270",
		"web/app/archive/ingest.ts:1-9":  "web/app/archive/ingest.ts:1-9",
		"web/app/archive/ingest-x.t:1-9": "",
		"web/sdk/src/watch.ts:240":       "",
		"web/sdk/src/watch.ts:":          "",
		"web/sdk/src/module:1-9":         "",
		"sdk:1-9":                        "",
		"core/watch.go:1-9":              "",
	} {
		t.Run(name, func(t *testing.T) {
			got, err := choose([]string{name})
			if want == "" {
				if err == nil {
					t.Errorf("it chose %v", got)
				}
			} else if err != nil || got[0].mutate[0] != want {
				t.Errorf("got %v, %v", got, err)
			}
		})
	}
}
