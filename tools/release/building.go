package main

import (
	"bytes"
	_ "embed"
	"path/filepath"
	"strings"
	"text/template"
)

//go:embed building.md.tmpl
var buildingText string

var building = template.Must(template.New("BUILDING.md").Parse(buildingText))

// buildSteps says how the archives of the extension are built from the sources, with what, and what comes of it.
func (m maker) buildSteps() ([]byte, error) {
	type archive struct{ Built, Released, Sum string }
	said := struct {
		Version, Go, Node, NPM string
		Archives               []archive
	}{Version: m.version}
	for _, tool := range []struct {
		version *string
		command []string
	}{
		{&said.Go, []string{"go", "env", "GOVERSION"}},
		{&said.Node, []string{"node", "--version"}},
		{&said.NPM, []string{"npm", "--version"}},
	} {
		out, err := m.output(tool.command...)
		if err != nil {
			return nil, err
		}
		*tool.version = strings.TrimLeft(strings.TrimSpace(string(out)), "gov")
	}
	for _, e := range m.extensions() {
		sum, err := checksum(filepath.Join(m.products(), e.released))
		if err != nil {
			return nil, err
		}
		said.Archives = append(said.Archives, archive{e.built, e.released, sum})
	}
	var text bytes.Buffer
	err := building.Execute(&text, said)
	return text.Bytes(), err
}
