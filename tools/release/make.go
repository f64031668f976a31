package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// noticesFile is in every archive, and beside them.
const noticesFile = "THIRD_PARTY_NOTICES"

// The lists of licences that are not in dist/licenses: of what the module links, and of what npm packages were made of.
const (
	moduleLicenses = "bin/module-licenses.json"
	licensesWithin = "web/licenses-within.json"
)

// A maker makes the files of a release in a folder of its own that holds the sources and nothing else.
type maker struct {
	builder
	version string
	date    time.Time
	sources []source
	// gomod is the program that lists what is linked into another.
	gomod string
}

// products is the folder of what is made.
func (m maker) products() string { return filepath.Join(m.root, "dist", "release") }

// steps are all that is to be done, in order.
func (m maker) make() error {
	for _, step := range []func() error{m.build, m.packPackage, m.takeExtensions, m.packDemos, m.writeNotices, m.packSources} {
		if err := step(); err != nil {
			return err
		}
	}
	return writeChecksums(m.products())
}

func (m maker) build() error {
	if err := m.run("make", "build"); err != nil {
		return err
	}
	return os.MkdirAll(m.products(), 0o755)
}

func (m maker) packPackage() error {
	return m.run("npm", "pack", "./dist/npm", "--pack-destination", m.products())
}

// An extension is the archive that a build makes, and its name in a release.
type extension struct{ built, released string }

func (m maker) extensions() []extension {
	const name = "qqmusic-private-message-extension"
	return []extension{
		{name + ".zip", fmt.Sprintf("%s-%s-chromium.zip", name, m.version)},
		{name + "-firefox.zip", fmt.Sprintf("%s-%s-firefox.zip", name, m.version)},
	}
}

func (m maker) takeExtensions() error {
	for _, e := range m.extensions() {
		bytes, err := os.ReadFile(filepath.Join(m.root, "dist", e.built))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(m.products(), e.released), bytes, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func (m maker) packDemos() error {
	for i, p := range platforms {
		program, err := m.buildDemo(p)
		if err != nil {
			return err
		}
		if err := m.packDemo(p, program); err != nil {
			return err
		}
		if i == 0 {
			if err := m.writeSBOMs(program); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeNotices writes the notices of all that the files of the release hold.
func (m maker) writeNotices() error {
	lists, err := filepath.Glob(filepath.Join(m.root, "dist", "licenses", "*.json"))
	if err != nil {
		return err
	}
	notices, err := m.output(append([]string{"bin/notices", "write", moduleLicenses, licensesWithin}, lists...)...)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(m.products(), noticesFile), notices, 0o644)
}

// packSources packs the sources, with what those need who build them to compare.
func (m maker) packSources() error {
	steps, err := m.buildSteps()
	if err != nil {
		return err
	}
	name := "qqmusicpm-" + m.version
	a := newArchive(name, m.date)
	a.entries["BUILDING.md"] = entry{bytes: steps}
	if err := a.addFile(noticesFile, filepath.Join(m.products(), noticesFile), false); err != nil {
		return err
	}
	for _, file := range m.sources {
		if err := a.addFile(file.name, filepath.Join(m.root, file.name), file.executable); err != nil {
			return err
		}
	}
	return a.write(filepath.Join(m.products(), name+"-source.tar.gz"))
}
