// Command release makes the files of a release in dist/release:
//
//	release VERSION
//
// It wants a clean tree and a section of the version in the changelog, sets the version, builds everything twice in folders
// of different names, the second time without Go's cache, and compares all that was built. Then it tries the files in empty
// projects. It commits nothing and publishes nothing.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: release VERSION, at the root of the project: makes the files of a release in dist/release, twice, compares and tries them")
	}
	flag.Parse()
	if err := release(flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// gomod is the program that lists what is linked into another.
const gomod = "bin/cyclonedx-gomod"

func release(args []string) error {
	if len(args) != 1 || args[0] == "" {
		return errors.New("no version is given: say `make release VERSION=0.2.0`")
	}
	version := args[0]
	root, err := filepath.Abs(".")
	if err != nil {
		return err
	}
	made, changed, err := begin(root, version)
	if err != nil {
		return err
	}
	if err := made.run("make", gomod); err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "release-")
	if err != nil {
		return err
	}
	first, err := made.twice(scratch, maker.make)
	if err == nil {
		err = first.try(filepath.Join(scratch, "tried"))
	}
	if err != nil {
		return fmt.Errorf("%w\nwhat was built is in %s: remove it when you have looked", err, scratch)
	}
	products := filepath.Join(root, "dist", "release")
	if err := replaceFolder(first.products(), products); err != nil {
		return err
	}
	if err := removeTree(scratch); err != nil {
		return err
	}
	return report(products, version, changed)
}

// begin looks whether the tree can be released, sets the version, and says what is to be made.
func begin(root, version string) (m maker, changed bool, err error) {
	if err := checkVersion(version); err != nil {
		return m, false, err
	}
	if err := checkClean(root, version); err != nil {
		return m, false, err
	}
	changelog, err := os.ReadFile(filepath.Join(root, changelogFile))
	if err != nil {
		return m, false, err
	}
	date, err := released(string(changelog), version)
	if err != nil {
		return m, false, err
	}
	files, err := sources(root)
	if err != nil {
		return m, false, err
	}
	changed, err = setVersion(root, version)
	if changed {
		fmt.Printf("release: %s says %s now\n", versionFile, version)
	}
	here := builder{root, []string{"MAKEFLAGS="}}
	return maker{here, version, date, files, filepath.Join(root, gomod)}, changed, err
}

// twice lets make make everything in two folders, compares all of it and gives the first.
func (m maker) twice(scratch string, make func(maker) error) (maker, error) {
	// Beside each other, but neither the names nor their lengths are the same; nor are the caches, the hour and the language.
	one, other := m, m
	one.builder = newBuilder(filepath.Join(scratch, "a"), "npm_config_prefer_offline=true", "TZ=UTC")
	other.builder = newBuilder(filepath.Join(scratch, "built", "a second time", "elsewhere"), "npm_config_prefer_offline=true",
		"GOCACHE="+filepath.Join(scratch, "go-cache"), "TZ=Pacific/Kiritimati", "LC_ALL=C")
	// Both first: whoever goes on working meanwhile changes neither.
	for _, made := range []maker{one, other} {
		if err := copySources(m.root, m.sources, made.root); err != nil {
			return maker{}, err
		}
	}
	for i, made := range []maker{one, other} {
		fmt.Printf("release: building, %d of 2\n", i+1)
		if err := make(made); err != nil {
			return maker{}, err
		}
	}
	fmt.Println("release: comparing")
	return one, compareTrees(filepath.Join(one.root, "dist"), filepath.Join(other.root, "dist"))
}

// replaceFolder copies the files of one folder into another, which has nothing else afterwards.
func replaceFolder(from, to string) error {
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	return os.CopyFS(to, os.DirFS(from))
}

// removeTree removes a folder, also where Go's module cache has made files read-only.
func removeTree(folder string) error {
	err := filepath.Walk(folder, func(path string, info os.FileInfo, err error) error {
		if err != nil || !info.IsDir() {
			return err
		}
		return os.Chmod(path, 0o755)
	})
	if err != nil {
		return err
	}
	return os.RemoveAll(folder)
}

// report says what was made and what is left to do.
func report(products, version string, changed bool) error {
	list, err := os.ReadFile(filepath.Join(products, checksumsFile))
	if err != nil {
		return err
	}
	fmt.Printf("%s", list)
	fmt.Printf("release: %s is in dist/release, built twice, the same both times, and tried in empty projects\n", version)
	if changed {
		fmt.Printf("release: left to do: git commit -m 'chore(release): %s' %s\n", version, versionFile)
	}
	fmt.Printf("release: left to do: git tag v%s, and publish (docs/releasing.md)\n", version)
	return nil
}
