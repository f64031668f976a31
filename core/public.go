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

func appendInt64(dst []byte, n int64) []byte {
	if isSafe(n) {
		return strconv.AppendInt(dst, n, 10)
	}
	dst = append(dst, '"')
	dst = strconv.AppendInt(dst, n, 10)
	return append(dst, '"')
}

// appendModel writes object i as m declares it; an absent one has every default.
func (d *decoder) appendModel(dst []byte, m *model, i uint32) []byte {
	switch {
	case m.bare:
		return d.appendObject(dst, i)
	case m.whole:
		dst = append(dst, `{"data":`...)
		return append(d.appendObject(dst, d.wholeData(i)), '}')
	}
	at := d.match(m, i)
	for f := range m.fields {
		dst = append(dst, m.fields[f].public...)
		dst = d.appendField(dst, &m.fields[f], at[f])
	}
	return append(dst, '}')
}

func (d *decoder) appendField(dst []byte, f *field, i uint32) []byte {
	switch f.kind {
	case textField:
		return d.appendText(dst, i, d.str)
	case intField:
		return appendInt64(dst, d.int(i, f.fallback))
	case boolField:
		return appendBool(dst, d.boolean(i))
	case objectField:
		return d.appendObject(dst, i)
	case modelField:
		if d.kind(i) == jsondoc.Null {
			return append(dst, "null"...)
		}
		return d.appendModel(dst, f.model, i)
	case modelListField:
		return d.appendList(dst, f.model, i)
	}
	dst = append(dst, '{')
	empty := len(dst)
	d.members(i, func(name, value uint32) {
		if f.kind == modelMapField && d.kind(value) == jsondoc.Null {
			return
		}
		if len(dst) > empty {
			dst = append(dst, ',')
		}
		switch f.kind {
		case textMapField:
			dst = d.appendText(append(d.appendText(dst, name, d.str), ':'), value, d.mapText)
		case modelMapField:
			dst = d.appendModel(append(d.appendText(dst, name, d.str), ':'), f.model, value)
		case modelListMapField:
			dst = append(dst, '"')
			dst = strconv.AppendInt(dst, d.integerName(name), 10)
			dst = d.appendList(append(dst, '"', ':'), f.model, value)
		}
	})
	return append(dst, '}')
}

func (d *decoder) appendList(dst []byte, m *model, i uint32) []byte {
	dst = append(dst, '[')
	empty := len(dst)
	d.items(i, func(item uint32) {
		if len(dst) > empty {
			dst = append(dst, ',')
		}
		dst = d.appendModel(dst, m, item)
	})
	return append(dst, ']')
}

// appendText copies a string of the gateway as it stands; anything else goes through read.
func (d *decoder) appendText(dst []byte, i uint32, read func(uint32) string) []byte {
	if d.kind(i) == jsondoc.String && d.doc.Nodes[i].Flags&jsondoc.LoneSurrogate == 0 {
		return append(dst, d.doc.Text(i)...)
	}
	return jsondoc.AppendQuoted(dst, read(i))
}

// appendObject copies an object that no model describes.
func (d *decoder) appendObject(dst []byte, i uint32) []byte {
	if !d.isContainer(i, jsondoc.Object) {
		return append(dst, '{', '}')
	}
	return appendExact(dst, d.doc, i)
}

// appendExact copies value i and changes only what JSON.parse would not read
// exactly: integers beyond a double become strings, lone surrogates U+FFFD.
func appendExact(dst []byte, doc *jsondoc.Document, i uint32) []byte {
	from := doc.Nodes[i].Start
	for j := i; j < doc.Nodes[i].Next; j++ {
		n := &doc.Nodes[j]
		switch {
		case n.Kind == jsondoc.Number && n.End-n.Start > 15 || n.Kind == jsondoc.Number && n.Flags&jsondoc.Integer == 0:
			text := string(doc.Text(j))
			whole, ok := exactInteger(text)
			if ok && !isSafe(whole) {
				text = digits(whole)
			}
			if ok && !isSafe(whole) || !ok && beyondDouble(text) {
				dst = append(dst, doc.Source[from:n.Start]...)
				dst = jsondoc.AppendQuoted(dst, text)
				from = n.End
			}
		case n.Kind == jsondoc.String && n.Flags&jsondoc.LoneSurrogate != 0:
			dst = append(dst, doc.Source[from:n.Start]...)
			dst = jsondoc.AppendQuoted(dst, doc.String(j))
			from = n.End
		}
	}
	return append(dst, doc.Source[from:doc.Nodes[i].End]...)
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

func appendBool(dst []byte, b *bool) []byte {
	switch {
	case b == nil:
		return append(dst, "null"...)
	case *b:
		return append(dst, "true"...)
	}
	return append(dst, "false"...)
}

// What follows writes model structs as public JSON, for Go programs; generated MarshalJSON methods call it.

type encodable[T any] interface {
	*T
	appendJSON(dst []byte) []byte
}

func appendRaw(dst []byte, raw RawObject) []byte {
	var doc jsondoc.Document
	if len(raw) == 0 || doc.Parse(raw) != nil {
		return append(dst, '{', '}')
	}
	return appendExact(dst, &doc, 0)
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

func digits(n int64) string { return strconv.FormatInt(n, 10) }

// MarshalJSON returns the object with integers by the Int64 rule, {} when it is empty.
func (r RawObject) MarshalJSON() ([]byte, error) { return appendRaw(nil, r), nil }
