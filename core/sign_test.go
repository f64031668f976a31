package core

import (
	"crypto/sha1"
	"embed"
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The vectors are embedded: the tests also run in a browser, which has no files.
//
//go:embed testdata/vectors
var vectorFiles embed.FS

// loadVectors reads one of the protocol's vector files; testdata/vectors/README.md says where they come from.
func loadVectors[T any](t *testing.T, name string) []T {
	t.Helper()
	text, err := vectorFiles.ReadFile("testdata/vectors/" + name)
	require.NoError(t, err)
	var vectors []T
	require.NoError(t, json.Unmarshal(text, &vectors))
	require.NotEmpty(t, vectors)
	return vectors
}

func TestSignMatchesVectors(t *testing.T) {
	for _, v := range loadVectors[struct{ Text, Sign string }](t, "sign.json") {
		assert.Equal(t, v.Sign, Sign([]byte(v.Text)), "text of %d bytes", len(v.Text))
	}
}

func TestSHA1MatchesStandardLibrary(t *testing.T) {
	random := rand.NewChaCha8([32]byte{1})
	for size := range 300 {
		data := make([]byte, size)
		_, _ = random.Read(data)
		assert.Equal(t, sha1.Sum(data), sha1Sum(data), "%d bytes", size)
	}
}

func FuzzSHA1(f *testing.F) {
	f.Add([]byte(""))
	f.Add([]byte("abc"))
	f.Fuzz(func(t *testing.T, data []byte) {
		assert.Equal(t, sha1.Sum(data), sha1Sum(data))
	})
}
