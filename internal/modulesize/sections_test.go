package modulesize

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const magic = "\x00asm\x01\x00\x00\x00"

// One imported function, two own ones of which the second has a name, and two bytes of data.
const smallModule = magic +
	"\x02\x07\x01\x01m\x01f\x00\x00" +
	"\x0a\x08\x02\x02\x00\x0b\x03\x00\x01\x0b" +
	"\x0b\x02\x01\x02" +
	"\x00\x0b\x04name\x01\x04\x01\x02\x01g"

func TestReadModule(t *testing.T) {
	m, err := readModule([]byte(smallModule))
	require.NoError(t, err)
	assert.Equal(t, []function{{"", []byte("\x00\x0b")}, {"g", []byte("\x00\x01\x0b")}}, m.functions)
	assert.Equal(t, []byte("\x01\x02"), m.data)
}

func TestReadModuleRefusesWhatItCannotRead(t *testing.T) {
	for name, test := range map[string]struct{ wasm, says string }{
		"nothing":              {"", "no WebAssembly"},
		"another version":      {"\x00asm\x02\x00\x00\x00", "no WebAssembly"},
		"a stripped module":    {magic + "\x0b\x02\x01\x02", "without -s and -w"},
		"a section that ends":  {smallModule[:len(smallModule)-1], "too early"},
		"a length that ends":   {magic + "\x0a", "too early"},
		"a body that ends":     {magic + "\x0a\x02\x01\x05", "section 10"},
		"an import of another": {magic + "\x02\x07\x01\x01m\x01f\x02\x00", "no function"},
		"names that end":       {magic + "\x00\x08\x04name\x01\x01\x05", "section 0"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readModule([]byte(test.wasm))
			assert.ErrorContains(t, err, test.says)
		})
	}
}
