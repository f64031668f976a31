//go:build !wasm

package jsondoc

// word reads the 8 bytes at p, the first of them as the lowest. The compiler makes one load of it.
func word(text []byte, p int) uint64 {
	b := text[p : p+8]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}
