package core

import "math/bits"

// sha1Sum returns the SHA-1 digest of data.
//
// The standard crypto/sha1 brings fmt and the FIPS self-tests into the
// WebAssembly module (95 KB compressed), and WebCrypto is asynchronous and
// missing on plain-http pages. The gateway's signature is the only use: SHA-1
// protects nothing here.
func sha1Sum(data []byte) [20]byte {
	h := [5]uint32{0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0}
	whole := len(data) &^ 63
	for i := 0; i < whole; i += 64 {
		sha1Block(&h, data[i:i+64])
	}
	var tail [128]byte
	n := copy(tail[:], data[whole:])
	tail[n] = 0x80
	end := 64
	if n >= 56 {
		end = 128
	}
	bitLen := uint64(len(data)) << 3
	for i := range 8 {
		tail[end-1-i] = byte(bitLen >> (8 * i))
	}
	for i := 0; i < end; i += 64 {
		sha1Block(&h, tail[i:i+64])
	}
	var digest [20]byte
	for i, word := range h {
		digest[4*i] = byte(word >> 24)
		digest[4*i+1] = byte(word >> 16)
		digest[4*i+2] = byte(word >> 8)
		digest[4*i+3] = byte(word)
	}
	return digest
}

func sha1Block(h *[5]uint32, block []byte) {
	var w [80]uint32
	for i := range 16 {
		j := i * 4
		w[i] = uint32(block[j])<<24 | uint32(block[j+1])<<16 | uint32(block[j+2])<<8 | uint32(block[j+3])
	}
	for i := 16; i < 80; i++ {
		w[i] = bits.RotateLeft32(w[i-3]^w[i-8]^w[i-14]^w[i-16], 1)
	}
	a, b, c, d, e := h[0], h[1], h[2], h[3], h[4]
	for i, word := range w {
		var f, k uint32
		switch {
		case i < 20:
			f, k = b&c|^b&d, 0x5A827999
		case i < 40:
			f, k = b^c^d, 0x6ED9EBA1
		case i < 60:
			f, k = b&c|b&d|c&d, 0x8F1BBCDC
		default:
			f, k = b^c^d, 0xCA62C1D6
		}
		a, b, c, d, e = bits.RotateLeft32(a, 5)+f+e+k+word, a, bits.RotateLeft32(b, 30), c, d
	}
	h[0] += a
	h[1] += b
	h[2] += c
	h[3] += d
	h[4] += e
}
