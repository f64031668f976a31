package wire

import (
	"qqmusicpm/internal/jsondoc"
)

// Kind is the type of a parameter.
type Kind uint8

// The kinds of a parameter.
const (
	// KindInt is a signed 64-bit integer.
	KindInt Kind = iota + 1
	// KindID is an identifier: a string, or an integer whose digits it becomes.
	KindID
	// KindString is a text.
	KindString
	// KindBool is a boolean. It is never sent: it picks the method.
	KindBool
	// KindIntList is a list of integers.
	KindIntList
	// KindIDList is a list of identifiers.
	KindIDList
	// KindObject is a JSON object that belongs to the caller.
	KindObject
	// KindConfigValue is a text or an integer.
	KindConfigValue
)

// Param describes one parameter of a call. It is generated from the tags of the parameter structs.
type Param struct {
	// Name is its public name, in camelCase.
	Name string
	// Kind is its type.
	Kind Kind
	// Positional says that the protocol has no default for it, so every caller has to give it.
	Positional bool

	// wire is the gateway's name as it stands in JSON: behind a comma, in quotes, with a colon.
	wire string
	// fallback is the member sent when nothing was given, "" when nothing is sent.
	fallback string
	omit     omission
	// unless names the parameter whose presence on the wire leaves this one out.
	unless string
	// second is where a number is sent besides wire, written as wire is.
	second string
	// method is the method a true value picks.
	method string
	// next is the field of a page's last item that this parameter of the next page's call is taken from.
	next string
	// writes says that a value other than 0 makes the call a write.
	writes bool
}

// omission says which values leave a parameter out of the request.
type omission uint8

const (
	omitNull omission = 1 << iota
	omitBlank
	omitEmpty
)

// callSpec describes one call. It is generated from the parameter structs.
type callSpec struct {
	name   string
	module string
	method string
	params []Param
	write  bool
	signed bool
	// signatureCode is a code that means "signature wanted" from this call alone, 0 when there is none.
	signatureCode int64
	// list is the field of the answer whose items make the pages of a list, "" when the answers are no pages (docs/protocol.md §7).
	list   string
	answer *Model
}

const (
	readModule  = "music.privateMsg.PrivateMsgRead"
	writeModule = "music.privateMsg.PrivateMsgWrite"
)

// encode checks the values, one for each of its parameters, and writes the call's "param" object (docs/protocol.md §4).
func (c *Call) encode(values []Value) *ArgumentError {
	w := jsondoc.Writer{Text: c.param}
	params := c.spec().params
	for i := range params {
		p, v := &params[i], &values[i]
		instead := p.unless != "" && !values[c.spec().param(p.unless)].isNone()
		if v.kind == absentValue && !p.Positional {
			if !instead {
				w.Raw(p.fallback)
			}
			continue
		}
		if p.leavesOut(v) {
			continue
		}
		before := len(w.Text)
		w.Raw(p.wire)
		from := len(w.Text)
		if problem := p.write(&w, v); problem != nil {
			return problem
		}
		if p.Kind == KindBool && v.number != 0 {
			c.method = p.method
		}
		if len(w.Text) == from || instead {
			w.Text = w.Text[:before]
			continue
		}
		if p.writes && string(w.Text[from:]) != "0" {
			c.write = true
		}
		if p.second != "" && v.kind == intValue {
			w.Raw(p.second)
			w.Int(v.number)
		}
	}
	if len(w.Text) == 0 {
		w.Byte('{')
	}
	w.Text[0] = '{' // in place of the first member's comma
	w.Byte('}')
	c.param = w.Text
	return nil
}

// wireName is the gateway's name alone.
func (p *Param) wireName() string { return p.wire[2 : len(p.wire)-2] }

// param returns the place of the parameter with that public name, -1 when there is none.
func (s *callSpec) param(name string) int {
	for i := range s.params {
		if s.params[i].Name == name {
			return i
		}
	}
	return -1
}

// leavesOut says that v is one of the values that are not sent.
func (p *Param) leavesOut(v *Value) bool {
	return v.kind == nullValue && p.omit&omitNull != 0 || p.omit&omitBlank != 0 && v.isBlank()
}

// write writes v as p's JSON text, or nothing when v leaves p out of the request.
func (p *Param) write(w *jsondoc.Writer, v *Value) *ArgumentError {
	if v.kind == absentValue {
		return argumentError(p.Name, "is required")
	}
	switch p.Kind {
	case KindIntList, KindIDList:
		return p.writeList(w, v)
	case KindObject:
		return p.writeObject(w, v)
	case KindBool:
		if v.kind != boolValue {
			return wrongType(p.Name, "a boolean", v)
		}
		return nil
	}
	return writeScalar(w, p.Kind, v, p.Name)
}

func (p *Param) writeList(w *jsondoc.Writer, v *Value) *ArgumentError {
	if v.kind != listValue {
		return wrongType(p.Name, "a list", v)
	}
	kind := KindInt
	if p.Kind == KindIDList {
		kind = KindID
	}
	w.Byte('[')
	for i, item := range v.list {
		if i > 0 {
			w.Byte(',')
		}
		if problem := writeScalar(w, kind, &item, p.Name); problem != nil {
			problem.Argument += "[" + Digits(int64(i)) + "]"
			return problem
		}
	}
	w.Byte(']')
	return nil
}

func writeScalar(w *jsondoc.Writer, kind Kind, v *Value, name string) *ArgumentError {
	n, integer := v.number, v.kind == intValue
	if kind == KindInt && v.kind == stringValue {
		n, integer = ParseInteger(v.text)
	}
	switch {
	case kind != KindString && (v.kind == longValue || kind == KindInt && v.kind == stringValue && !integer):
		return argumentError(name, "must be an integer of at most 64 bits")
	case kind == KindInt && !integer:
		return wrongType(name, "an integer", v)
	case kind == KindInt:
		w.Int(n)
	case kind != KindString && integer:
		w.QuotedInt(n)
	case v.kind != stringValue:
		return wrongType(name, "a string", v)
	default:
		w.Quoted(v.text)
	}
	return nil
}

// writeObject copies a caller's object. Its keys, their order and its numbers
// stay; only booleans become 0 and 1, which is how the gateway spells them.
func (p *Param) writeObject(w *jsondoc.Writer, v *Value) *ArgumentError {
	if v.kind != objectValue {
		return wrongType(p.Name, "an object", v)
	}
	text := v.text
	if text == "" {
		text = "{}"
	}
	var d jsondoc.Document
	if err := d.Parse([]byte(text)); err != nil {
		return argumentError(p.Name, "is "+err.Error())
	}
	if d.Nodes[0].Kind != jsondoc.Object {
		return argumentError(p.Name, "must be an object")
	}
	if p.omit&omitEmpty != 0 && len(d.Nodes) == 1 {
		return nil
	}
	from := uint32(0)
	for i := range d.Nodes {
		n := &d.Nodes[i]
		if n.Kind == jsondoc.True || n.Kind == jsondoc.False {
			w.Raw(text[from:n.Start])
			w.Int(int64(n.Kind - jsondoc.False))
			from = n.End
		}
	}
	w.Raw(text[from:])
	return nil
}

// TextContent is the meta data of a text message (文本消息内容).
func TextContent(text string) []byte {
	return append(jsondoc.AppendQuoted([]byte(`{"content":`), text), '}')
}

func wrongType(name, want string, got *Value) *ArgumentError {
	return argumentError(name, "must be "+want+", got "+got.describe())
}
