package core

import (
	"qqmusicpm/core/internal/jsondoc"
)

// decoder reads the values of an answer with the tolerance of docs/protocol.md §5. It
// remembers the first value that is not tolerated; what it returns after that
// is not used. Node 0 is the whole answer and never a value in it, so 0 stands for "absent".
type decoder struct {
	doc     *jsondoc.Document
	texts   texts
	bad     uint32
	problem string
}

//go:noinline // it stands in many places
func (d *decoder) fail(i uint32, problem string) {
	if d.problem == "" {
		d.bad, d.problem = i, problem
	}
}

// err returns the DataError of the first value that was not tolerated.
func (d *decoder) err() error {
	if d.problem == "" {
		return nil
	}
	return dataError(d.doc.Pointer(d.bad), "the answer does not match the protocol: "+d.problem)
}

func (d *decoder) kind(i uint32) jsondoc.Kind {
	if i == 0 {
		return jsondoc.Null
	}
	return d.doc.Nodes[i].Kind
}

var kindNames = [...]string{"null", "a boolean", "a boolean", "a number", "a string", "a list", "an object"}

//go:noinline // as fail
func (d *decoder) mismatch(i uint32, want string) {
	d.fail(i, "expected "+want+", got "+kindNames[d.kind(i)])
}

func (d *decoder) str(i uint32) string {
	switch d.kind(i) {
	case jsondoc.Null:
	case jsondoc.String:
		return d.doc.String(i)
	case jsondoc.Number:
		return string(d.doc.Text(i))
	default:
		d.mismatch(i, "a string")
	}
	return ""
}

func (d *decoder) int(i uint32, fallback int64) int64 {
	switch d.kind(i) {
	case jsondoc.Null:
		return fallback
	case jsondoc.True:
		return 1
	case jsondoc.False:
		return 0
	case jsondoc.Number:
		return d.number(i)
	case jsondoc.String:
		digits := d.doc.String(i)
		if digits == "" {
			return fallback
		}
		n, ok := parseInteger(digits)
		if !ok {
			d.fail(i, "expected an integer, got a string that is none")
		}
		return n
	}
	d.mismatch(i, "an integer")
	return 0
}

// number reads number i, which has to be an integer.
func (d *decoder) number(i uint32) (n int64) {
	text := d.doc.Text(i)
	if d.doc.Nodes[i].Flags&jsondoc.Integer == 0 || len(text) > 18 || text[0] == '-' {
		n, ok := exactInteger(string(text))
		if !ok {
			d.fail(i, "expected an integer of at most 64 bits")
		}
		return n
	}
	for _, c := range text {
		n = n*10 + int64(c-'0')
	}
	return n
}

// exactInteger reads a JSON number as a signed 64-bit integer; 1.0 and 1e3 are integers too.
func exactInteger(text string) (int64, bool) {
	if n, ok := parseInteger(text); ok {
		return n, ok
	}
	digits := make([]byte, 0, len(text))
	exponent, fraction := 0, false
	for p := 0; p < len(text); p++ {
		switch c := text[p]; c {
		case '.':
			fraction = true
		case 'e', 'E':
			exponent += parseExponent(text[p+1:])
			p = len(text)
		default:
			digits = append(digits, c)
			if fraction {
				exponent--
			}
		}
	}
	sign := ""
	if digits[0] == '-' {
		sign, digits = "-", digits[1:]
	}
	for len(digits) > 0 && digits[len(digits)-1] == '0' {
		digits = digits[:len(digits)-1]
		exponent++
	}
	for len(digits) > 0 && digits[0] == '0' {
		digits = digits[1:]
	}
	significant := string(digits)
	switch {
	case significant == "":
		return 0, true
	case exponent < 0 || len(significant)+exponent > 19:
		return 0, false
	}
	const zeros = "0000000000000000000"
	return parseInteger(sign + significant + zeros[:exponent])
}

// parseExponent reads the exponent of a number. One with more zeros than an answer has bytes is as good as a billion.
func parseExponent(text string) int {
	const most = 1_000_000_000
	if text[0] == '+' {
		text = text[1:]
	}
	n, ok := parseInteger(text)
	if !ok {
		n = most
		if text[0] == '-' {
			n = -most
		}
	}
	return int(max(-most, min(n, most)))
}

func (d *decoder) boolean(i uint32) *bool {
	var b bool
	switch d.kind(i) {
	case jsondoc.Null:
		return nil
	case jsondoc.True:
		b = true
	case jsondoc.False:
	case jsondoc.Number:
		n, ok := exactInteger(string(d.doc.Text(i)))
		if !ok || n&^1 != 0 {
			d.fail(i, "expected a boolean, got a number other than 0 and 1")
		}
		b = n == 1
	default:
		d.mismatch(i, "a boolean")
	}
	return &b
}

