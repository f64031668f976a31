package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// built makes a project whose build runs a command.
func built(t *testing.T, command string) maker {
	t.Helper()
	root := t.TempDir()
	write(t, root, "Makefile", "build:\n\t@mkdir -p dist\n\t@"+command+"\n")
	return maker{builder: builder{root: root}, version: "0.2.0", date: packedAt, sources: []source{{name: "Makefile"}}}
}

func TestABuildThatIsTheSameBothTimesIsTaken(t *testing.T) {
	first, err := built(t, "echo the same > dist/file").twice(t.TempDir(), maker.build)
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(first.root, "dist", "file")); got != "the same\n" {
		t.Errorf("got %q", got)
	}
}

func TestABuildThatDependsOnItsSurroundingsIsRefused(t *testing.T) {
	for name, command := range map[string]string{
		"its folder":   "pwd > dist/file",
		"the hour":     "date +%z > dist/file",
		"Go's cache":   `echo "$$GOCACHE" > dist/file`,
		"what is left": `mktemp dist/XXXXXXXX`,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := built(t, command).twice(t.TempDir(), maker.build)
			wantError(t, err, "two builds made ")
		})
	}
}

func TestTheStepsNameToolsAndChecksums(t *testing.T) {
	root := t.TempDir()
	m := maker{builder: builder{root: root}, version: "0.2.0"}
	for _, e := range m.extensions() {
		write(t, root, filepath.Join("dist", "release", e.released), "the archive")
	}
	steps, err := m.buildSteps()
	if err != nil {
		t.Fatal(err)
	}
	sum, err := checksum(filepath.Join(m.products(), m.extensions()[1].released))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"version 0.2.0", "- Go 1.", "- Node ", "with npm ",
		"| dist/qqmusic-private-message-extension-firefox.zip | qqmusic-private-message-extension-0.2.0-firefox.zip | " + sum + " |",
	} {
		if !strings.Contains(string(steps), want) {
			t.Errorf("%q is not in:\n%s", want, steps)
		}
	}
}
