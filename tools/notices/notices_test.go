package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// names gives what stands in a list.
func names(licenses []license) string {
	var all []string
	for _, l := range licenses {
		all = append(all, l.Name)
	}
	return strings.Join(all, ", ")
}

func TestWhatAProgramLinksIsListed(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	const golang = "Go (runtime, standard library, wasm_exec.js)"
	for _, tt := range []struct{ name, pkg, want string }{
		{"the standard library alone", "./core", golang},
		{"modules of others", "./cmd/demo", golang + ", github.com/andybalholm/brotli, golang.org/x/text"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			licenses, err := linked([]string{tt.pkg})
			if err != nil || names(licenses) != tt.want {
				t.Fatalf("%v: %s", err, names(licenses))
			}
			for _, l := range licenses {
				if l.Version == "" || !strings.Contains(l.Text, "Redistribution") && !strings.Contains(l.Text, "Permission is hereby granted") {
					t.Errorf("%s %q: %.60s", l.Name, l.Version, l.Text)
				}
			}
		})
	}
}

func TestAPackageThatIsNoneIsAnError(t *testing.T) {
	if _, err := linked([]string{"./none"}); err == nil || !strings.Contains(err.Error(), "go list ./none") {
		t.Error(err)
	}
}

func TestAFolderWithoutALicenceIsAnError(t *testing.T) {
	folder := t.TempDir()
	if _, err := licenseIn(folder); err == nil || !strings.Contains(err.Error(), folder) {
		t.Error(err)
	}
}

func list(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "list.json")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestTheNoticesOfSeveralListsNameEachThingOnce(t *testing.T) {
	licenses, err := readLists([]string{
		list(t, `[{"name":"idb","version":"8","identifier":"ISC","text":"Keep this.\r\nAnd this.\n"}]`),
		list(t, `[{"name":"Go","version":"1","text":"All of it."},{"name":"idb","version":"8","identifier":"ISC","text":"Keep this.\r\nAnd this.\n"}]`),
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "\n" + rule + "\nGo 1\n" + rule + "\n\nAll of it.\n\n" + rule + "\nidb 8 (ISC)\n" + rule + "\n\nKeep this.\nAnd this.\n"
	if got := text(licenses); !strings.HasSuffix(got, want) {
		t.Errorf("got %s", got)
	}
}

func TestALicenceWithoutItsTextIsRefused(t *testing.T) {
	_, err := readLists([]string{list(t, `[{"name":"idb","version":"8","identifier":"ISC"}]`)})
	if err == nil || !strings.Contains(err.Error(), "idb 8 comes without the text of its licence") {
		t.Error(err)
	}
}
