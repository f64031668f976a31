package main

import (
	"os/exec"
	"testing"
)

func TestTreesAreCompared(t *testing.T) {
	for _, tt := range []struct {
		name       string
		one, other map[string]string
		says       string
	}{
		{"the same", map[string]string{"a": "1", "b/c": "2"}, map[string]string{"a": "1", "b/c": "2"}, ""},
		{"nothing", nil, nil, "the build made no file"},
		{"the first that differs", map[string]string{"a": "1", "b/c": "same", "d": "x"}, map[string]string{"a": "1", "b/c": "sane", "d": "y"}, "two files b/c, which differ from byte 2 on"},
		{"a shorter one", map[string]string{"a": "12"}, map[string]string{"a": "1"}, "two files a, which differ from byte 1 on"},
		{"one that is missing", map[string]string{"a": "1", "b": "2"}, map[string]string{"a": "1"}, "only one of two builds made b"},
		{"one too many", map[string]string{"b": "2"}, map[string]string{"a": "1", "b": "2"}, "only one of two builds made a"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := compareTrees(tree(t, tt.one), tree(t, tt.other))
			if tt.says != "" {
				wantError(t, err, tt.says)
			} else if err != nil {
				t.Error(err)
			}
		})
	}
}

func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		write(t, root, name, text)
	}
	return root
}

func TestChecksumsAreThoseOfSha256sum(t *testing.T) {
	root := tree(t, map[string]string{"b.zip": "2", "a.tgz": "1"})
	if err := writeChecksums(root); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("sha256sum", "--check", checksumsFile)
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil || string(out) != "a.tgz: OK\nb.zip: OK\n" {
		t.Errorf("%v: %s", err, out)
	}
}
