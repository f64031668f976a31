package jsondoc

import (
	"slices"
	"strconv"
	"unicode/utf8"
)

// Writer appends JSON text to Text. Its methods are not inlined: the code that
// makes room would stand in the WebAssembly module once for each use.
type Writer struct{ Text []byte }

// Grow makes room for n more bytes.
//
//go:noinline
func (w *Writer) Grow(n int) { w.Text = slices.Grow(w.Text, n) }

// Byte appends one byte.
//
//go:noinline
func (w *Writer) Byte(c byte) { w.Text = append(w.Text, c) }

// Raw appends text as it is.
func (w *Writer) Raw(text string) {
	from := len(w.Text)
	if cap(w.Text)-from < len(text) {
		w.Grow(len(text))
	}
	w.Text = w.Text[:from+len(text)] // in its place: writing the length alone needs no write barrier
	copy(w.Text[from:], text)
}

// Rune appends a character, U+FFFD for what is none.
//
//go:noinline
func (w *Writer) Rune(r rune) { w.Text = utf8.AppendRune(w.Text, r) }

// Bytes appends text as it is.
func (w *Writer) Bytes(text []byte) {
	from := len(w.Text)
	if cap(w.Text)-from < len(text) {
		w.Grow(len(text))
	}
	w.Text = w.Text[:from+len(text)] // in its place: writing the length alone needs no write barrier
	copy(w.Text[from:], text)
}

// Int appends a number.
func (w *Writer) Int(n int64) {
	if 0 <= n && n <= 9 {
		w.Byte('0' + byte(n))
		return
	}
	w.Text = strconv.AppendInt(w.Text, n, 10)
}

// QuotedInt appends a number as a string of its digits.
func (w *Writer) QuotedInt(n int64) {
	w.Byte('"')
	w.Int(n)
	w.Byte('"')
}

// Name appends the name of an object's member, behind a comma unless it is the
// first. It holds nothing that would need an escape.
func (w *Writer) Name(name string) {
	if w.Text[len(w.Text)-1] != '{' {
		w.Byte(',')
	}
	w.Byte('"')
	w.Raw(name)
	w.Raw(`":`)
}
