// Package exactjson reads JSON for tests with numbers as their text, so that no digit is lost in a comparison.
package exactjson

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
)

// Read reads a value, whose numbers are json.Number. The test ends where the text is no JSON.
func Read(t *testing.T, text []byte) any {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	require.NoError(t, decoder.Decode(&value), "%s", text)
	return value
}
