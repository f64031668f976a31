package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// versionFile is the one place in which the version is written.
const versionFile = "core/version.go"

var (
	plainVersion = regexp.MustCompile(`^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$`)
	writtenIn    = regexp.MustCompile(`(?m)^(const Version = ")([^"]*)(")$`)
)

// checkVersion refuses what the manifest of an extension cannot have as its version.
func checkVersion(version string) error {
	if plainVersion.MatchString(version) {
		return nil
	}
	return fmt.Errorf("VERSION=%s is not three numbers with dots between: say `make release VERSION=0.2.0`", version)
}

// withVersion gives the text of the version file with another version.
func withVersion(text []byte, version string) ([]byte, error) {
	if n := len(writtenIn.FindAll(text, -1)); n != 1 {
		return nil, fmt.Errorf(`%s has %d lines of the form const Version = "0.1.0": it must have one`, versionFile, n)
	}
	return writtenIn.ReplaceAll(text, []byte("${1}"+version+"${3}")), nil
}

// setVersion writes the version into the tree, and says whether it was another one.
func setVersion(root, version string) (changed bool, err error) {
	path := filepath.Join(root, versionFile)
	before, err := os.ReadFile(path)
	if err != nil {
		return false, err
	}
	after, err := withVersion(before, version)
	if err != nil || string(after) == string(before) {
		return false, err
	}
	return true, os.WriteFile(path, after, 0o644)
}
