package jsondoc

import "unicode/utf8"

// AppendQuoted appends s as a JSON string. Bytes that are no UTF-8 become U+FFFD.
func AppendQuoted(dst []byte, s string) []byte {
	w := Writer{dst}
	w.Quoted(s)
	return w.Text
}

// Quoted appends s as AppendQuoted does.
func (w *Writer) Quoted(s string) { w.Member("", s) }

// Member appends what stands before a text, such as its name, and the text as Quoted does.
func (w *Writer) Member(before, s string) {
	text := []byte(s)
	if end, seen := plain(text, 0); end < len(s) || seen&tops != 0 && !utf8.Valid(text) {
		w.Raw(before)
		w.escaped(s)
		return
	}
	from, length := len(w.Text), len(before)+len(s)+2
	if cap(w.Text)-from < length {
		w.Grow(length)
	}
	w.Text = w.Text[:from+length]
	member := w.Text[from:]
	copy(member, before)
	member = member[len(before):]
	member[0] = '"'
	copy(member[1:], s)
	member[len(member)-1] = '"'
}

// escaped appends a text with something to escape or to mend in it as a JSON string.
func (w *Writer) escaped(s string) {
	const hex = "0123456789abcdef"
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
}
