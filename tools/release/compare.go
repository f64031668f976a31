package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// compareTrees refuses two folders of which not every file is the same, and names the first that differs.
func compareTrees(one, other string) error {
	names, err := filesBelow(one)
	if err != nil {
		return err
	}
	others, err := filesBelow(other)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return fmt.Errorf("the build made no file in %s", one)
	}
	both := append(slices.Clone(names), others...)
	slices.Sort(both)
	for _, name := range slices.Compact(both) {
		if !slices.Contains(names, name) || !slices.Contains(others, name) {
			return fmt.Errorf("only one of two builds made %s: compare %s with %s, and find what its name is made of", name, one, other)
		}
		a, err := os.ReadFile(filepath.Join(one, name))
		if err != nil {
			return err
		}
		b, err := os.ReadFile(filepath.Join(other, name))
		if err != nil {
			return err
		}
		if !bytes.Equal(a, b) {
			return fmt.Errorf("two builds made two files %s, which differ from byte %d on: compare %s with %s, and look for a path, a time or a random number in it", name, firstDifference(a, b), one, other)
		}
	}
	return nil
}

// filesBelow lists the files below a folder.
func filesBelow(folder string) (names []string, err error) {
	err = filepath.WalkDir(folder, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(folder, file)
		names = append(names, name)
		return err
	})
	return names, err
}

func firstDifference(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}
