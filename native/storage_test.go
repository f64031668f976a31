package native

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFilesKeepWhatWasSet(t *testing.T) {
	storage := FileStorage(filepath.Join(t.TempDir(), "not", "there", "yet"))
	text, err := storage.Get(t.Context(), "a")
	require.NoError(t, err)
	assert.Empty(t, text, "nothing was set")
	require.NoError(t, storage.Delete(t.Context(), "a"), "nothing to forget")
	for _, value := range []string{"first", "", "私信\x00\n"} {
		require.NoError(t, storage.Set(t.Context(), "a", value))
		text, err = storage.Get(t.Context(), "a")
		require.NoError(t, err)
		assert.Equal(t, value, text)
	}
	require.NoError(t, storage.Delete(t.Context(), "a"))
	text, err = storage.Get(t.Context(), "a")
	require.NoError(t, err)
	assert.Empty(t, text)
}

func TestEveryKeyHasAFileOfItsOwn(t *testing.T) {
	dir := t.TempDir()
	storage := FileStorage(filepath.Join(dir, "inside"))
	keys := []string{"qqmusicpm.device", "qqmusicpm.session.10001", "", ".", "..", "../outside", "a/b", "a", "A", "%61", `a\b`, "a.txt", "con:", "私信", "a\x00b", ".draft-1", "a "}
	for _, key := range keys {
		require.NoError(t, storage.Set(t.Context(), key, "of "+key), key)
	}
	for _, key := range keys {
		text, err := storage.Get(t.Context(), key)
		require.NoError(t, err)
		assert.Equal(t, "of "+key, text)
	}
	inside, err := os.ReadDir(filepath.Join(dir, "inside"))
	require.NoError(t, err)
	assert.Len(t, inside, len(keys))
	around, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, around, 1, "nothing is written outside")
}

// Files that a program of yesterday wrote are found, on file systems that ignore case too.
func TestTheNamesOfFiles(t *testing.T) {
	for key, name := range map[string]string{
		"qqmusicpm.device":        "qqmusicpm.device.txt",
		"qqmusicpm.session.10001": "qqmusicpm.session.10001.txt",
		"az-09":                   "az-09.txt",
		".draft-1":                "%2edraft-1.txt",
		"a.b.":                    "a.b..txt",
		"A":                       "%41.txt",
		"../a_b%":                 "%2e.%2fa%5fb%25.txt",
		"私":                       "%e7%a7%81.txt",
		"":                        ".txt",
	} {
		dir := t.TempDir()
		require.NoError(t, FileStorage(dir).Set(t.Context(), key, "value"), key)
		files, err := os.ReadDir(dir)
		require.NoError(t, err)
		require.Len(t, files, 1)
		assert.Equal(t, name, files[0].Name())
	}
}

func TestADraftIsMadeBesideItsFileAndClosed(t *testing.T) {
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "missing")) // another file system, from which nothing can be renamed
	storage := FileStorage(t.TempDir())
	open := func() int {
		files, _ := os.ReadDir("/proc/self/fd") // none where there is no such folder
		return len(files)
	}
	before := open()
	for range 100 {
		require.NoError(t, storage.Set(t.Context(), "key", "value"))
	}
	assert.Less(t, open(), before+50)
}

func TestFilesAreTheUsersOwn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "kept")
	require.NoError(t, FileStorage(dir).Set(t.Context(), "key", "value"))
	if runtime.GOOS == "windows" {
		return // it has no modes
	}
	for path, mode := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, "key.txt"): 0o600} {
		info, err := os.Stat(path)
		require.NoError(t, err)
		assert.Equal(t, mode, info.Mode().Perm(), path)
	}
}

func TestAReaderSeesWholeTexts(t *testing.T) {
	storage := FileStorage(t.TempDir())
	long := string(make([]byte, 100_000))
	require.NoError(t, storage.Set(t.Context(), "key", long))
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 50 {
				assert.NoError(t, storage.Set(t.Context(), "key", long))
				text, err := storage.Get(t.Context(), "key")
				assert.NoError(t, err)
				assert.Len(t, text, len(long))
			}
		})
	}
	all.Wait()
}

func TestAFolderThatCannotBeMade(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "file"), nil, 0o600))
	storage := FileStorage(filepath.Join(dir, "file"))
	assert.Error(t, storage.Set(t.Context(), "key", "value"))
	_, err := storage.Get(t.Context(), "key")
	assert.Error(t, err)
	assert.Error(t, storage.Delete(t.Context(), "key"))
}

func TestAFailureLeavesNoDraft(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "key.txt", "full"), 0o700)) // no file can take its place
	storage := FileStorage(dir)
	assert.Error(t, storage.Set(t.Context(), "key", "value"))
	_, err := storage.Get(t.Context(), "key")
	assert.Error(t, err)
	assert.Error(t, storage.Delete(t.Context(), "key"))
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, left, 1)
}

func TestStorageEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	storage := FileStorage(t.TempDir())
	_, err := storage.Get(ctx, "key")
	assert.ErrorIs(t, err, context.Canceled)
	assert.ErrorIs(t, storage.Set(ctx, "key", "value"), context.Canceled)
	assert.ErrorIs(t, storage.Delete(ctx, "key"), context.Canceled)
}
