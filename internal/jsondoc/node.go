package jsondoc

// Text returns the text of node i as it stands in the source.
func (d *Document) Text(i uint32) []byte {
	n := &d.Nodes[i]
	return d.Source[n.Start:n.End]
}

// unescaped returns what the string node i says, without quotes and escapes.
// A lone surrogate escape becomes U+FFFD.
func (d *Document) unescaped(i uint32) []byte {
	n := &d.Nodes[i]
	src := d.Source[n.Start+1 : n.End-1]
	if n.Flags&Escaped == 0 {
		return src
	}
	w := Writer{Text: make([]byte, 0, len(src))}
	from := 0
	for p := 0; p < len(src); {
		if src[p] != '\\' {
			p++
			continue
		}
		w.Bytes(src[from:p])
		c := src[p+1]
		if c == 'u' {
			var r rune
			r, p = escapedRune(src, p)
			w.Rune(r) // U+FFFD for half of a pair
		} else {
			for k := range len(shortEscapes) / 2 {
				if shortEscapes[2*k] == c {
					c = shortEscapes[2*k+1]
				}
			}
			w.Byte(c)
			p += 2
		}
		from = p
	}
	w.Bytes(src[from:])
	return w.Text
}

// shortEscapes are the letters behind a backslash, each with what it stands for.
const shortEscapes = "b\bf\fn\nr\rt\t"

// String returns what the string node i says.
func (d *Document) String(i uint32) string { return string(d.unescaped(i)) }

// Len returns how many entries array i has, or how many names and values object i has.
func (d *Document) Len(i uint32) (n int) {
	for at := i + 1; at < d.Nodes[i].Next; at = d.Nodes[at].Next {
		n++
	}
	return n
}

// Equal reports whether the string node i says s.
func (d *Document) Equal(i uint32, s string) bool {
	n := &d.Nodes[i]
	if n.Flags&Escaped == 0 {
		return string(d.Source[n.Start+1:n.End-1]) == s
	}
	return string(d.unescaped(i)) == s
}

// Less orders the string nodes i and j by what they say.
func (d *Document) Less(i, j uint32) bool { return string(d.unescaped(i)) < string(d.unescaped(j)) }

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
	var w Writer
	for at := uint32(0); at < i; {
		container := &d.Nodes[at]
		w.Byte('/')
		if container.Kind == Array {
			at++
			index := 0
			for d.Nodes[at].Next <= i {
				at = d.Nodes[at].Next
				index++
			}
			w.Int(int64(index))
			continue
		}
		name := at + 1
		for d.Nodes[name+1].Next <= i {
			name = d.Nodes[name+1].Next
		}
		for _, c := range d.unescaped(name) {
			switch c {
			case '~':
				w.Raw("~0")
			case '/':
				w.Raw("~1")
			default:
				w.Byte(c)
			}
		}
		at = name + 1 // behind i where i is the name itself
	}
	return string(w.Text)
}
