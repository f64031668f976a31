package main

import (
	"os"
	"path/filepath"
	"strings"

	"qqmusicpm/tools/git"
)

// copyTree copies what git knows or would add, of the paths given, into a new folder, and gives that.
func copyTree(paths ...string) (string, error) {
	list, err := git.Output(".", append([]string{"ls-files", "-z", "--cached", "--others", "--exclude-standard", "--"}, paths...)...)
	if err != nil {
		return "", err
	}
	root, err := os.MkdirTemp("", "mutants-")
	if err != nil {
		return "", err
	}
	for name := range strings.SplitSeq(strings.TrimRight(list, "\x00"), "\x00") {
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
