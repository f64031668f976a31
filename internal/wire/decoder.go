package wire

import "qqmusicpm/internal/jsondoc"

// Decoder reads the values of an answer with the tolerance of docs/protocol.md §5. A
// value that is not tolerated takes its default and is remembered as a problem.
// Node 0 is the whole answer and never a value in it, so 0 stands for "absent".
type Decoder struct {
	doc   *jsondoc.Document
	texts texts
	// problems are the first of them in the order of the text, MaxProblems at most.
	problems []problem
	// failures counts all, and failed is the last of them.
	failures int
	failed   problem
	// fatal is the first problem that the answer would mislead without; its node is 0 when there is none.
	fatal problem
}

// problem is a value that cannot be read.
type problem struct {
	node     uint32
	expected expectation
}

// expectation is what the protocol says of a value's type.
type expectation uint8

const (
	expectInteger expectation = iota
	expectString
	expectBoolean
	expectArray
	expectObject
)

// expectations are the names of what is expected, as a problem gives them and as an error's sentence does.
var expectations = [...]struct{ name, article string }{
	{"integer", "an integer of at most 64 bits"}, {"string", "a string"}, {"boolean", "a boolean"}, {"array", "a list"}, {"object", "an object"},
}

// kinds are the names of the JSON types, likewise.
var kinds = [...]struct{ name, article string }{
	{"null", "null"}, {"boolean", "a boolean"}, {"boolean", "a boolean"}, {"number", "a number"}, {"string", "a string"}, {"array", "a list"}, {"object", "an object"},
}

// fail remembers that value i cannot be read.
//
//go:noinline // it stands in many places
func (d *Decoder) fail(i uint32, expected expectation) {
	d.failures++
	d.failed = problem{i, expected}
	// Fields are read in the order of the model, which is nearly that of the text.
	at := len(d.problems)
	for at > 0 && d.problems[at-1].node > i {
		at--
	}
	if at == MaxProblems {
		return
	}
	if len(d.problems) < MaxProblems {
		d.problems = append(d.problems, problem{})
	}
	copy(d.problems[at+1:], d.problems[at:])
	d.problems[at] = problem{i, expected}
}

// Vital makes it fatal that value i could not be read, if so.
func (d *Decoder) Vital(i uint32) {
	if d.failures > 0 && d.failed.node == i {
		d.vitalSince(d.failures-1, i)
	}
}

// vitalSince makes it fatal when there were more failures than before, all of them in value i.
//
//go:noinline // it stands in many places
func (d *Decoder) vitalSince(before int, i uint32) {
	if d.failures == before || d.fatal.node != 0 && d.fatal.node < i {
		return
	}
	for _, p := range d.problems {
		if p.node >= i {
			d.fatal = p
			return
		}
	}
	d.fatal = d.failed // there are more problems before it than are told
}

// MaxProblems is how many problems of an answer are told.
const MaxProblems = 100

// Problem is a value of an answer that cannot be read.
type Problem struct {
	// Path is a JSON Pointer to its place in the body.
	Path string
	// Expected is the type that the protocol says: "integer", "string", "boolean", "array" or "object".
	Expected string
	// Got is the JSON type that came: "null", "boolean", "number", "string", "array" or "object".
	Got string
}

// Problems lists what could not be read, in the order of the text and MaxProblems at most.
func (d *Decoder) Problems() []Problem {
	var told []Problem
	for _, p := range d.problems {
		told = append(told, Problem{d.doc.Pointer(p.node), expectations[p.expected].name, kinds[d.kind(p.node)].name})
	}
	return told
}

// Fatal returns the first problem that the answer would mislead without, or with
// strict the first of all; nil when there is none.
func (d *Decoder) Fatal(strict bool) *DataError {
	p := d.fatal
	if strict && len(d.problems) > 0 {
		p = d.problems[0]
	}
	if p.node == 0 {
		return nil
	}
	return dataError(d.doc.Pointer(p.node), "the answer does not match the protocol: expected "+expectations[p.expected].article+", got "+kinds[d.kind(p.node)].article)
}

// DataError says that an answer is not what the protocol says.
type DataError struct {
	// Path is a JSON Pointer to the place in the body, "" when it is the whole of it.
	Path string
	// Message is an English sentence.
	Message string
	// Cause is the error below, if any.
	Cause error
}

//go:noinline // as argumentError
func dataError(path, message string) *DataError { return &DataError{Path: path, Message: message} }

func (d *Decoder) kind(i uint32) jsondoc.Kind {
	if i == 0 {
		return jsondoc.Null
	}
	return d.doc.Nodes[i].Kind
}

// str reads a string, which a number is too.
func (d *Decoder) str(i uint32) string {
	switch d.kind(i) {
	case jsondoc.Null:
	case jsondoc.String:
		return d.doc.String(i)
	case jsondoc.Number:
		return string(d.doc.Text(i))
	default:
		d.fail(i, expectString)
	}
	return ""
}

// String reads a string for a model struct, whose texts share allocations.
func (d *Decoder) String(i uint32) string {
	if n := &d.doc.Nodes[i]; i != 0 && n.Kind == jsondoc.String && n.Flags&jsondoc.Escaped == 0 {
		return d.texts.keep(d.doc.Source[n.Start+1 : n.End-1])
	}
	return d.str(i)
}

