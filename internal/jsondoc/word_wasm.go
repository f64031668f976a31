package jsondoc

import "unsafe"

// word reads the 8 bytes at p, the first of them as the lowest. For WebAssembly
// the compiler would make 8 loads of what word.go says.
func word(text []byte, p int) uint64 {
	return *(*uint64)(unsafe.Pointer(&text[p : p+8][0]))
}
