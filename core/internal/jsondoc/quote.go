package jsondoc

import (
	"slices"
	"unicode/utf8"
)

// AppendQuoted appends s as a JSON string. Bytes that are no UTF-8 become U+FFFD.
func AppendQuoted(dst []byte, s string) []byte { return AppendMember(dst, "", s) }

// AppendMember appends what stands before a text, such as its name, and the text as AppendQuoted does.
//
//go:noinline // or its code would stand in the WebAssembly module once for each use
func AppendMember(dst []byte, before, s string) []byte {
	text := []byte(s)
	if end, seen := plain(text, 0); end < len(s) || seen&tops != 0 && !utf8.Valid(text) {
		return append(append(dst, before...), quoted(s)...)
	}
	from, length := len(dst), len(before)+len(s)+2
	if cap(dst)-from < length {
		dst = slices.Grow(dst, length)
	}
	dst = dst[:from+length]
	member := dst[from:]
	copy(member, before)
	member = member[len(before):]
	member[0] = '"'
	copy(member[1:], s)
	member[len(member)-1] = '"'
	return dst
}

// quoted returns a text with something to escape or to mend in it.
func quoted(s string) []byte {
	const hex = "0123456789abcdef"
	var w Writer
	w.Byte('"')
	for _, r := range s { // a byte that is no UTF-8 comes as U+FFFD
		switch r {
		case '"', '\\':
			w.Byte('\\')
			w.Byte(byte(r))
		case '\n':
			w.Raw(`\n`)
		case '\r':
			w.Raw(`\r`)
		case '\t':
			w.Raw(`\t`)
		default:
			if r < ' ' {
				w.Raw(`\u00`)
				w.Byte(hex[r>>4])
				w.Byte(hex[r&15])
			} else {
				w.Rune(r)
			}
		}
	}
	w.Byte('"')
	return w.Text
}
