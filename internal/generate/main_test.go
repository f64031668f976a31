package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPublicNamesAreCamelCase(t *testing.T) {
	for goName, public := range map[string]string{
		"SessionID": "sessionId", "MsgIDs": "msgIds", "URL": "url", "ComplainURL": "complainUrl", "ID": "id",
		"EncryptUin": "encryptUin", "SmStarVirtualUin": "smStarVirtualUin", "HasMore": "hasMore",
	} {
		assert.Equal(t, public, publicName(goName))
	}
}

func TestCommentsAreExplainedInBothLanguages(t *testing.T) {
	english, chinese := explain("Nick is the display name,\nwritten by that person (昵称).")
	assert.Equal(t, "Nick is the display name, written by that person.", english)
	assert.Equal(t, "昵称", chinese)
}

// project is a copy of what the generator reads, in a folder of its own.
func project(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	require.NoError(t, os.CopyFS(filepath.Join(root, "core"), os.DirFS("../../core")))
	return root
}

func TestGeneratedFilesAreTheOnesInTheProject(t *testing.T) {
	root := project(t)
	require.NoError(t, run(root, false))
	for _, path := range []string{"internal/wire/declared_gen.go", "core/declared_gen.go", "web/sdk/src/models.gen.ts", "web/sdk/src/module/writing-calls.gen.ts", "web/app/model/wire-fields.gen.ts", "web/console/calls.gen.json", "web/common/picture-hosts.gen.json"} {
		want, err := os.ReadFile(filepath.Join(root, path))
		require.NoError(t, err)
		have, err := os.ReadFile(filepath.Join("../..", path))
		require.NoError(t, err)
		assert.Equal(t, string(want), string(have), path)
	}
}

func TestCheckFindsAStaleFile(t *testing.T) {
	root := project(t)
	require.NoError(t, run(root, false))
	require.NoError(t, run(root, true))
	require.NoError(t, os.WriteFile(filepath.Join(root, "core/declared_gen.go"), []byte("package core\n"), 0o644))
	assert.ErrorContains(t, run(root, true), "core/declared_gen.go is stale")
}

func TestAFileThatWouldNotChangeKeepsItsTime(t *testing.T) {
	root := project(t)
	require.NoError(t, run(root, false))
	path, before := filepath.Join(root, "core/declared_gen.go"), time.Unix(1_000_000_000, 0)
	require.NoError(t, os.Chtimes(path, before, before))
	require.NoError(t, run(root, false))
	info, err := os.Stat(path)
	require.NoError(t, err)
	assert.True(t, info.ModTime().Equal(before))
}

func TestADeclarationWithoutAChineseTermIsRefused(t *testing.T) {
	root := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(root, "core"), 0o755))
	source := "package core\n\n// Thing is a thing (东西).\ntype Thing struct {\n\t// Name is its name.\n\tName string `wire:\"name\"`\n}\n"
	require.NoError(t, os.WriteFile(filepath.Join(root, "core/thing.go"), []byte(source), 0o644))
	assert.ErrorContains(t, run(root, false), "Thing.Name")
}
