package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// copyTree copies what git knows or would add, of the paths given, into a new folder, and gives that.
func copyTree(paths ...string) (string, error) {
	root, err := os.MkdirTemp("", "mutants-")
	if err != nil {
		return "", err
	}
	list, err := exec.Command("git", append([]string{"ls-files", "-z", "--cached", "--others", "--exclude-standard", "--"}, paths...)...).Output()
	if err != nil {
		return "", err
	}
	for name := range strings.SplitSeq(strings.TrimRight(string(list), "\x00"), "\x00") {
		text, err := os.ReadFile(name)
		if os.IsNotExist(err) {
			continue // removed, and git does not know it yet
		}
		if err != nil {
			return "", err
		}
		to := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return "", err
		}
		if err := os.WriteFile(to, text, 0o644); err != nil {
			return "", err
		}
	}
	return root, nil
}
