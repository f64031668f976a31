package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestAVersionIsThreeNumbers(t *testing.T) {
	for _, version := range []string{"0.2.0", "10.20.30"} {
		if err := checkVersion(version); err != nil {
			t.Error(err)
		}
	}
	for _, version := range []string{"", "v0.2.0", "0.2", "0.2.0-rc.1", "0.02.0", "0.2.0\n"} {
		wantError(t, checkVersion(version), "three numbers with dots between: say `make release VERSION=0.2.0`")
	}
}

func TestTheVersionIsSetInItsFile(t *testing.T) {
	root := t.TempDir()
	path := write(t, root, versionFile, "package core\n\n// Version is it.\nconst Version = \"0.1.0\"\n")
	for _, want := range []bool{true, false} {
		if changed, err := setVersion(root, "0.2.0"); err != nil || changed != want {
			t.Errorf("got %v, %v in the place of %v", changed, err, want)
		}
	}
	if got := read(t, path); got != "package core\n\n// Version is it.\nconst Version = \"0.2.0\"\n" {
		t.Errorf("the file is %q", got)
	}
}

func TestTheVersionFileOfTheProjectHasTheFormThatIsLookedFor(t *testing.T) {
	if _, err := withVersion([]byte(read(t, filepath.Join("..", "..", versionFile))), "0.2.0"); err != nil {
		t.Error(err)
	}
}

func TestAFileWithoutTheVersionIsRefused(t *testing.T) {
	_, err := withVersion([]byte("package core\n"), "0.2.0")
	wantError(t, err, "core/version.go has 0 lines of the form")
}

func write(t *testing.T, root, name, text string) string {
	t.Helper()
	path := filepath.Join(root, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
