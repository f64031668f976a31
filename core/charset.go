package core

import (
	"unicode/utf8"

	"qqmusicpm/internal/jsondoc"
)

// toUTF8 makes UTF-8 of a body. Some write calls echo GBK: when the bytes that
// are no UTF-8 outnumber the valid multi-byte sequences, it is GBK; otherwise
// the text was damaged and every bad byte becomes U+FFFD (docs/protocol.md §1).
func toUTF8(body []byte, decodeGBK func([]byte) ([]byte, error)) []byte {
	if utf8.Valid(body) {
		return body
	}
	text := string(body)
	bad, sequences := 0, 0
	for i, r := range text { // a byte that is no UTF-8 comes as U+FFFD
		switch {
		case r == utf8.RuneError && !startsWith(text[i:], "\uFFFD"):
			bad++
		case r >= utf8.RuneSelf:
			sequences++
		}
	}
	if bad > sequences && decodeGBK != nil {
		if decoded, err := decodeGBK(body); err == nil {
			return decoded
		}
	}
	w := jsondoc.Writer{Text: make([]byte, 0, len(body)+2*bad)}
	for _, r := range text {
		w.Rune(r)
	}
	return w.Text
}
