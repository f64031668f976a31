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

import "strconv"

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

	// What the scanners found wrong, and where.
	problem string
	at      int
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
	d.Source, d.problem = source, ""
	d.parse()
	if d.problem == "" {
		return nil
	}
	d.Nodes = d.Nodes[:0]
	// Bytes that are no UTF-8 are the problem, wherever else the text is wrong.
	if at := invalidUTF8(source); at < len(source) {
		d.at, d.problem = at, problemUTF8
	}
	return &SyntaxError{Offset: d.at, Problem: d.problem}
}

const (
	problemEnd    = "the text ends early"
	problemByte   = "unexpected character"
	problemNumber = "malformed number"
	problemUTF8   = "invalid UTF-8"
)

// fail notes what is wrong at p. What it returns is no place in the text.
//
//go:noinline
func (d *Document) fail(p int, problem string) int {
	d.at, d.problem = p, problem
	return -1
}

// failByte notes that the byte at p is wrong, or missing.
func (d *Document) failByte(p int, problem string) int {
	if p >= len(d.Source) {
		problem = problemEnd
	}
	return d.fail(p, problem)
}

// nowhere is the container of the whole text.
const nowhere = 1<<32 - 1

func (d *Document) parse() {
	src := d.Source
	if uint64(len(src)) > 1<<31 {
		d.fail(0, "the text is over 2 GiB")
		return
	}
	nodes, n := d.Nodes[:cap(d.Nodes)], uint32(0)
	// An open container has the one around it as its Next.
	top, depth, members := uint32(nowhere), 0, false
	p := space(src, 0)
	for {
		// A member or a value starts at p; there may be two nodes in it.
		if int(n)+2 > len(nodes) {
			nodes = d.grow(nodes, p)
		}
		if members {
			if p >= len(src) || src[p] != '"' {
				d.failByte(p, problemByte)
				return
			}
			end, flags := d.scanString(p)
			if end < 0 {
				return
			}
			nodes[n] = Node{Start: uint32(p), End: uint32(end), Next: n + 1, Kind: String, Flags: flags}
			n++
			p = space(src, end)
			if p >= len(src) || src[p] != ':' {
				d.failByte(p, problemByte)
				return
			}
			p = space(src, p+1)
		}
		if p >= len(src) {
			d.fail(p, problemEnd)
			return
		}
		end, kind, flags := 0, Number, Flags(0)
		switch c := src[p]; c {
		case '"':
			kind = String
			end, flags = d.scanString(p)
		case '{', '[':
			if depth == MaxDepth {
				d.fail(p, "nested deeper than "+strconv.Itoa(MaxDepth)+" levels")
				return
			}
			depth++
			members = c == '{'
			kind = Array
			if members {
				kind = Object
			}
			nodes[n] = Node{Start: uint32(p), Next: top, Kind: kind}
			top = n
			n++
			p = space(src, p+1)
			if p >= len(src) || src[p] != c+2 { // '{'+2 is '}', '['+2 is ']'
				continue
			}
		case 't':
			kind = True
			end = d.scanWord(p, "true")
		case 'f':
			kind = False
			end = d.scanWord(p, "false")
		case 'n':
			kind = Null
			end = d.scanWord(p, "null")
		default:
			end, flags = d.scanNumber(p)
		}
		switch {
		case end < 0:
			return
		case end > 0:
			nodes[n] = Node{Start: uint32(p), End: uint32(end), Next: n + 1, Kind: kind, Flags: flags}
			n++
			p = end
		}
		// A value has ended before p, or an empty container ends at p.
		for {
			p = space(src, p)
			if top == nowhere {
				if p < len(src) {
					d.fail(p, "something follows the value")
				}
				d.Nodes = nodes[:n]
				return
			}
			if p < len(src) && src[p] == ',' {
				p = space(src, p+1)
				break
			}
			container := &nodes[top]
			if p >= len(src) || members && src[p] != '}' || !members && src[p] != ']' {
				d.failByte(p, problemByte)
				return
			}
			p++
			top = container.Next
			container.End, container.Next = uint32(p), n
			depth--
			members = top != nowhere && nodes[top].Kind == Object
		}
	}
}

// grow makes room for the nodes of the text from p on, if they are as dense as
// those before it. A dense beginning makes it no more than 16 times as large.
//
//go:noinline
func (d *Document) grow(nodes []Node, p int) []Node {
	size := min(len(d.Source)/8, 256)
	if p > 0 {
		size = min(int(uint64(len(nodes))*uint64(len(d.Source))/uint64(p)), len(nodes)*16)
	}
	grown := make([]Node, max(size, len(nodes))+len(nodes)/16+8)
	copy(grown, nodes)
	return grown
}
