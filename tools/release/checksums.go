package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

const checksumsFile = "SHA256SUMS"

// checksum is what sha256sum prints of a file.
func checksum(file string) (string, error) {
	bytes, err := os.ReadFile(file)
	return fmt.Sprintf("%x", sha256.Sum256(bytes)), err
}

// writeChecksums lists the files of a folder for `sha256sum --check`.
func writeChecksums(folder string) error {
	names, err := filesBelow(folder)
	if err != nil {
		return err
	}
	var list strings.Builder
	for _, name := range names {
		sum, err := checksum(filepath.Join(folder, name))
		if err != nil {
			return err
		}
		fmt.Fprintf(&list, "%s  %s\n", sum, filepath.ToSlash(name))
	}
	return os.WriteFile(filepath.Join(folder, checksumsFile), []byte(list.String()), 0o644)
}
