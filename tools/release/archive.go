package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// An archive is files by their names, below one folder.
type archive struct {
	folder  string
	time    time.Time
	entries map[string]entry
}

// An entry is a file of an archive.
type entry struct {
	bytes      []byte
	executable bool
}

func newArchive(folder string, time time.Time) *archive {
	return &archive{folder, time, map[string]entry{}}
}

// addFile adds a file under a name.
func (a *archive) addFile(name, from string, executable bool) error {
	bytes, err := os.ReadFile(from)
	a.entries[name] = entry{bytes, executable}
	return err
}

// addFolder adds all files below a folder.
func (a *archive) addFolder(name, from string) error {
	return filepath.WalkDir(from, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		within, err := filepath.Rel(from, file)
		if err != nil {
			return err
		}
		return a.addFile(path.Join(name, filepath.ToSlash(within)), file, false)
	})
}

// write writes the archive in the form that its name says. The same files give the same bytes, whenever and wherever it is.
func (a *archive) write(file string) error {
	var out bytes.Buffer
	var err error
	switch {
	case strings.HasSuffix(file, ".zip"):
		err = a.zip(&out)
	case strings.HasSuffix(file, ".tar.gz"):
		err = a.tar(&out)
	default:
		err = fmt.Errorf("%s: the archive is neither .zip nor .tar.gz", file)
	}
	if err != nil {
		return err
	}
	return os.WriteFile(file, out.Bytes(), 0o644)
}

func (a *archive) names() []string {
	var names []string
	for name := range a.entries {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func (e entry) mode() int64 {
	if e.executable {
		return 0o755
	}
	return 0o644
}

func (a *archive) tar(out *bytes.Buffer) error {
	packer, err := gzip.NewWriterLevel(out, gzip.BestCompression)
	if err != nil {
		return err
	}
	files := tar.NewWriter(packer)
	for _, name := range a.names() {
		e := a.entries[name]
		header := &tar.Header{Name: path.Join(a.folder, name), Mode: e.mode(), Size: int64(len(e.bytes)), ModTime: a.time, Format: tar.FormatPAX}
		if err := files.WriteHeader(header); err != nil {
			return err
		}
		if _, err := files.Write(e.bytes); err != nil {
			return err
		}
	}
	if err := files.Close(); err != nil {
		return err
	}
	return packer.Close()
}

func (a *archive) zip(out *bytes.Buffer) error {
	files := zip.NewWriter(out)
	for _, name := range a.names() {
		e := a.entries[name]
		header := &zip.FileHeader{Name: path.Join(a.folder, name), Method: zip.Deflate, Modified: a.time.UTC()}
		header.SetMode(os.FileMode(e.mode()))
		file, err := files.CreateHeader(header)
		if err != nil {
			return err
		}
		if _, err := file.Write(e.bytes); err != nil {
			return err
		}
	}
	return files.Close()
}
