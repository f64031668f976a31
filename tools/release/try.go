package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// try installs the files of the release into empty projects, as those do who get them.
func (m maker) try(folder string) error {
	fmt.Println("release: trying the files in empty projects")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	if err := m.tryPackage(filepath.Join(folder, "npm")); err != nil {
		return err
	}
	return m.trySources(filepath.Join(folder, "go"))
}

// tryPackage installs the npm package and starts a client with it.
func (m maker) tryPackage(folder string) error {
	tarball := filepath.Join(m.products(), fmt.Sprintf("qqmusic-private-message-%s.tgz", m.version))
	project := newProject(folder)
	if err := project.writeFile("package.json", `{ "private": true, "type": "module" }`); err != nil {
		return err
	}
	if err := project.run("npm", "install", "--offline", "--no-audit", "--no-fund", tarball); err != nil {
		return err
	}
	const program = `import { createClient, version } from "qqmusic-private-message"; (await createClient()).close(); console.log(version);`
	return project.expect(m.version, "node", "--input-type=module", "--eval", program)
}

// trySources installs the demo from the source archive, and uses its module from another one.
func (m maker) trySources(folder string) error {
	unpacked := newProject(folder)
	name := "qqmusicpm-" + m.version
	if err := unpacked.writeFile("my-program/main.go", programWithCore); err != nil {
		return err
	}
	if err := unpacked.run("tar", "-xzf", filepath.Join(m.products(), name+"-source.tar.gz")); err != nil {
		return err
	}
	installed := filepath.Join(folder, "bin")
	source := newProject(filepath.Join(folder, name))
	if err := source.with("GOBIN="+installed).run("go", "install", "./cmd/demo"); err != nil {
		return err
	}
	if err := source.run(filepath.Join(installed, "demo"), "-h"); err != nil {
		return err
	}
	program := newProject(filepath.Join(folder, "my-program"))
	for _, command := range useModule("../" + name) {
		if err := program.run(command...); err != nil {
			return err
		}
	}
	program.builder = program.with("GOFLAGS=-mod=mod")
	return program.expect(m.version, "go", "run", ".")
}

const programWithCore = `package main

import (
	"fmt"

	"qqmusicpm/core"
	_ "qqmusicpm/native"
)

func main() { fmt.Println(core.Version) }
`

// useModule are the commands that let a new module use this one, which has no address yet.
func useModule(folder string) [][]string {
	return [][]string{
		{"go", "mod", "init", "my-program"},
		{"go", "mod", "edit", "-require=qqmusicpm@v0.0.0", "-replace=qqmusicpm=" + folder},
		{"cp", folder + "/go.sum", "."}, // or the checksums would be asked for
	}
}

// A project is a folder that nobody has set anything up in.
type project struct{ builder }

// newProject leaves out what this machine's own projects are built with.
func newProject(folder string) project {
	return project{builder{folder, []string{"GOFLAGS=", "GOWORK=off", "MAKEFLAGS="}}}
}

func (p project) writeFile(name, text string) error {
	path := filepath.Join(p.root, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o644)
}

// expect runs a command that must print one line.
func (p project) expect(line string, command ...string) error {
	out, err := p.output(command...)
	if err != nil {
		return err
	}
	if said := strings.TrimSpace(string(out)); said != line {
		return fmt.Errorf("%s, in %s, printed %q in the place of %q: the files are not those of this version", strings.Join(command, " "), p.root, said, line)
	}
	return nil
}
