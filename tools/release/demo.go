package main

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
)

// A platform is what a demo is built for.
type platform struct{ os, arch string }

var platforms = []platform{
	{"linux", "amd64"}, {"linux", "arm64"},
	{"darwin", "amd64"}, {"darwin", "arm64"},
	{"windows", "amd64"}, {"windows", "arm64"},
}

// archive is the name of the demo's archive. People call darwin macOS.
func (p platform) archive(version string) string {
	system, form := p.os, ".tar.gz"
	switch p.os {
	case "darwin":
		system = "macos"
	case "windows":
		form = ".zip"
	}
	return fmt.Sprintf("qqmusicpm-demo-%s-%s-%s%s", version, system, p.arch, form)
}

func (p platform) program() string {
	if p.os == "windows" {
		return "demo.exe"
	}
	return "demo"
}

//go:embed demo-readme.txt
var demoReadme []byte

// buildDemo builds the demo for a platform and gives its program.
func (m maker) buildDemo(p platform) (string, error) {
	program := filepath.Join("bin", "release", p.os+"-"+p.arch, p.program())
	return filepath.Join(m.root, program), m.with("GOOS="+p.os, "GOARCH="+p.arch).run(
		"go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", program, "./cmd/demo")
}

// packDemo packs a demo with the site beside it.
func (m maker) packDemo(p platform, program string) error {
	list, err := m.with("GOOS="+p.os, "GOARCH="+p.arch).output("bin/notices", "list", "./cmd/demo")
	if err != nil {
		return err
	}
	licenses := filepath.Join("dist", "licenses", "demo-"+p.os+"-"+p.arch+".json")
	if err := os.WriteFile(filepath.Join(m.root, licenses), list, 0o644); err != nil {
		return err
	}
	notices, err := m.output("bin/notices", "write", licenses, moduleLicenses, licensesWithin, "dist/licenses/site.json")
	if err != nil {
		return err
	}
	name := p.archive(m.version)
	folder := fmt.Sprintf("qqmusicpm-demo-%s", m.version)
	a := newArchive(folder, m.date)
	a.entries["README.txt"] = entry{bytes: demoReadme}
	a.entries[noticesFile] = entry{bytes: notices}
	if err := a.addFile(p.program(), program, true); err != nil {
		return err
	}
	if err := a.addFile("LICENSE", filepath.Join(m.root, "LICENSE"), false); err != nil {
		return err
	}
	if err := a.addFolder("site", filepath.Join(m.root, "dist", "site")); err != nil {
		return err
	}
	return a.write(filepath.Join(m.products(), name))
}
