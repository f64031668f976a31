package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// settledSBOM takes out of an SBOM what is another each time or on another machine: a random number, the time, and the
// checksum of the program that made it.
func settledSBOM(text []byte) ([]byte, error) {
	var sbom map[string]any
	if err := json.Unmarshal(text, &sbom); err != nil {
		return nil, err
	}
	delete(sbom, "serialNumber")
	metadata, ok := sbom["metadata"].(map[string]any)
	if sbom["bomFormat"] != "CycloneDX" || !ok {
		return nil, fmt.Errorf("it is no CycloneDX document with metadata: %.60q", text)
	}
	delete(metadata, "timestamp")
	tools, _ := metadata["tools"].([]any)
	for _, tool := range tools {
		if tool, ok := tool.(map[string]any); ok {
			delete(tool, "hashes")
		}
	}
	var settled bytes.Buffer
	writer := json.NewEncoder(&settled)
	writer.SetEscapeHTML(false)
	writer.SetIndent("", "  ")
	err := writer.Encode(sbom)
	return settled.Bytes(), err
}

// componentsOf lists the components of an SBOM as name@version.
func componentsOf(text []byte) ([]string, error) {
	var sbom struct {
		Components []struct{ Name, Version string }
	}
	err := json.Unmarshal(text, &sbom)
	return named(sbom.Components), err
}

func named(things []struct{ Name, Version string }) []string {
	var names []string
	for _, thing := range things {
		names = append(names, thing.Name+"@"+thing.Version)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// writeSBOMs lists what the Go programs are made of, read off the demo, which links all that the module does and more, and
// the npm packages that pages and extension hold.
func (m maker) writeSBOMs(demo string) error {
	golang, err := m.output(m.gomod, "bin", "-json", "-noserial", "-notimestamp", "-std", "-version", "v"+m.version, demo)
	if err != nil {
		return err
	}
	if err := m.writeSBOM("go", golang); err != nil {
		return err
	}
	npm, err := m.npmSBOM()
	if err != nil {
		return err
	}
	return m.writeSBOM("npm", npm)
}

func (m maker) writeSBOM(kind string, text []byte) error {
	settled, err := settledSBOM(text)
	if err != nil {
		return fmt.Errorf("the SBOM of %s: %w", kind, err)
	}
	return os.WriteFile(filepath.Join(m.products(), fmt.Sprintf("qqmusicpm-%s-%s.cdx.json", m.version, kind)), settled, 0o644)
}

// npmSBOM lets npm list the packages of web that are not for its developers, and holds them against those that were bundled.
func (m maker) npmSBOM() ([]byte, error) {
	text, err := os.ReadFile(filepath.Join(m.root, "web", "package.json"))
	if err != nil {
		return nil, err
	}
	var manifest map[string]any
	if err := json.Unmarshal(text, &manifest); err != nil {
		return nil, fmt.Errorf("web/package.json: %w", err)
	}
	manifest["version"] = m.version // without one npm makes no SBOM
	if text, err = json.Marshal(manifest); err != nil {
		return nil, err
	}
	// npm takes the name of the folder for that of the project.
	folder := filepath.Join(m.root, "bin", "release", "qqmusicpm-web")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(folder, "package.json"), text, 0o644); err != nil {
		return nil, err
	}
	if err := copySources(filepath.Join(m.root, "web"), []source{{name: "package-lock.json"}}, folder); err != nil {
		return nil, err
	}
	npm := builder{folder, m.env}
	sbom, err := npm.output("npm", "sbom", "--sbom-format=cyclonedx", "--sbom-type=application", "--omit=dev", "--package-lock-only")
	if err != nil {
		return nil, err
	}
	listed, err := componentsOf(sbom)
	if err != nil {
		return nil, err
	}
	for _, product := range []string{"site", "extension"} {
		bundled, err := m.bundledIn(product)
		if err != nil {
			return nil, err
		}
		if err := checkBundled(product, bundled, listed); err != nil {
			return nil, err
		}
	}
	return sbom, nil
}

// bundledIn lists the packages that Vite found in a product.
func (m maker) bundledIn(product string) ([]string, error) {
	file := filepath.Join(m.root, "dist", "licenses", product+".json")
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var list []struct{ Name, Version string }
	if err := json.Unmarshal(text, &list); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return named(list), nil
}

// checkBundled refuses a product in which other packages were found than web/package.json says are for its users.
func checkBundled(product string, bundled, listed []string) error {
	if slices.Equal(bundled, listed) {
		return nil
	}
	return fmt.Errorf("dist/%s was found to hold %s, but web/package.json has as dependencies, with theirs, %s: what is bundled belongs to its dependencies, what is not to its devDependencies",
		product, strings.Join(bundled, " "), strings.Join(listed, " "))
}
