// Package jsondoc reads JSON text into a flat list of nodes.
//
// One pass checks the whole text and notes where each value starts and ends;
// nothing is copied and no number is converted. What a value means, which
// spellings are tolerated and how a name is translated is decided later, by
// walking the nodes, so no reader above this package ever meets a syntax error.
//
// The verdict on any input is that of jsontext with duplicate names and lone
// surrogate escapes allowed; a fuzz test holds the two together. jsontext itself
// would cost the WebAssembly module 53 KB and three times the time.
package jsondoc

import (
	"strconv"
	"unicode/utf8"
)

// Kind is the JSON type of a node.
type Kind uint8

// The kinds of a node. The name of an object's member is a node of kind String.
const (
	Null Kind = iota
	False
	True
	Number
	String
	Array
	Object
)

// Flags say what a reader has to look out for in the text of a node.
type Flags uint8

const (
	// Escaped marks a string that holds at least one backslash.
	Escaped Flags = 1 << iota
	// LoneSurrogate marks a string with an escape that is half of a pair.
	LoneSurrogate
	// Integer marks a number written without a fraction and without an exponent.
	Integer
)

// MaxDepth is how deep arrays and objects may nest.
const MaxDepth = 10000

// Node is one value, or the name of one member, in the order of the text.
// The members of an object follow it as name, value, name, value.
type Node struct {
	// Start and End delimit the value's text in the source, quotes included.
	Start, End uint32
	// Next is the index of the node behind this value and all it holds.
	Next  uint32
	Kind  Kind
	Flags Flags
}

// Document is a text and its nodes. The zero value is ready for Parse, and a
// document can be parsed again to use its memory again.
type Document struct {
	// Source is the text last parsed. It is not copied: it must not change while nodes are read.
	Source []byte
	// Nodes are its values; the first is the whole of it.
	Nodes []Node
	open  []uint32
}

// SyntaxError says where a text stops being JSON.
type SyntaxError struct {
	// Offset counts bytes from the start of the text.
	Offset int
	// Problem is a short English phrase.
	Problem string
}

func (e *SyntaxError) Error() string {
	return "not JSON: " + e.Problem + " at byte " + strconv.Itoa(e.Offset)
}

// Parse reads one JSON value with nothing but white space around it. It is
// strict: RFC 8259 text in valid UTF-8, at most MaxDepth deep. Of duplicate
// names all stay in Nodes: the reader takes the last.
func (d *Document) Parse(source []byte) error {
	d.Source, d.Nodes, d.open = source, d.Nodes[:0], d.open[:0]
	if d.Nodes == nil {
		// Answers have a node for some 15 bytes of text.
		d.Nodes = make([]Node, 0, len(source)/14+8)
	}
	if at, problem := d.parse(); problem != "" {
		d.Nodes = d.Nodes[:0]
		return &SyntaxError{Offset: at, Problem: problem}
	}
	return nil
}

const (
	problemEnd    = "the text ends early"
	problemByte   = "unexpected character"
	problemNumber = "malformed number"
)

func (d *Document) parse() (at int, problem string) {
	src := d.Source
	if uint64(len(src)) > 1<<31 {
		return 0, "the text is over 2 GiB"
	}
	if !utf8.Valid(src) {
		return invalidUTF8(src), "invalid UTF-8"
	}
	p := skipSpace(src, 0)
	for {
		// A value starts at p.
		if p >= len(src) {
			return p, problemEnd
		}
		start := p
		node := Node{Start: uint32(start), Next: uint32(len(d.Nodes) + 1)}
		switch c := src[p]; c {
		case '{', '[':
			node.Kind = Object
			if c == '[' {
				node.Kind = Array
			}
			if len(d.open) == MaxDepth {
				return p, "nested deeper than " + strconv.Itoa(MaxDepth) + " levels"
			}
			d.open = append(d.open, uint32(len(d.Nodes)))
			d.Nodes = append(d.Nodes, node)
			p = skipSpace(src, p+1)
			if p < len(src) && src[p] == c+2 { // '{'+2 is '}', '['+2 is ']'
				break
			}
			if c == '{' {
				if p, problem = d.name(p); problem != "" {
					return p, problem
				}
			}
			continue
		case '"':
			node.Kind = String
			if p, node.Flags, problem = scanString(src, p); problem != "" {
				return p, problem
			}
		case 't':
			node.Kind = True
			p, problem = scanWord(src, p, "true")
		case 'f':
			node.Kind = False
			p, problem = scanWord(src, p, "false")
		case 'n':
			p, problem = scanWord(src, p, "null")
		default:
			node.Kind = Number
			p, node.Flags, problem = scanNumber(src, p)
		}
		if problem != "" {
			return p, problem
		}
		if node.Kind < Array {
			node.End = uint32(p)
			d.Nodes = append(d.Nodes, node)
		}
		// A value has ended before p, or an empty container ends at p.
		for {
			p = skipSpace(src, p)
			if len(d.open) == 0 {
				if p < len(src) {
					return p, "something follows the value"
				}
				return p, ""
			}
			if p >= len(src) {
				return p, problemEnd
			}
			top := &d.Nodes[d.open[len(d.open)-1]]
			c := src[p]
			if c == ',' && uint32(len(d.Nodes)) > d.open[len(d.open)-1]+1 {
				p = skipSpace(src, p+1)
				if top.Kind == Object {
					if p, problem = d.name(p); problem != "" {
						return p, problem
					}
				}
				break
			}
			if c != '}' && c != ']' || (c == '}') != (top.Kind == Object) {
				return p, problemByte
			}
			p++
			top.End, top.Next = uint32(p), uint32(len(d.Nodes))
			d.open = d.open[:len(d.open)-1]
		}
	}
}

