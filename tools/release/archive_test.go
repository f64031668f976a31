package main

import (
	"archive/zip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var packedAt = time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC)

func TestTheSameFilesMakeTheSameArchive(t *testing.T) {
	for _, form := range []string{".zip", ".tar.gz"} {
		t.Run(form, func(t *testing.T) {
			one, other := t.TempDir(), filepath.Join(t.TempDir(), "another", "folder")
			for i, folder := range []string{one, other} {
				for name := range strings.FieldsSeq("b a/c a-c f z y x d e") {
					write(t, folder, "in/"+name, "text of "+name)
				}
				a := newArchive("top", packedAt.In(time.FixedZone("", 3600*i)))
				if err := a.addFolder("site", filepath.Join(folder, "in")); err != nil {
					t.Fatal(err)
				}
				if err := a.write(filepath.Join(folder, "x"+form)); err != nil {
					t.Fatal(err)
				}
			}
			if read(t, filepath.Join(one, "x"+form)) != read(t, filepath.Join(other, "x"+form)) {
				t.Error("they differ")
			}
		})
	}
}

func TestOthersUnpackWhatWasPacked(t *testing.T) {
	for form, unpack := range map[string]func(file, folder string) error{
		".tar.gz": func(file, folder string) error { return exec.Command("tar", "-xzf", file, "-C", folder).Run() },
		".zip": func(file, folder string) error {
			reader, err := zip.OpenReader(file)
			if err != nil {
				return err
			}
			defer reader.Close()
			return os.CopyFS(folder, reader)
		},
	} {
		t.Run(form, func(t *testing.T) {
			folder := t.TempDir()
			file := filepath.Join(t.TempDir(), "x"+form)
			a := newArchive("top", packedAt)
			a.entries["名字.txt"] = entry{bytes: []byte("内容")}
			a.entries["run"] = entry{bytes: []byte("#!/bin/sh\n"), executable: true}
			if err := a.write(file); err != nil {
				t.Fatal(err)
			}
			if err := unpack(file, folder); err != nil {
				t.Fatal(err)
			}
			if got := read(t, filepath.Join(folder, "top", "名字.txt")); got != "内容" {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestAnArchiveOfAnotherFormIsRefused(t *testing.T) {
	err := newArchive("top", packedAt).write(filepath.Join(t.TempDir(), "x.rar"))
	wantError(t, err, "x.rar: the archive is neither .zip nor .tar.gz")
}

func TestEachPlatformHasAnArchiveOfItsOwn(t *testing.T) {
	var names []string
	for _, p := range platforms {
		names = append(names, strings.TrimPrefix(p.archive("0.2.0"), "qqmusicpm-demo-0.2.0-")+" "+p.program())
	}
	want := "linux-amd64.tar.gz demo, linux-arm64.tar.gz demo, macos-amd64.tar.gz demo, macos-arm64.tar.gz demo, windows-amd64.zip demo.exe, windows-arm64.zip demo.exe"
	if got := strings.Join(names, ", "); got != want {
		t.Errorf("got %s", got)
	}
}
