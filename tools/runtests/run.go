package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// tally counts tests, or checks of one test each.
type tally struct{ passed, failed, skipped int }

func (t *tally) add(other tally) {
	t.passed += other.passed
	t.failed += other.failed
	t.skipped += other.skipped
}

var browser = []string{"GOOS=js", "GOARCH=wasm"}

// wrapper is the -exec of go test, which runs in each package's own folder.
func wrapper() string {
	path, err := filepath.Abs("tools/wasmbrowsertest.sh")
	if err != nil {
		panic(err)
	}
	return path
}

// packagesWithout lists the packages of the project but one. An empty list is one that go test refuses.
func packagesWithout(left string) []string {
	out, err := goList("./...")
	if err != nil {
		fmt.Printf("go list: %v\n", err)
		return []string{"./the-packages-could-not-be-listed"}
	}
	return slices.DeleteFunc(strings.Fields(string(out)), func(path string) bool { return path == left })
}

// goList runs go list. What it complains of is shown.
func goList(args ...string) ([]byte, error) {
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	cmd.Stderr = os.Stdout
	return cmd.Output()
}

// check runs a command that passes or fails as a whole.
func check(command ...string) tally {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stdout
	if err := cmd.Run(); err != nil {
		fmt.Printf("%s: %v\n", strings.Join(command, " "), err)
		return tally{failed: 1}
	}
	return tally{passed: 1}
}

// goTest runs go test, prints a line for each package and all that failing tests wrote.
func goTest(env []string, args ...string) tally {
	command := []string{"test", "-json"}
	if dir, ok := strings.CutPrefix(args[0], "-C="); ok {
		command, args = []string{"-C", dir, "test", "-json"}, args[1:]
	}
	cmd := exec.Command("go", append(command, args...)...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stderr = os.Stdout
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		fmt.Println(err)
		return tally{failed: 1}
	}
	t := readGoTest(out, os.Stdout)
	if err := cmd.Wait(); err != nil && t.failed == 0 {
		fmt.Println("go test:", err)
		t.failed++
	}
	return t
}

// readGoTest counts the events of go test -json. A package that fails with no
// failing test (it did not build, or it died) counts as one failure.
func readGoTest(events io.Reader, w io.Writer) tally {
	type key struct{ pkg, test string }
	var total tally
	written := map[key]*strings.Builder{} // by tests that have not passed
	packages := map[string]*tally{}
	lines := bufio.NewReader(events)
	for {
		line, err := lines.ReadBytes('\n')
		var e struct {
			Action, Package, ImportPath, Test, Output string
			Elapsed                                   float64
		}
		if len(line) > 0 && json.Unmarshal(line, &e) != nil {
			fmt.Fprintf(w, "%s", line) // the go command's own words
		}
		if err != nil {
			break
		}
		k := key{e.Package, e.Test}
		counts := packages[e.Package]
		if counts == nil {
			counts = &tally{}
			packages[e.Package] = counts
		}
		switch e.Action {
		case "build-output":
			fmt.Fprint(w, e.Output)
		case "output":
			if written[k] == nil {
				written[k] = &strings.Builder{}
			}
			written[k].WriteString(e.Output)
		case "pass", "skip", "fail":
			switch {
			case e.Test != "" && e.Action == "pass":
				counts.passed++
			case e.Test != "" && e.Action == "skip":
				counts.skipped++
			case e.Test != "":
				counts.failed++
			case e.Action == "fail":
				if counts.failed == 0 {
					counts.failed++
				}
				// A test that was running when the package died has not ended.
				for open, text := range written {
					if open.pkg == e.Package && open.test != "" {
						fmt.Fprint(w, text.String())
						delete(written, open)
					}
				}
			}
			if e.Action == "fail" && written[k] != nil {
				fmt.Fprint(w, written[k].String())
			}
			delete(written, k)
			if e.Test == "" {
				total.add(*counts)
				if *counts != (tally{}) {
					fmt.Fprintf(w, "   %-32s%5d passed%3d failed%3d skipped%7.1f s\n", e.Package, counts.passed, counts.failed, counts.skipped, e.Elapsed)
				}
			}
		}
	}
	return total
}

var fuzzTarget = regexp.MustCompile(`^Fuzz\w*$`)

