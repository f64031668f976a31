// Command generate derives everything that follows from the declarations in
// core: the tables of internal/wire, methods of core's structs, the TypeScript declarations, the
// fields that the inbox's check of a gateway knows and the list of calls that the console of the
// page shows; and the list of picture hosts for the page from the one in internal/picturehosts.
//
// A declaration is a struct with tags. Parameters of a call (its directive
// //pm:call names the call, read or write, the method and the answer; //pm:pages
// the list in answers that are pages) have the tags wire, default, omit, unless,
// number, next, method and write; models have wire, default and unreadable. The first sentence of a field's comment explains it in English and
// ends with the Chinese term in brackets; both are shown to people.
//
// With -check nothing is written: it fails when a file is not what would be written.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/format"
	"os"
	"path/filepath"

	"qqmusicpm/internal/picturehosts"
)

func main() {
	root := flag.String("root", ".", "the project's folder")
	check := flag.Bool("check", false, "fail when a generated file is stale, write nothing")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: generate [-root FOLDER] [-check]: writes what follows from the declarations in core; go generate ./... runs it")
		flag.PrintDefaults()
	}
	flag.Parse()
	if err := run(*root, *check); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(root string, check bool) error {
	decl, err := readDeclarations(filepath.Join(root, "core"))
	if err != nil {
		return err
	}
	wireTables, err := format.Source(decl.wireTables())
	if err != nil {
		return fmt.Errorf("generated Go does not parse: %w", err)
	}
	coreMethods, err := format.Source(decl.coreMethods())
	if err != nil {
		return fmt.Errorf("generated Go does not parse: %w", err)
	}
	consoleCalls, err := decl.consoleCalls()
	if err != nil {
		return err
	}
	pictureHosts, err := jsonFile(picturehosts.Sources)
	if err != nil {
		return err
	}
	for _, file := range []struct {
		path string
		text []byte
	}{
		{"internal/wire/declared_gen.go", wireTables},
		{"core/declared_gen.go", coreMethods},
		{"web/sdk/src/models.gen.ts", decl.typeScript()},
		{"web/sdk/src/module/writing-calls.gen.ts", decl.writingCalls()},
		{"web/app/model/wire-fields.gen.ts", decl.wireFields()},
		{"web/console/calls.gen.json", consoleCalls},
		{"web/common/picture-hosts.gen.json", pictureHosts},
	} {
		path := filepath.Join(root, file.path)
		if have, err := os.ReadFile(path); err == nil && bytes.Equal(have, file.text) {
			continue // keeps its time: nothing that follows from it is built anew
		}
		if check {
			return fmt.Errorf("%s is stale: go generate ./... makes it anew", file.path)
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, file.text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func jsonFile(content any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	err := encoder.Encode(content)
	return b.Bytes(), err
}