// Integer reads an integer.
func (d *Decoder) Integer(i uint32, fallback int64) int64 {
	n, ok := fallback, true
	switch d.kind(i) {
	case jsondoc.Null:
	case jsondoc.True:
		return 1
	case jsondoc.False:
		return 0
	case jsondoc.Number:
		n, ok = d.number(i)
	case jsondoc.String:
		if digits := d.doc.String(i); digits != "" {
			n, ok = ParseInteger(digits)
		}
	default:
		ok = false
	}
	if !ok {
		d.fail(i, expectInteger)
		return fallback
	}
	return n
}

// number reads number i, which has to be an integer.
func (d *Decoder) number(i uint32) (n int64, ok bool) {
	text := d.doc.Text(i)
	if d.doc.Nodes[i].Flags&jsondoc.Integer == 0 || len(text) > 18 || text[0] == '-' {
		return exactInteger(string(text))
	}
	for _, c := range text {
		n = n*10 + int64(c-'0')
	}
	return n, true
}

// Boolean reads a boolean, nil when it is absent.
func (d *Decoder) Boolean(i uint32) *bool {
	var b bool
	switch d.kind(i) {
	case jsondoc.Null:
		return nil
	case jsondoc.True:
		b = true
	case jsondoc.False:
	case jsondoc.Number:
		if n, ok := d.number(i); ok && n&^1 == 0 {
			b = n == 1
			break
		}
		fallthrough
	default:
		d.fail(i, expectBoolean)
		return nil
	}
	return &b
}

// Object copies an object that no model describes, nil when it is absent.
func (d *Decoder) Object(i uint32) []byte {
	if d.isContainer(i, jsondoc.Object) {
		return append([]byte(nil), d.doc.Text(i)...)
	}
	return nil
}

// isContainer reports whether node i is there and is a list or an object; null is as good as absent.
func (d *Decoder) isContainer(i uint32, kind jsondoc.Kind) bool {
	switch d.kind(i) {
	case kind:
		return true
	case jsondoc.Null:
	case jsondoc.Object, jsondoc.Array, jsondoc.False, jsondoc.True, jsondoc.Number, jsondoc.String:
		d.fail(i, expectArray+expectation(kind-jsondoc.Array))
	}
	return false
}

// member returns the last member of object i with that name, 0 when it has none.
func (d *Decoder) member(i uint32, name string) uint32 {
	if d.isContainer(i, jsondoc.Object) {
		return d.doc.Member(i, name)
	}
	return 0
}

// Items calls read for every entry of list i that is not null. read reports whether
// the entry can be kept; when vital and none can, the answer cannot be read. Items reports whether any can or the list is empty.
func (d *Decoder) Items(i uint32, vital bool, read func(item uint32) bool) bool {
	before, kept := d.failures, false
	if d.isContainer(i, jsondoc.Array) {
		for item := i + 1; item < d.doc.Nodes[i].Next; item = d.doc.Nodes[item].Next {
			if d.kind(item) != jsondoc.Null && read(item) {
				kept = true
			}
		}
	}
	if vital && !kept {
		d.vitalSince(before, i)
	}
	return kept || d.failures == before
}

// Members calls read for every member of object i, of those with one name for the last. It is vital as Items says.
func (d *Decoder) Members(i uint32, vital bool, read func(name, value uint32) bool) {
	before, kept := d.failures, false
	if d.isContainer(i, jsondoc.Object) {
		for _, name := range d.names(i) {
			if read(name, name+1) {
				kept = true
			}
		}
	}
	if vital && !kept {
		d.vitalSince(before, i)
	}
}

// names lists the names of object i, each once: where it stands last.
func (d *Decoder) names(i uint32) []uint32 {
	var few [8]uint32
	names := few[:0]
	for name := i + 1; name < d.doc.Nodes[i].Next; name = d.doc.Nodes[name+1].Next {
		names = append(names, name)
	}
	if len(names) < 2 {
		return names
	}
	sortNodes(names, func(a, b uint32) bool { return d.doc.Less(a, b) || a < b && !d.doc.Less(b, a) })
	last := names[:0]
	for i, name := range names {
		if i == len(names)-1 || d.doc.Less(name, names[i+1]) {
			last = append(last, name)
		}
	}
	sortNodes(last, func(a, b uint32) bool { return a < b })
	return last
}

// sortNodes is a shell sort: package slices would bring 5 KB into the WebAssembly module.
func sortNodes(nodes []uint32, less func(a, b uint32) bool) {
	gap := 1
	for gap < len(nodes)/3 {
		gap = 3*gap + 1
	}
	for ; gap > 0; gap /= 3 {
		for i := gap; i < len(nodes); i++ {
			for j := i; j >= gap && less(nodes[j], nodes[j-gap]); j -= gap {
				nodes[j], nodes[j-gap] = nodes[j-gap], nodes[j]
			}
		}
	}
}

// Len returns how many entries list i has.
func (d *Decoder) Len(i uint32) int { return d.doc.Len(i) }