// name reads a member's name and its colon and returns where the value starts.
func (d *Document) name(p int) (int, string) {
	src := d.Source
	if p >= len(src) {
		return p, problemEnd
	}
	if src[p] != '"' {
		return p, problemByte
	}
	end, flags, problem := scanString(src, p)
	if problem != "" {
		return end, problem
	}
	d.Nodes = append(d.Nodes, Node{Start: uint32(p), End: uint32(end), Next: uint32(len(d.Nodes) + 1), Kind: String, Flags: flags})
	p = skipSpace(src, end)
	if p >= len(src) {
		return p, problemEnd
	}
	if src[p] != ':' {
		return p, problemByte
	}
	return skipSpace(src, p+1), ""
}

func skipSpace(src []byte, p int) int {
	for p < len(src) && (src[p] == ' ' || src[p] == '\n' || src[p] == '\t' || src[p] == '\r') {
		p++
	}
	return p
}

func scanWord(src []byte, p int, word string) (int, string) {
	for i := range len(word) {
		if p+i >= len(src) {
			return p + i, problemEnd
		}
		if src[p+i] != word[i] {
			return p + i, problemByte
		}
	}
	return p + len(word), ""
}

func scanNumber(src []byte, p int) (int, Flags, string) {
	digits := func() bool {
		from := p
		for p < len(src) && '0' <= src[p] && src[p] <= '9' {
			p++
		}
		return p > from
	}
	fail := func() (int, Flags, string) {
		if p >= len(src) {
			return p, 0, problemEnd
		}
		return p, 0, problemNumber
	}
	start := p
	if src[p] == '-' {
		p++
	}
	if p < len(src) && src[p] == '0' {
		p++
	} else if !digits() {
		if p == start {
			return p, 0, problemByte
		}
		return fail()
	}
	flags := Integer
	if p < len(src) && src[p] == '.' {
		flags = 0
		if p++; !digits() {
			return fail()
		}
	}
	if p < len(src) && src[p]|0x20 == 'e' {
		flags = 0
		if p++; p < len(src) && (src[p] == '+' || src[p] == '-') {
			p++
		}
		if !digits() {
			return fail()
		}
	}
	return p, flags, ""
}

// scanString reads a string that starts with the quote at p and returns where it ends, behind its closing quote.
func scanString(src []byte, p int) (int, Flags, string) {
	var flags Flags
	for p++; p < len(src); {
		switch c := src[p]; {
		case c == '"':
			return p + 1, flags, ""
		case c == '\\':
			flags |= Escaped
			if p+1 >= len(src) {
				return p, 0, problemEnd
			}
			switch src[p+1] {
			case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
				p += 2
			case 'u':
				unit, ok := hexUnit(src, p+2)
				if !ok {
					return p, 0, "malformed escape"
				}
				p += 6
				if unit&0xF800 == 0xD800 {
					low, paired := uint16(0), false
					if p+1 < len(src) && src[p] == '\\' && src[p+1] == 'u' {
						low, paired = hexUnit(src, p+2)
					}
					if unit&0xFC00 == 0xD800 && paired && low&0xFC00 == 0xDC00 {
						p += 6
					} else {
						flags |= LoneSurrogate
					}
				}
			default:
				return p, 0, "unknown escape"
			}
		case c < 0x20:
			return p, 0, "control character in a string"
		default:
			p++
		}
	}
	return p, 0, problemEnd
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
