package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// strykerFolder is where Stryker is installed, by the Makefile.
const strykerFolder = "web/test-results/mutants"

// built is what the tests need beside the files that git knows: links to it are put into the copy.
var built = []string{"bin", "web/node_modules"}

// stryker changes the TypeScript of a scope: all changes are put into the code at once, each behind a switch, so that it
// is compiled once; a test file then runs once for each change that it reaches.
func stryker(s scope) ([]mutant, error) {
	root, err := copyTree(".")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(root)
	for _, name := range built {
		if err := os.Symlink(mustAbs(name), filepath.Join(root, name)); err != nil {
			return nil, err
		}
	}
	reportFile := filepath.Join(root, "stryker.json")
	config, err := json.Marshal(strykerConfig(s, reportFile))
	if err != nil {
		return nil, err
	}
	web := filepath.Join(root, "web")
	if err := os.WriteFile(filepath.Join(web, buildScript), []byte(buildOf(s)), 0o644); err != nil {
		return nil, err
	}
	configFile := filepath.Join(web, "stryker.config.json")
	if err := os.WriteFile(configFile, config, 0o644); err != nil {
		return nil, err
	}
	command := exec.Command(mustAbs(strykerFolder+"/node_modules/.bin/stryker"), "run", configFile)
	command.Dir = web
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	if err := command.Run(); err != nil {
		return nil, fmt.Errorf("stryker: %w", err)
	}
	text, err := os.ReadFile(reportFile)
	if err != nil {
		return nil, err
	}
	return readStryker(text)
}

// buildScript is what Stryker builds with, in the copy: it asks no shell, which two commands need.
const buildScript = "build-mutants.sh"

// buildOf is what makes the tests of a scope of the changed code. Its types are not checked: they hardly ever hold.
func buildOf(s scope) string {
	build := "set -e\nnode_modules/.bin/tsc -p tsconfig.test.json --noCheck\n"
	if s.name == "sdk" {
		// Its tests use it as its users do, as the installed package.
		build += "node_modules/.bin/rolldown -c sdk/rolldown.config.ts --log-level warn\nnpm run --silent install-package\n"
	}
	return build
}

func strykerConfig(s scope, reportFile string) map[string]any {
	var mutate, tests []string
	for _, m := range s.mutate {
		m = strings.TrimPrefix(m, "web/")
		if filepath.Ext(m) == "" {
			m += "/**/*.ts"
		}
		mutate = append(mutate, m)
	}
	for _, test := range s.tests {
		tests = append(tests, "test-results/compiled/"+test+".test.js")
	}
	return map[string]any{
		"packageManager":    "npm",
		"mutate":            append(mutate, "!**/*.gen.ts", "!**/*.d.ts", "!**/*-worker.ts"),
		"inPlace":           true, // this is a copy already
		"testRunner":        "tap",
		"tap":               map[string]any{"testFiles": tests},
		"plugins":           []string{"@stryker-mutator/tap-runner"},
		"buildCommand":      "bash " + buildScript,
		"coverageAnalysis":  "perTest",
		"concurrency":       1,
		"timeoutMS":         20_000, // for a slow machine; a loop without end is found by counting
		"disableTypeChecks": true,
		// What is said to people is read by people: a test that repeats a text notices nothing but a change of the text.
		"dryRunTimeoutMinutes": 15,
		"mutator":              map[string]any{"excludedMutations": []string{"StringLiteral"}},
		"reporters":            []string{"json", "progress-append-only"},
		"jsonReporter":         map[string]any{"fileName": reportFile},
		"warnings":             map[string]any{"slow": false},
	}
}

// readStryker reads the report of Stryker.
func readStryker(text []byte) ([]mutant, error) {
	var read struct {
		Files map[string]struct {
			Source  string
			Mutants []struct {
				MutatorName, Replacement, Status string
				Location                         struct{ Start, End struct{ Line, Column int } }
			}
		}
	}
	if err := json.Unmarshal(text, &read); err != nil {
		return nil, fmt.Errorf("stryker's report: %w", err)
	}
	fates := map[string]string{"Killed": killed, "RuntimeError": killed, "Timeout": timedOut, "Survived": survived, "NoCoverage": noTest}
	var mutants []mutant
	for name, file := range read.Files {
		for _, m := range file.Mutants {
			if fate, ok := fates[m.Status]; ok {
				change := oneLine(m.MutatorName + ": " + m.Replacement)
				mutants = append(mutants, mutant{"web/" + name, m.Location.Start.Line, m.Location.Start.Column, change, fate})
			}
		}
	}
	return mutants, nil
}

// oneLine is the beginning of a text with its white space made single.
func oneLine(text string) string {
	words := []rune(strings.Join(strings.Fields(text), " "))
	if len(words) > 100 {
		words = append(words[:100], '…')
	}
	return string(words)
}