func (d *decoder) object(i uint32) RawObject {
	if d.isContainer(i, jsondoc.Object) {
		return append(RawObject(nil), d.doc.Text(i)...)
	}
	return nil
}

// isContainer reports whether node i is there and is a list or an object; null is as good as absent.
func (d *decoder) isContainer(i uint32, kind jsondoc.Kind) bool {
	switch d.kind(i) {
	case kind:
		return true
	case jsondoc.Null:
	default:
		d.mismatch(i, kindNames[kind])
	}
	return false
}

// member returns the last member of object i with that name, 0 when it has none.
func (d *decoder) member(i uint32, name string) uint32 {
	if d.isContainer(i, jsondoc.Object) {
		return d.doc.Member(i, name)
	}
	return 0
}

// items calls f for every entry of list i that is not null.
func (d *decoder) items(i uint32, f func(item uint32)) {
	if !d.isContainer(i, jsondoc.Array) {
		return
	}
	for item := i + 1; item < d.doc.Nodes[i].Next; item = d.doc.Nodes[item].Next {
		if d.kind(item) != jsondoc.Null {
			f(item)
		}
	}
}

// members calls f for every member of object i.
func (d *decoder) members(i uint32, f func(name, value uint32)) {
	if !d.isContainer(i, jsondoc.Object) {
		return
	}
	for name := i + 1; name < d.doc.Nodes[i].Next; name = d.doc.Nodes[name+1].Next {
		f(name, name+1)
	}
}

// mapText reads an entry of a map of texts, where numbers and booleans become text.
func (d *decoder) mapText(i uint32) string {
	if k := d.kind(i); k == jsondoc.True || k == jsondoc.False {
		return string(d.doc.Text(i))
	}
	return d.str(i)
}

func (d *decoder) textMap(i uint32) map[string]string {
	texts := map[string]string{}
	d.members(i, func(name, value uint32) { texts[d.doc.String(name)] = d.mapText(value) })
	return texts
}

// model lists the fields of an object of the gateway. It is generated.
type model struct {
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
	_    incomparable
	wire string
	// public is the field's name as it stands in public JSON: in quotes, with what comes before and behind it.
	public string
	kind   fieldKind
	// fallback is the value of an integer that is absent.
	fallback int64
	model    *model
}

// match finds the members of object i that m declares; of duplicates the last
// wins. Answers list their members in the same order nearly always, so the search starts behind the last hit.
func (d *decoder) match(m *model, i uint32, at *[maxFields]uint32) {
	if !d.isContainer(i, jsondoc.Object) {
		return
	}
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
}

// wholeData returns the node that an object kept whole stands for: its own
// "data" member when it has one, else the object itself.
func (d *decoder) wholeData(i uint32) uint32 {
	if data := d.member(i, "data"); data != 0 {
		return data
	}
	return i
}

// kept is str for a model struct, whose texts share allocations.
func (d *decoder) kept(i uint32) string {
	if n := &d.doc.Nodes[i]; i != 0 && n.Kind == jsondoc.String && n.Flags&jsondoc.Escaped == 0 {
		return d.texts.keep(d.doc.Source[n.Start+1 : n.End-1])
	}
	return d.str(i)
}

// decodable is a model struct; its methods are generated.
type decodable[T any] interface {
	*T
	decode(d *decoder, i uint32)
}

func decodeOptional[T any, P decodable[T]](d *decoder, i uint32) *T {
	if d.kind(i) == jsondoc.Null {
		return nil
	}
	v := new(T)
	P(v).decode(d, i)
	return v
}

func decodeList[T any, P decodable[T]](d *decoder, i uint32) []T {
	var list []T
	d.items(i, func(item uint32) {
		if list == nil {
			list = make([]T, 0, d.doc.Len(i))
		}
		list = list[:len(list)+1]
		P(&list[len(list)-1]).decode(d, item)
	})
	return list
}

func decodeMap[T any, P decodable[T]](d *decoder, i uint32) map[string]T {
	entries := map[string]T{}
	d.members(i, func(name, value uint32) {
		if v := decodeOptional[T, P](d, value); v != nil {
			entries[d.doc.String(name)] = *v
		}
	})
	return entries
}

func decodeListMap[T any, P decodable[T]](d *decoder, i uint32) map[int64][]T {
	lists := map[int64][]T{}
	d.members(i, func(name, value uint32) { lists[d.integerName(name)] = decodeList[T, P](d, value) })
	return lists
}

func (d *decoder) integerName(name uint32) int64 {
	n, ok := parseInteger(d.doc.String(name))
	if !ok {
		d.fail(name, "expected an integer as the name")
	}
	return n
}
