package core

import (
	"maps"
	"slices"
	"strconv"

	"qqmusicpm/core/internal/jsondoc"
)

// Public JSON is what JavaScript gets: camelCase names, every declared field
// present, and integers by the Int64 rule: a number when a double holds it
// exactly, else a string of its digits. It is written straight from
// the gateway's bytes; the model structs are for Go. Both follow from the same declarations.

const maxSafeInteger = 1<<53 - 1

func isSafe(n int64) bool { return -maxSafeInteger <= n && n <= maxSafeInteger }

// printer writes values of an answer as public JSON.
type printer struct {
	decoder
	jsondoc.Writer
}

func (p *printer) int64(n int64) {
	if isSafe(n) {
		p.Int(n)
	} else {
		p.QuotedInt(n)
	}
}

// model writes object i as m declares it; an absent one has every default.
func (p *printer) model(m *model, i uint32) {
	switch {
	case m.bare:
		p.object(i)
		return
	case m.whole:
		p.Raw(`{"data":`)
		p.object(p.wholeData(i))
		p.Byte('}')
		return
	}
	var at [maxFields]uint32
	p.match(m, i, &at)
	for f := range m.fields {
		p.Raw(m.fields[f].public)
		p.field(&m.fields[f], at[f])
	}
	p.Byte('}')
}

func (p *printer) field(f *field, i uint32) {
	switch f.kind {
	case textField:
		p.text(i, false)
	case intField:
		// A number of up to 15 digits stays as it is: JSON has one way to write it.
		if n := &p.doc.Nodes[i]; i != 0 && n.Kind == jsondoc.Number && n.Flags&jsondoc.Integer != 0 && n.End-n.Start <= 15 && p.doc.Source[n.Start] != '-' {
			p.Bytes(p.doc.Text(i))
		} else {
			p.int64(p.int(i, f.fallback))
		}
	case boolField:
		p.Raw(boolText(p.boolean(i)))
	case objectField:
		p.object(i)
	case modelField:
		if p.kind(i) == jsondoc.Null {
			p.Raw("null")
		} else {
			p.model(f.model, i)
		}
	case modelListField:
		p.list(f.model, i)
	default:
		p.mapping(f, i)
	}
}

// mapping writes a map, whose names belong to the gateway.
func (p *printer) mapping(f *field, i uint32) {
	p.Byte('{')
	empty := len(p.Text)
	p.members(i, func(name, value uint32) {
		if f.kind == modelMapField && p.kind(value) == jsondoc.Null {
			return
		}
		p.next(empty)
		if f.kind == modelListMapField {
			p.QuotedInt(p.integerName(name))
		} else {
			p.text(name, false)
		}
		p.Byte(':')
		switch f.kind {
		case textMapField:
			p.text(value, true)
		case modelMapField:
			p.model(f.model, value)
		default:
			p.list(f.model, value)
		}
	})
	p.Byte('}')
}

func (p *printer) list(m *model, i uint32) {
	p.Byte('[')
	empty := len(p.Text)
	p.items(i, func(item uint32) {
		p.next(empty)
		p.model(m, item)
	})
	p.Byte(']')
}

// next separates the entries of what is empty as long as Text is.
func (p *printer) next(empty int) {
	if len(p.Text) > empty {
		p.Byte(',')
	}
}

// text copies a string of the gateway as it stands and makes one of anything
// else; in a map of texts a boolean is one too.
func (p *printer) text(i uint32, inMap bool) {
	switch {
	case p.kind(i) == jsondoc.String && p.doc.Nodes[i].Flags&jsondoc.LoneSurrogate == 0:
		p.Bytes(p.doc.Text(i))
	case inMap:
		p.Quoted(p.mapText(i))
	default:
		p.Quoted(p.str(i))
	}
}

// object copies an object that no model describes.
func (p *printer) object(i uint32) {
	if p.isContainer(i, jsondoc.Object) {
		p.exact(i)
	} else {
		p.Raw("{}")
	}
}

// exact copies value i and changes only what JSON.parse would not read
// exactly: integers beyond a double become strings, lone surrogates U+FFFD.
func (p *printer) exact(i uint32) {
	doc := p.doc
	from := doc.Nodes[i].Start
	for j := i; j < doc.Nodes[i].Next; j++ {
		n := &doc.Nodes[j]
		text := ""
		switch {
		case n.Kind == jsondoc.Number && (n.End-n.Start > 15 || n.Flags&jsondoc.Integer == 0):
			text = string(doc.Text(j))
			if whole, ok := exactInteger(text); ok && isSafe(whole) || !ok && !beyondDouble(text) {
				continue
			} else if ok {
				text = digits(whole)
			}
		case n.Kind == jsondoc.String && n.Flags&jsondoc.LoneSurrogate != 0:
			text = doc.String(j)
		default:
			continue
		}
		p.Bytes(doc.Source[from:n.Start])
		p.Quoted(text)
		from = n.End
	}
	p.Bytes(doc.Source[from:doc.Nodes[i].End])
}

// beyondDouble reports whether a number that is no 64-bit integer has digits
// before its decimal point that a double cannot hold: 2^53 has 16.
func beyondDouble(text string) bool {
	before, leading := 0, true
	point := false
	for p := range len(text) {
		switch c := text[p]; {
		case c == '.':
			point = true
		case c|0x20 == 'e':
			return !leading && before+parseExponent(text[p+1:]) > 15
		case c == '-' || leading && c == '0' && !point:
		case c == '0' && leading:
			before--
		default:
			leading = false
			if !point {
				before++
			}
		}
	}
	return before > 15
}

func boolText(b *bool) string {
	switch {
	case b == nil:
		return "null"
	case *b:
		return "true"
	}
	return "false"
}

// What follows writes model structs as public JSON, for Go programs; generated MarshalJSON methods call it.

type encodable[T any] interface {
	*T
	appendJSON(dst []byte) []byte
}

func appendInt64(dst []byte, n int64) []byte {
	p := printer{Writer: jsondoc.Writer{Text: dst}}
	p.int64(n)
	return p.Text
}

func appendRaw(dst []byte, raw RawObject) []byte {
	var doc jsondoc.Document
	if len(raw) == 0 || doc.Parse(raw) != nil {
		return append(dst, '{', '}')
	}
	p := printer{decoder{doc: &doc}, jsondoc.Writer{Text: dst}}
	p.exact(0)
	return p.Text
}

func appendOptional[T any, P encodable[T]](dst []byte, v *T) []byte {
	if v == nil {
		return append(dst, "null"...)
	}
	return P(v).appendJSON(dst)
}

func appendEach[T any, P encodable[T]](dst []byte, list []T) []byte {
	dst = append(dst, '[')
	for i := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = P(&list[i]).appendJSON(dst)
	}
	return append(dst, ']')
}

// appendSorted writes a map in the order of its keys.
func appendSorted[K int64 | string, V any](dst []byte, entries map[K]V, name func(K) string, value func([]byte, V) []byte) []byte {
	dst = append(dst, '{')
	for i, key := range slices.Sorted(maps.Keys(entries)) {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(jsondoc.AppendQuoted(dst, name(key)), ':')
		dst = value(dst, entries[key])
	}
	return append(dst, '}')
}

func itself(s string) string { return s }

//go:noinline // it stands in many places
func digits(n int64) string { return strconv.FormatInt(n, 10) }

// MarshalJSON returns the object with integers by the Int64 rule, {} when it is empty.
func (r RawObject) MarshalJSON() ([]byte, error) { return appendRaw(nil, r), nil }
