package jsondoc

import "math/bits"

// Every byte of a word is one of these.
const (
	ones = 0x0101010101010101
	tops = ones << 7
)

// plain returns the first place from p on that holds a quote, a backslash or a
// control character, len(text) when there is none. The top bit of a byte of
// seen is set when a byte passed by was no ASCII; now and then also when it came just behind that place.
func plain(text []byte, p int) (end int, seen uint64) {
	for ; p <= len(text)-8; p += 8 {
		w := word(text, p)
		seen |= w
		if n := marked(w); n < 8 {
			return p + n, seen
		}
	}
	if last := len(text) - 8; last >= 0 {
		// The word at the end without what is before p; the zeros in its place end the text.
		w := word(text, last) >> (8 * uint(p-last))
		return p + marked(w), seen | w
	}
	for ; p < len(text); p++ {
		c := text[p]
		if c == '"' || c == '\\' || c < ' ' {
			break
		}
		seen |= uint64(c)
	}
	return p, seen
}

// marked returns the first byte of a word that is a quote, a backslash or a control character, 8 when there is none.
func marked(w uint64) int {
	quote, backslash := w^ones*'"', w^ones*'\\'
	// A subtraction borrows from a byte that is looked for, and from no other: the lowest mark is right.
	marks := ((w - ones*' ') | (quote - ones) | (backslash - ones)) &^ w & tops
	return bits.TrailingZeros64(marks) >> 3
}
