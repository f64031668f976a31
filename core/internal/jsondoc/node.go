package jsondoc

import (
	"strconv"
	"unicode/utf8"
)

// Text returns the text of node i as it stands in the source.
func (d *Document) Text(i uint32) []byte {
	n := &d.Nodes[i]
	return d.Source[n.Start:n.End]
}

// AppendString appends what the string node i says, without quotes and escapes.
// A lone surrogate escape becomes U+FFFD.
func (d *Document) AppendString(dst []byte, i uint32) []byte {
	n := &d.Nodes[i]
	src := d.Source[n.Start+1 : n.End-1]
	if n.Flags&Escaped == 0 {
		return append(dst, src...)
	}
	for p := 0; p < len(src); p++ {
		if src[p] != '\\' {
			dst = append(dst, src[p])
			continue
		}
		p++
		switch c := src[p]; c {
		case 'b':
			dst = append(dst, '\b')
		case 'f':
			dst = append(dst, '\f')
		case 'n':
			dst = append(dst, '\n')
		case 'r':
			dst = append(dst, '\r')
		case 't':
			dst = append(dst, '\t')
		case 'u':
			unit, _ := hexUnit(src, p+1)
			p += 4
			r := rune(unit)
			if unit&0xF800 == 0xD800 {
				r = utf8.RuneError
				if unit&0xFC00 == 0xD800 && p+2 < len(src) && src[p+1] == '\\' && src[p+2] == 'u' {
					if low, ok := hexUnit(src, p+3); ok && low&0xFC00 == 0xDC00 {
						r = (rune(unit)-0xD800)<<10 + rune(low) - 0xDC00 + 0x10000
						p += 6
					}
				}
			}
			dst = utf8.AppendRune(dst, r)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// String returns what the string node i says.
func (d *Document) String(i uint32) string {
	n := &d.Nodes[i]
	if n.Flags&Escaped == 0 {
		return string(d.Source[n.Start+1 : n.End-1])
	}
	return string(d.AppendString(nil, i))
}

// Equal reports whether the string node i says s.
func (d *Document) Equal(i uint32, s string) bool {
	n := &d.Nodes[i]
	if n.Flags&Escaped == 0 {
		return string(d.Source[n.Start+1:n.End-1]) == s
	}
	return d.String(i) == s
}

// Member returns the index of the last member of object i with that name, or 0
// when it has none: node 0 is the whole document and never a member.
func (d *Document) Member(i uint32, name string) uint32 {
	var found uint32
	for m := i + 1; m < d.Nodes[i].Next; {
		value := m + 1
		if d.Equal(m, name) {
			found = value
		}
		m = d.Nodes[value].Next
	}
	return found
}

// Pointer returns the JSON Pointer (RFC 6901) of node i. The name of a member has its value's pointer.
func (d *Document) Pointer(i uint32) string {
	var path []byte
	for at := uint32(0); at < i; {
		container := &d.Nodes[at]
		path = append(path, '/')
		if container.Kind == Array {
			at++
			index := 0
			for d.Nodes[at].Next <= i {
				at = d.Nodes[at].Next
				index++
			}
			path = strconv.AppendInt(path, int64(index), 10)
			continue
		}
		name := at + 1
		for d.Nodes[name+1].Next <= i {
			name = d.Nodes[name+1].Next
		}
		for _, c := range d.AppendString(nil, name) {
			switch c {
			case '~':
				path = append(path, '~', '0')
			case '/':
				path = append(path, '~', '1')
			default:
				path = append(path, c)
			}
		}
		at = name + 1
		if i == name {
			break
		}
	}
	return string(path)
}
