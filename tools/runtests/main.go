// Command runtests runs the test suites one after the other and ends with a
// table of what passed. A suite in which nothing ran has failed. What the suites need beside Go and Node is installed first,
// or named.
//
//	runtests [-fuzztime 3s] [SUITE ...]
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"
)

type suite struct {
	name, about string
	// needs are the scripts in tools that install what the suite needs, or say what is wanted.
	needs []string
	run   func() tally
}

func suites(fuzztime string) []suite {
	return []suite{
		{"vet", "go vet", nil, func() tally { return check("go", "vet", "./...") }},
		{"generated", "generated files are what go generate makes", nil, func() tally { return check("go", "run", "./internal/generate", "-check") }},
		{"go", "every Go package on this machine, with the race detector", []string{cCompiler}, func() tally {
			t := goTest(nil, append([]string{"-race", "-shuffle=on", "-timeout=5m"}, packagesWithout("qqmusicpm/internal/modulesize")...)...)
			// It compresses megabytes in one goroutine, which the race detector makes ten times slower.
			t.add(goTest(nil, "-timeout=5m", "./internal/modulesize/..."))
			return t
		}},
		{"tools", "the developers' tools", nil, func() tally { return goTest(nil, "-C=tools", "./...") }},
		{"browser", "core compiled to js/wasm, in Chromium", []string{chromium}, func() tally {
			return goTest(browser, "-count=1", "-p=1", "-timeout=3m", "-exec="+wrapper(), "./core/...")
		}},
		{"bridge", "the bridge as the module has it, in Chromium", []string{chromium}, func() tally {
			return goTest(browser, "-tags=smallmodule", "-count=1", "-p=1", "-timeout=3m", "-exec="+wrapper(), "./jsbridge/...")
		}},
		{"fuzz", "every fuzz target for " + fuzztime, nil, func() tally { return fuzz(fuzztime) }},
		{"size", "the module against its budget", nil, func() tally { return check("make", "--no-print-directory", "size") }},
		{"types", "TypeScript types", nil, func() tally { return check("npm", "--prefix", "web", "run", "--silent", "typecheck") }},
		{"unit", "TypeScript in Node", nil, func() tally { return npmTest("test:unit") }},
		{"e2e", "the page, the package and the extension in Chromium", []string{chromium}, func() tally { return npmTest("test:e2e") }},
		{"firefox", "the extension and what depends most on the engine, in Firefox (make test-firefox runs all of it)", []string{firefox}, func() tally { return npmTest("test:firefox-selection") }},
	}
}

func main() {
	fuzztime := flag.String("fuzztime", "3s", "how long each fuzz target runs")
	flag.Usage = func() {
		fmt.Fprintf(flag.CommandLine.Output(), "usage: runtests [-fuzztime 3s] [SUITE ...], at the root of the project; without a name every suite:\n%s", listOf(suites(*fuzztime)))
		flag.PrintDefaults()
	}
	flag.Parse()
	chosen, err := choose(suites(*fuzztime), flag.Args())
	if err != nil {
		fmt.Fprint(os.Stderr, err)
		os.Exit(2)
	}
	if !ensure(chosen, os.Stdout) {
		os.Exit(1)
	}
	// A make above would hand its job server and its variables to the make and npm below.
	os.Unsetenv("MAKEFLAGS")
	os.Unsetenv("MAKELEVEL")

	var total tally
	var table strings.Builder
	var failed []string
	fmt.Fprintf(&table, "\n%-12s%8s%8s%9s%9s\n", "suite", "passed", "failed", "skipped", "seconds")
	for _, s := range chosen {
		fmt.Printf("== %s: %s\n", s.name, s.about)
		start := time.Now()
		t := s.run()
		if t.passed+t.failed == 0 {
			fmt.Println("nothing ran")
			t.failed++
		}
		if t.failed > 0 {
			failed = append(failed, s.name)
		}
		total.add(t)
		fmt.Fprintf(&table, "%-12s%8d%8d%9d%9.1f\n", s.name, t.passed, t.failed, t.skipped, time.Since(start).Seconds())
	}
	fmt.Println(table.String())
	if len(failed) > 0 {
		fmt.Println("FAILED:", strings.Join(failed, ", "))
	}
	fmt.Printf("%d passed, %d failed", total.passed, total.failed)
	if total.skipped > 0 {
		fmt.Printf(", %d skipped", total.skipped)
	}
	fmt.Println()
	if len(failed) > 0 {
		os.Exit(1)
	}
}

// choose gives the suites that are named, in their order; without a name all.
func choose(all []suite, names []string) ([]suite, error) {
	for _, name := range names {
		if !slices.ContainsFunc(all, func(s suite) bool { return s.name == name }) {
			return nil, fmt.Errorf("no suite is called %s; there are:\n%s", name, listOf(all))
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(s suite) bool {
		return len(names) > 0 && !slices.Contains(names, s.name)
	}), nil
}

func listOf(all []suite) string {
	var list strings.Builder
	for _, s := range all {
		fmt.Fprintf(&list, "  %-11s%s\n", s.name, s.about)
	}
	return list.String()
}