// fuzz runs each fuzz target of each package for a while.
func fuzz(fuzztime string) tally {
	targets, t := fuzzTargets()
	// A target with a processor of its own leaves the others theirs: as many run at once as there are.
	free := make(chan struct{}, runtime.NumCPU())
	var counting sync.Mutex
	var running sync.WaitGroup
	for _, target := range targets {
		free <- struct{}{}
		running.Go(func() {
			defer func() { <-free }()
			found, err := exec.Command("go", "test", "-run=^$", "-fuzz=^"+target.name+"$", "-fuzztime="+fuzztime, "-parallel=1", target.pkg).CombinedOutput()
			counting.Lock()
			defer counting.Unlock()
			if err != nil && !onlyRanOutOfTime(string(found)) {
				fmt.Printf("%s", found)
				t.failed++
				return
			}
			fmt.Printf("   %s in %s: %s\n", target.name, target.pkg, lastFuzzLine(string(found)))
			t.passed++
		})
	}
	running.Wait()
	return t
}

type fuzzed struct{ pkg, name string }

// fuzzTargets finds every fuzz target; the tally has what could not be looked at.
func fuzzTargets() (targets []fuzzed, t tally) {
	out, err := goList("-f", "{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}", "./...")
	if err != nil {
		fmt.Println("go list:", err)
		return nil, tally{failed: 1}
	}
	for pkg := range strings.FieldsSeq(string(out)) {
		names, err := exec.Command("go", "test", "-list", "^Fuzz", pkg).CombinedOutput()
		if err != nil {
			fmt.Printf("%s%s: %v\n", names, pkg, err)
			t.failed++
			continue
		}
		for name := range strings.FieldsSeq(string(names)) {
			if fuzzTarget.MatchString(name) {
				targets = append(targets, fuzzed{pkg, name})
			}
		}
	}
	return targets, t
}

var fuzzFailure = regexp.MustCompile(`(?m)^--- FAIL: .*\n((?: .*\n)*)`)

// onlyRanOutOfTime recognises go.dev/issue/75804: before Go 1.27 a worker that
// is busy when the fuzzing time ends may be taken for a failure. A real one
// comes with more words than these, and with the input that caused it.
func onlyRanOutOfTime(out string) bool {
	m := fuzzFailure.FindStringSubmatch(out)
	return m != nil && strings.TrimSpace(m[1]) == "context deadline exceeded" && !strings.Contains(out, "Failing input")
}

// lastFuzzLine is how far the fuzzer came.
func lastFuzzLine(out string) string {
	last := "no report"
	for line := range strings.Lines(out) {
		if rest, ok := strings.CutPrefix(line, "fuzz: elapsed: "); ok {
			last, _, _ = strings.Cut(strings.TrimSpace(rest), " (")
		}
	}
	return last
}

// makeTestsReady compiles the web project's tests once for all of its suites.
var makeTestsReady = sync.OnceValue(func() error {
	cmd := exec.Command("npm", "--prefix", "web", "run", "--silent", "ready-tests")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stdout
	return cmd.Run()
})

// npmTest runs one of the web project's test scripts, shows what it writes and counts.
func npmTest(script string) tally {
	if err := makeTestsReady(); err != nil {
		fmt.Println("npm run ready-tests:", err)
		return tally{failed: 1}
	}
	cmd := exec.Command("npm", "--prefix", "web", "run", "--silent", script)
	cmd.Env = append(os.Environ(), "TESTS_ARE_READY=1")
	var seen strings.Builder
	cmd.Stdout = io.MultiWriter(os.Stdout, &seen)
	cmd.Stderr = cmd.Stdout
	err := cmd.Run()
	t := readWebTest(seen.String())
	if err != nil && t.failed == 0 {
		fmt.Printf("npm run %s: %v\n", script, err)
		t.failed++
	}
	return t
}

var (
	colour     = regexp.MustCompile("\x1b\\[[0-9;]*m")
	playwright = regexp.MustCompile(`^ +(\d+) (passed|failed|flaky|skipped|did not run|interrupted)\b`)
	nodeTest   = regexp.MustCompile(`^(?:#|ℹ) (pass|fail|cancelled|skipped|todo) (\d+)$`)
)

// readWebTest reads the closing lines of Playwright and of node --test.
func readWebTest(out string) (t tally) {
	for line := range strings.Lines(colour.ReplaceAllString(out, "")) {
		line = strings.TrimRight(line, "\r\n ")
		var word, digits string
		if m := playwright.FindStringSubmatch(line); m != nil {
			digits, word = m[1], m[2]
		} else if m := nodeTest.FindStringSubmatch(line); m != nil {
			word, digits = m[1], m[2]
		}
		n, _ := strconv.Atoi(digits)
		switch word {
		case "passed", "pass", "flaky":
			t.passed += n
		case "failed", "fail", "interrupted", "did not run", "cancelled":
			t.failed += n
		case "skipped", "todo":
			t.skipped += n
		}
	}
	return t
}
