package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// gremlinsOperators are what a mutation of Gremlins puts in place of an operator. It says the kind and the place alone.
var gremlinsOperators = map[string]string{
	"ARITHMETIC_BASE":         "arithmetic",
	"CONDITIONALS_BOUNDARY":   "boundary",
	"CONDITIONALS_NEGATION":   "negation",
	"INCREMENT_DECREMENT":     "up for down",
	"INVERT_ASSIGNMENTS":      "assignment",
	"INVERT_BITWISE":          "bitwise",
	"INVERT_BWASSIGN":         "bitwise assignment",
	"INVERT_LOGICAL":          "and for or",
	"INVERT_LOOPCTRL":         "break for continue",
	"INVERT_NEGATIVES":        "plus for minus",
	"REMOVE_SELF_ASSIGNMENTS": "assignment for self-assignment",
}

// gremlins changes the Go code of a scope. The tests that are to notice are those of the packages that use it in core.
func gremlins(s scope) ([]mutant, error) {
	packages, err := goList("-deps", "-test", "./core", "./internal/jsondoc", "./internal/scope", "./internal/wire")
	if err != nil {
		return nil, err
	}
	root, err := copyTree(append(packages, "go.mod", "go.sum")...)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(root)
	folder := "core"
	flags := []string{}
	if s.name != "core" {
		// What is below core is used by core, and most of it is tested there.
		folder = "internal"
		flags = []string{"--integration", "--coverpkg=./internal/..."}
	}
	excluded, err := others(root, folder, s)
	if err != nil {
		return nil, err
	}
	for _, name := range excluded {
		flags = append(flags, "--exclude-files=^"+regexp.QuoteMeta(name)+"$")
	}
	output := filepath.Join(root, "gremlins.json")
	command := exec.Command(mustAbs("bin/gremlins"), append([]string{
		"unleash", "--workers=1", "--output=" + output, "--output-statuses=lt",
		// Times a run of the tests with nothing built: enough for a slow machine, and a loop without end is still found.
		"--timeout-coefficient=3",
		"--invert-assignments", "--invert-bitwise", "--invert-bwassign", "--invert-logical", "--invert-loopctrl", "--remove-self-assignments",
	}, append(flags, "./"+folder)...)...)
	command.Dir = root
	// Counted, because answers of the test cache would make the time that it allows a test nearly nothing.
	command.Env = append(os.Environ(), "GOFLAGS=-count=1 -vet=off")
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	if err := command.Run(); err != nil {
		return nil, fmt.Errorf("gremlins: %w", err)
	}
	text, err := os.ReadFile(output)
	if err != nil {
		return nil, err
	}
	return readGremlins(text, folder, lineInFile())
}

// goList lists the folders of this module's packages that are asked for.
func goList(args ...string) ([]string, error) {
	list := exec.Command("go", append([]string{"list", "-f={{.ImportPath}}"}, args...)...)
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	var folders []string
	for line := range strings.Lines(string(out)) {
		name, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		folder, ours := strings.CutPrefix(name, "qqmusicpm/")
		if ours && !strings.HasSuffix(folder, ".test") && !strings.HasSuffix(folder, "_test") {
			folders = append(folders, folder)
		}
	}
	slices.Sort(folders)
	return slices.Compact(folders), nil
}

// others are the files below a folder that a scope leaves alone, with their names from there.
func others(root, folder string, s scope) ([]string, error) {
	var names []string
	err := filepath.WalkDir(filepath.Join(root, folder), func(file string, _ os.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".go" {
			return err
		}
		name, err := filepath.Rel(root, file)
		if err == nil && (!s.holds(name) || generated(file)) {
			names = append(names, strings.TrimPrefix(name, folder+"/"))
		}
		return err
	})
	return names, err
}

// generated says whether a file follows from others: a change in it is noticed by comparing.
func generated(file string) bool {
	return strings.HasSuffix(file, "_gen.go") || strings.HasSuffix(file, ".gen.ts")
}

func mustAbs(name string) string {
	abs, err := filepath.Abs(name)
	if err != nil {
		panic(err)
	}
	return abs
}

// readGremlins reads the report of Gremlins about a folder. lineOf gives the lines of its files.
func readGremlins(text []byte, folder string, lineOf func(file string, line int) string) ([]mutant, error) {
	var read struct {
		Files []struct {
			Name      string `json:"file_name"`
			Mutations []struct {
				Type, Status string
				Line, Column int
			}
		}
	}
	if err := json.Unmarshal(text, &read); err != nil {
		return nil, fmt.Errorf("gremlins' report: %w", err)
	}
	fates := map[string]string{"KILLED": killed, "NOT VIABLE": killed, "TIMED OUT": timedOut, "LIVED": survived, "NOT COVERED": noTest}
	var mutants []mutant
	for _, file := range read.Files {
		for _, m := range file.Mutations {
			fate, ok := fates[m.Status]
			if !ok {
				continue // left out by an option
			}
			name := folder + "/" + strings.TrimPrefix(file.Name, folder+"/")
			if fate == noTest && strings.HasPrefix(strings.TrimSpace(lineOf(name, m.Line)), "case ") {
				// The coverage of Go counts what stands below a case, never its condition: Gremlins does not try these.
				fate = notTried
			}
			mutants = append(mutants, mutant{name, m.Line, m.Column, gremlinsOperators[m.Type], fate})
		}
	}
	return mutants, nil
}
