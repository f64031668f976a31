package jsondoc

import "unicode/utf8"

func space(src []byte, p int) int {
	for p < len(src) && src[p] <= ' ' && (src[p] == ' ' || src[p] == '\n' || src[p] == '\t' || src[p] == '\r') {
		p++
	}
	return p
}

func (d *Document) scanWord(p int, word string) int {
	for i := range len(word) {
		if p+i >= len(d.Source) || d.Source[p+i] != word[i] {
			return d.failByte(p+i, problemByte)
		}
	}
	return p + len(word)
}

func isDigit(src []byte, p int) bool { return p < len(src) && src[p]-'0' <= 9 }

func (d *Document) scanNumber(p int) (end int, flags Flags) {
	src := d.Source
	start := p
	if src[p] == '-' {
		p++
	}
	switch {
	case !isDigit(src, p):
		if p == start {
			return d.fail(p, problemByte), 0
		}
		return d.failByte(p, problemNumber), 0
	case src[p] == '0':
		p++
	default:
		for isDigit(src, p) {
			p++
		}
	}
	flags = Integer
	if p < len(src) && src[p] == '.' {
		flags = 0
		if p++; !isDigit(src, p) {
			return d.failByte(p, problemNumber), 0
		}
		for isDigit(src, p) {
			p++
		}
	}
	if p < len(src) && src[p]|0x20 == 'e' {
		flags = 0
		if p++; p < len(src) && (src[p] == '+' || src[p] == '-') {
			p++
		}
		if !isDigit(src, p) {
			return d.failByte(p, problemNumber), 0
		}
		for isDigit(src, p) {
			p++
		}
	}
	return p, flags
}

// scanString reads a string that starts with the quote at start and returns where it ends, behind its closing quote.
func (d *Document) scanString(start int) (end int, flags Flags) {
	src := d.Source
	p, seen := plain(src, start+1)
	for p < len(src) && src[p] == '\\' {
		flags |= Escaped
		var escape Flags
		if p, escape = d.scanEscape(p); p < 0 {
			return p, 0
		}
		flags |= escape
		var more uint64
		p, more = plain(src, p)
		seen |= more
	}
	switch {
	case p >= len(src):
		return d.fail(p, problemEnd), 0
	case src[p] != '"':
		return d.fail(p, "control character in a string"), 0
	case seen&tops != 0 && !utf8.Valid(src[start:p]):
		return d.fail(p, problemUTF8), 0
	}
	return p + 1, flags
}

// scanEscape reads the escape at p and returns where it ends.
func (d *Document) scanEscape(p int) (end int, flags Flags) {
	src := d.Source
	if p+1 >= len(src) {
		return d.fail(p, problemEnd), 0
	}
	switch src[p+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return p + 2, 0
	case 'u':
		r, end := escapedRune(src, p)
		if end < 0 {
			return d.fail(p, "malformed escape"), 0
		}
		if r == lone {
			flags = LoneSurrogate
		}
		return end, flags
	}
	return d.fail(p, "unknown escape"), 0
}

// lone is what escapedRune makes of half of a surrogate pair.
const lone = -1

// escapedRune reads the escape \uXXXX at p, or the two of a surrogate pair, and
// returns where it ends, -1 when it is malformed.
func escapedRune(src []byte, p int) (r rune, end int) {
	unit, ok := hexUnit(src, p+2)
	switch {
	case !ok:
		return 0, -1
	case unit&0xF800 != 0xD800:
		return rune(unit), p + 6
	case unit&0xFC00 == 0xD800 && p+7 < len(src) && src[p+6] == '\\' && src[p+7] == 'u':
		if low, ok := hexUnit(src, p+8); ok && low&0xFC00 == 0xDC00 {
			return (rune(unit)-0xD800)<<10 + rune(low) - 0xDC00 + 0x10000, p + 12
		}
	}
	return lone, p + 6
}

func hexUnit(src []byte, p int) (uint16, bool) {
	if p+4 > len(src) {
		return 0, false
	}
	var unit uint16
	for _, c := range src[p : p+4] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		unit = unit<<4 | uint16(c)
	}
	return unit, true
}

func invalidUTF8(src []byte) int {
	for p := 0; p < len(src); {
		r, size := utf8.DecodeRune(src[p:])
		if r == utf8.RuneError && size == 1 {
			return p
		}
		p += size
	}
	return len(src)
}
