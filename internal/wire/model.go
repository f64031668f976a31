package wire

import "qqmusicpm/internal/jsondoc"

// Model lists the fields of an object of the gateway. It is generated from a struct of core.
type Model struct {
	fields []field
	// whole marks an object that is kept whole under "data".
	whole bool
	// bare marks an object that is the answer itself, with no model.
	bare bool
}

type fieldKind uint8

const (
	textField fieldKind = iota
	intField
	boolField
	objectField
	textMapField
	modelField
	modelListField
	modelMapField
	modelListMapField
)

type field struct {
	wire string
	// public is the field's name as it stands in public JSON: in quotes, with what comes before and behind it.
	public string
	kind   fieldKind
	// key marks the id of a thing: without it the thing is left out.
	key bool
	// vital marks a field without which the answer would mislead.
	vital bool
	// fallback is the value of an integer that is absent.
	fallback int64
	model    *Model
}

// Match finds the members of object i that m declares; of duplicates the last wins.
// It reports whether i can be read at all: it is an object, and its id is none of another type.
func (d *Decoder) Match(m *Model, i uint32, at *[MaxFields]uint32) bool {
	if !d.isContainer(i, jsondoc.Object) {
		return d.kind(i) == jsondoc.Null
	}
	// Answers list their members in the same order nearly always, so the search starts behind the last hit.
	next, n := 0, len(m.fields)
	for name := i + 1; name < d.doc.Nodes[i].Next; name = d.doc.Nodes[name+1].Next {
		for range n {
			f := next
			if next++; next == n {
				next = 0
			}
			if d.doc.Equal(name, m.fields[f].wire) {
				at[f] = name + 1
				break
			}
		}
	}
	for f := range m.fields {
		if m.fields[f].key {
			return d.isKey(at[f])
		}
	}
	return true
}

func (d *Decoder) isKey(i uint32) bool {
	switch d.kind(i) {
	case jsondoc.Null, jsondoc.Number, jsondoc.String:
		return true
	}
	d.fail(i, expectString)
	return false
}

// Whole finds what an object kept whole stands for: its own "data" member when it has
// one, else the object itself. It reports whether i is an object.
func (d *Decoder) Whole(i uint32) (data uint32, ok bool) {
	if !d.isContainer(i, jsondoc.Object) {
		return 0, d.kind(i) == jsondoc.Null
	}
	if data := d.doc.Member(i, "data"); data != 0 {
		return data, true
	}
	return i, true
}

// IsNull reports whether value i is null or absent.
func (d *Decoder) IsNull(i uint32) bool { return d.kind(i) == jsondoc.Null }

// MemberName reads the name of a member.
func (d *Decoder) MemberName(i uint32) string { return d.doc.String(i) }

// IntegerName reads the name of a member that is an integer.
func (d *Decoder) IntegerName(i uint32) (int64, bool) {
	n, ok := ParseInteger(d.doc.String(i))
	if !ok {
		d.fail(i, expectInteger)
	}
	return n, ok
}

// MapText reads an entry of a map of texts, where numbers and booleans become text.
func (d *Decoder) MapText(i uint32) string {
	if k := d.kind(i); k == jsondoc.True || k == jsondoc.False {
		return string(d.doc.Text(i))
	}
	return d.str(i)
}

// TextMap reads a map of texts.
func (d *Decoder) TextMap(i uint32) map[string]string {
	texts := map[string]string{}
	d.Members(i, false, func(name, value uint32) bool {
		texts[d.MemberName(name)] = d.MapText(value)
		return true
	})
	return texts
}
