package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"qqmusicpm/tools/git"
)

const committedVersion = "package core\n\nconst Version = \"0.1.0\"\n"

// committed makes a tree with one commit.
func committed(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	write(t, root, versionFile, committedVersion)
	if err := os.Chmod(write(t, root, "run.sh", "#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, root, ".gitignore", "/dist/\n")
	for _, args := range [][]string{
		{"init", "--quiet"}, {"add", "--all"},
		{"-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false", "commit", "--quiet", "--message=x"},
	} {
		if _, err := git.Output(root, args...); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestACleanTreeIsReleased(t *testing.T) {
	for name, change := range map[string]func(root string){
		"as committed":                  func(string) {},
		"with files that git ignores":   func(root string) { write(t, root, "dist/x", "") },
		"with the version that was set": func(root string) { _, _ = setVersion(root, "0.2.0") },
	} {
		t.Run(name, func(t *testing.T) {
			root := committed(t)
			change(root)
			if err := checkClean(root, "0.2.0"); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestATreeWithChangesIsRefused(t *testing.T) {
	for _, tt := range []struct{ name, file, text string }{
		{"another text", "run.sh", "#!/bin/bash\n"},
		{"a new file", "notes.txt", "x\n"},
		{"another version than is released", versionFile, "package core\n\nconst Version = \"0.3.0\"\n"},
		{"more than the version", versionFile, "package core\n\nconst Version = \"0.2.0\"\n\nvar more int\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			root := committed(t)
			write(t, root, tt.file, tt.text)
			wantError(t, checkClean(root, "0.2.0"), tt.file+" is not as it was committed")
		})
	}
}

func TestTheSourcesAreWhatGitKnows(t *testing.T) {
	root := committed(t)
	write(t, root, "dist/x", "")
	files, err := sources(root)
	want := []source{{".gitignore", false}, {versionFile, false}, {"run.sh", true}}
	if err != nil || !slices.Equal(files, want) {
		t.Errorf("got %v, %v", files, err)
	}
}

func TestALinkAmongTheSourcesIsRefused(t *testing.T) {
	root := committed(t)
	if err := os.Symlink("run.sh", filepath.Join(root, "link")); err != nil {
		t.Fatal(err)
	}
	if _, err := git.Output(root, "add", "--all"); err != nil {
		t.Fatal(err)
	}
	_, err := sources(root)
	wantError(t, err, "link has the mode 120000")
}

func TestACopyHasTheModesThatGitKnows(t *testing.T) {
	root, to := committed(t), t.TempDir()
	if err := os.Chmod(filepath.Join(root, versionFile), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := copySources(root, []source{{versionFile, false}, {"run.sh", true}}, to); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]os.FileMode{versionFile: 0o644, "run.sh": 0o755} {
		if info, err := os.Stat(filepath.Join(to, name)); err != nil || info.Mode() != want {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}
