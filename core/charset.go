package core

import "unicode/utf8"

// toUTF8 makes UTF-8 of a body. Some write calls echo GBK: when the bytes that
// are no UTF-8 outnumber the valid multi-byte sequences, it is GBK; otherwise
// the text was damaged and every bad byte becomes U+FFFD (docs/protocol.md §1).
func toUTF8(body []byte, decodeGBK func([]byte) ([]byte, error)) []byte {
	if utf8.Valid(body) {
		return body
	}
	bad, sequences := 0, 0
	for rest := body; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			sequences++
		}
		rest = rest[size:]
	}
	if bad > sequences && decodeGBK != nil {
		if text, err := decodeGBK(body); err == nil {
			return text
		}
	}
	text := make([]byte, 0, len(body)+2*bad)
	for rest := body; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		text = utf8.AppendRune(text, r)
		rest = rest[size:]
	}
	return text
}
