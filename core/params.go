package core

import (
	"strconv"

	"qqmusicpm/core/internal/jsondoc"
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

	wire string
	// fallback is the JSON text sent when nothing was given, "" when nothing is sent.
	fallback string
	omit     omission
	// unless names the parameter whose presence on the wire leaves this one out.
	unless string
	// second is where a number is sent besides wire.
	second string
	// method is the method a true value picks.
	method string
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
	answer        *model
}

const (
	readModule  = "music.privateMsg.PrivateMsgRead"
	writeModule = "music.privateMsg.PrivateMsgWrite"
)

// encoded is what the parameters of a call come to.
type encoded struct {
	param  []byte
	method string
	write  bool
}

// encode checks the values, one for each of s.params, and writes the call's "param" object (docs/protocol.md §4).
func (s *callSpec) encode(values []Value) (encoded, error) {
	out := encoded{param: make([]byte, 0, 256), method: s.method, write: s.write}
	out.param = append(out.param, '{')
	var text []byte
	for i := range s.params {
		p, v := &s.params[i], values[i]
		var problem *InvalidArgumentError
		if text, problem = p.append(text[:0], v); problem != nil {
			problem.Call = s.name
			return encoded{}, problem
		}
		if p.Kind == KindBool {
			if v.text != "" {
				out.method = p.method
			}
			continue
		}
		if len(text) == 0 || p.unless != "" && !isBlank(s.value(values, p.unless)) {
			continue
		}
		out.param = appendMember(out.param, p.wire, text)
		if p.second != "" && v.kind == intValue {
			out.param = appendMember(out.param, p.second, text[1:len(text)-1])
		}
		if p.writes && string(text) != "0" {
			out.write = true
		}
	}
	out.param = append(out.param, '}')
	return out, nil
}

func (s *callSpec) value(values []Value, name string) Value {
	for i := range s.params {
		if s.params[i].Name == name {
			return values[i]
		}
	}
	return Value{}
}

func isBlank(v Value) bool { return v.kind == absentValue || v.kind == stringValue && v.text == "" }

func appendMember(dst []byte, name string, json []byte) []byte {
	if dst[len(dst)-1] != '{' {
		dst = append(dst, ',')
	}
	dst = append(dst, '"')
	dst = append(dst, name...)
	dst = append(dst, '"', ':')
	return append(dst, json...)
}

// append writes v as p's JSON text, or nothing when v leaves p out of the request.
func (p *Param) append(dst []byte, v Value) ([]byte, *InvalidArgumentError) {
	switch {
	case v.kind == absentValue && p.Positional:
		return nil, invalidArgument(p.Name, "is required")
	case v.kind == absentValue:
		return append(dst, p.fallback...), nil
	case v.kind == nullValue && p.omit&omitNull != 0:
		return dst, nil
	case p.omit&omitBlank != 0 && isBlank(v):
		return dst, nil
	}
	switch p.Kind {
	case KindIntList, KindIDList:
		if v.kind != listValue {
			return nil, wrongType(p.Name, "a list", v)
		}
		dst = append(dst, '[')
		for i, item := range v.list {
			if i > 0 {
				dst = append(dst, ',')
			}
			var err *InvalidArgumentError
			kind := KindInt
			if p.Kind == KindIDList {
				kind = KindID
			}
			if dst, err = appendScalar(dst, kind, item, p.Name+"["+strconv.Itoa(i)+"]"); err != nil {
				return nil, err
			}
		}
		return append(dst, ']'), nil
	case KindObject:
		return p.appendObject(dst, v)
	case KindBool:
		if v.kind != boolValue {
			return nil, wrongType(p.Name, "a boolean", v)
		}
		return dst, nil
	}
	return appendScalar(dst, p.Kind, v, p.Name)
}

func appendScalar(dst []byte, kind Kind, v Value, name string) ([]byte, *InvalidArgumentError) {
	integer := v.kind == intValue || kind == KindInt && v.kind == stringValue
	switch {
	case kind == KindInt && !integer:
		return nil, wrongType(name, "an integer", v)
	case kind == KindString && v.kind != stringValue,
		!integer && v.kind != stringValue:
		return nil, wrongType(name, "a string", v)
	case !integer:
		return jsondoc.AppendQuoted(dst, v.text), nil
	}
	n, ok := parseInteger(v.text)
	switch {
	case !ok:
		return nil, invalidArgument(name, "must be an integer of at most 64 bits")
	case kind == KindInt:
		return strconv.AppendInt(dst, n, 10), nil
	}
	dst = append(dst, '"')
	dst = strconv.AppendInt(dst, n, 10)
	return append(dst, '"'), nil
}

// appendObject copies a caller's object. Its keys, their order and its numbers
// stay; only booleans become 0 and 1, which is how the gateway spells them.
func (p *Param) appendObject(dst []byte, v Value) ([]byte, *InvalidArgumentError) {
	if v.kind != objectValue {
		return nil, wrongType(p.Name, "an object", v)
	}
	text := v.text
	if text == "" {
		text = "{}"
	}
	var d jsondoc.Document
	if err := d.Parse([]byte(text)); err != nil {
		return nil, invalidArgument(p.Name, "is "+err.Error())
	}
	if d.Nodes[0].Kind != jsondoc.Object {
		return nil, invalidArgument(p.Name, "must be an object")
	}
	if p.omit&omitEmpty != 0 && len(d.Nodes) == 1 {
		return dst, nil
	}
	from := uint32(0)
	for _, n := range d.Nodes {
		if n.Kind != jsondoc.True && n.Kind != jsondoc.False {
			continue
		}
		digit := byte('0')
		if n.Kind == jsondoc.True {
			digit = '1'
		}
		dst = append(dst, text[from:n.Start]...)
		dst = append(dst, digit)
		from = n.End
	}
	return append(dst, text[from:]...), nil
}

// TextContent is the meta data of a text message (文本消息内容).
func TextContent(text string) RawObject {
	return append(jsondoc.AppendQuoted([]byte(`{"content":`), text), '}')
}

func wrongType(name, want string, got Value) *InvalidArgumentError {
	return invalidArgument(name, "must be "+want+", got "+got.describe())
}
