package main

import (
	"path/filepath"
	"testing"
)

// The module has no address yet: whoever uses it says where it is.
func TestAnotherModuleUsesThisOne(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	another := newProject(t.TempDir())
	another.env = append(another.env, "GOPROXY=off", "GOFLAGS=-mod=mod -buildvcs=false")
	if err := another.writeFile("main.go", programWithCore); err != nil {
		t.Fatal(err)
	}
	for _, command := range useModule(root) {
		if err := another.run(command...); err != nil {
			t.Fatal(err)
		}
	}
	if err := another.run("go", "run", "."); err != nil {
		t.Error(err)
	}
}

func TestTheDemoCanBeInstalled(t *testing.T) {
	bin := t.TempDir()
	module := newProject(filepath.Join("..", ".."))
	if err := module.with("GOBIN="+bin, "GOPROXY=off", "GOFLAGS=-buildvcs=false").run("go", "install", "./cmd/demo"); err != nil {
		t.Fatal(err)
	}
	if err := module.run(filepath.Join(bin, "demo"), "-h"); err != nil {
		t.Error(err)
	}
}

func TestAProgramThatPrintsAnotherVersionIsRefused(t *testing.T) {
	project := newProject(t.TempDir())
	if err := project.expect("0.2.0", "echo", "0.2.0"); err != nil {
		t.Error(err)
	}
	wantError(t, project.expect("0.2.0", "echo", "0.1.0"), `printed "0.1.0" in the place of "0.2.0"`)
}
