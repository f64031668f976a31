package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"qqmusicpm/tools/git"
)

// checkClean refuses a tree with changes that are not committed. The version that an earlier run has set is no such change.
func checkClean(root, version string) error {
	status, err := git.Output(root, "status", "--porcelain", "--no-renames")
	if err != nil {
		return err
	}
	for line := range strings.Lines(status) {
		file := strings.TrimSuffix(line[3:], "\n")
		if file == versionFile && isOnlyVersion(root, version) {
			continue
		}
		return fmt.Errorf("%s is not as it was committed, and a release is made of what is committed: commit it, or put it aside with `git stash --include-untracked`", file)
	}
	return nil
}

// isOnlyVersion says whether the version file differs from the committed one in the version alone.
func isOnlyVersion(root, version string) bool {
	committed, err := git.Output(root, "show", "HEAD:"+versionFile)
	if err != nil {
		return false
	}
	expected, err := withVersion([]byte(committed), version)
	if err != nil {
		return false
	}
	present, err := os.ReadFile(filepath.Join(root, versionFile))
	return err == nil && bytes.Equal(present, expected)
}

// A source is a file of the tree that git knows.
type source struct {
	name       string
	executable bool
}

// sources lists the files of the tree that git knows, in the order of their names.
func sources(root string) ([]source, error) {
	list, err := git.Output(root, "ls-files", "--stage", "-z")
	if err != nil {
		return nil, err
	}
	var files []source
	for entry := range strings.SplitSeq(strings.TrimSuffix(list, "\x00"), "\x00") {
		about, name, _ := strings.Cut(entry, "\t")
		mode, _, _ := strings.Cut(about, " ")
		if mode != "100644" && mode != "100755" {
			return nil, fmt.Errorf("%s has the mode %s: a release holds plain files alone, take it out", name, mode)
		}
		files = append(files, source{name, mode == "100755"})
	}
	return files, nil
}

// copySources copies files of the tree into a folder.
func copySources(root string, files []source, to string) error {
	for _, file := range files {
		text, err := os.ReadFile(filepath.Join(root, file.name))
		if err != nil {
			return err
		}
		mode := os.FileMode(0o644)
		if file.executable {
			mode = 0o755
		}
		path := filepath.Join(to, file.name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, text, mode); err != nil {
			return err
		}
		if err := os.Chmod(path, mode); err != nil { // whatever the umask is
			return err
		}
	}
	return nil
}
