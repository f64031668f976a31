package wire

import "qqmusicpm/internal/jsondoc"

// Public JSON is what JavaScript gets: camelCase names, every declared field
// present, and integers by the Int64 rule: a number when a double holds it
// exactly, else a string of its digits. It is written straight from
// the gateway's bytes; the model structs are for Go. Both follow from the same declarations.

// MaxSafeInteger is the largest integer up to which a double holds every one.
const MaxSafeInteger = 1<<53 - 1

func isSafe(n int64) bool { return -MaxSafeInteger <= n && n <= MaxSafeInteger }

// printer writes values of an answer as public JSON.
type printer struct {
	Decoder
	jsondoc.Writer
	// listed says that the problems stand in the text.
	listed bool
}

func (p *printer) int64(n int64) {
	if isSafe(n) {
		p.Int(n)
	} else {
		p.QuotedInt(n)
	}
}

// model writes object i as m declares it; an absent one has every default. It
// reports whether the object can be read, and writes nothing when it cannot.
func (p *printer) model(m *Model, i uint32) bool {
	switch {
	case m.bare:
		return p.object(i)
	case m.whole:
		data, ok := p.Whole(i)
		if ok {
			p.Raw(`{"data":`)
			p.object(data)
			p.Byte('}')
		}
		return ok
	}
	var at [MaxFields]uint32
	if !p.Match(m, i, &at) {
		return false
	}
	for f := range m.fields {
		p.Raw(m.fields[f].public)
		p.field(&m.fields[f], at[f])
	}
	p.Byte('}')
	return true
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
			p.int64(p.Integer(i, f.fallback))
		}
	case boolField:
		p.Raw(boolText(p.Boolean(i)))
	case objectField:
		p.object(i)
	case modelField:
		if p.IsNull(i) || !p.model(f.model, i) {
			p.Raw("null")
		}
	case modelListField:
		p.list(f.model, i, f.vital)
	default:
		p.mapping(f, i)
	}
	if f.vital {
		p.Vital(i)
	}
}

// mapping writes a map, whose names belong to the gateway.
func (p *printer) mapping(f *field, i uint32) {
	p.Byte('{')
	empty := len(p.Text)
	p.Members(i, f.vital, func(name, value uint32) bool {
		before := len(p.Text)
		p.next(empty)
		ok := true
		if f.kind == modelListMapField {
			var n int64
			n, ok = p.IntegerName(name)
			p.QuotedInt(n)
		} else {
			p.text(name, false)
		}
		p.Byte(':')
		switch {
		case !ok:
		case f.kind == textMapField:
			p.text(value, true)
		case f.kind == modelMapField:
			ok = !p.IsNull(value) && p.model(f.model, value)
		default:
			ok = p.list(f.model, value, false)
		}
		if !ok {
			p.Text = p.Text[:before]
		}
		return ok
	})
	p.Byte('}')
}

// list writes a list and reports what Items does.
func (p *printer) list(m *Model, i uint32, vital bool) bool {
	p.Byte('[')
	empty := len(p.Text)
	ok := p.Items(i, vital, func(item uint32) bool {
		before := len(p.Text)
		p.next(empty)
		ok := p.model(m, item)
		if !ok {
			p.Text = p.Text[:before]
		}
		return ok
	})
	p.Byte(']')
	return ok
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
		p.Quoted(p.MapText(i))
	default:
		p.Quoted(p.str(i))
	}
}

// object copies an object that no model describes, {} where there is none. It reports whether there is no other thing.
func (p *printer) object(i uint32) bool {
	if p.isContainer(i, jsondoc.Object) {
		p.exact(i)
		return true
	}
	p.Raw("{}")
	return p.IsNull(i)
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
				text = Digits(whole)
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

// listProblems adds what could not be read to the object that was written.
func (p *printer) listProblems() {
	p.Text = p.Text[:len(p.Text)-1]
	p.Raw(`,"problems":[`)
	empty := len(p.Text)
	for _, problem := range p.Problems() {
		p.next(empty)
		p.Member(`{"path":`, problem.Path)
		p.Member(`,"expected":`, problem.Expected)
		p.Member(`,"got":`, problem.Got)
		p.Byte('}')
	}
	p.Raw("]}")
	p.listed = true
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

// ExactJSON copies a JSON text and changes only what JSON.parse would not read exactly, {} when it is none.
func ExactJSON(json []byte) []byte {
	var doc jsondoc.Document
	if doc.Parse(json) != nil {
		return []byte("{}")
	}
	p := printer{Decoder: Decoder{doc: &doc}}
	p.exact(0)
	return p.Text
}
