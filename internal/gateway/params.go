package gateway

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
)

// kind is what JSON type the value of a key has.
type kind int

const (
	text kind = iota
	integer
	textList
	integerList
	object
)

func (k kind) String() string {
	return [...]string{"a string", "an integer", "a list of strings", "a list of integers", "an object"}[k]
}

// need says when a key is there (docs/protocol.md §4).
type need int

const (
	always   need = iota
	optional      // left out, or any value of its type
	nonEmpty      // left out rather than "" or {}
)

// field is one key of a method's param.
type field struct {
	name string
	kind kind
	need need
}

// params is a param that its method's fields allow, and what it is answered
// with.
type params struct {
	values   map[string]json.RawMessage
	sameData bool // as in callMode
	contrary Contrary
	tellSend func(step, clientKey string) // as of Gateway
}

func (p params) has(name string) bool {
	_, ok := p.values[name]
	return ok
}

// text returns the string under name, "" when it is left out.
func (p params) text(name string) string { return readValue[string](p, name) }

// integer returns the integer under name, 0 when it is left out.
func (p params) integer(name string) int64 { return readValue[int64](p, name) }

func (p params) texts(name string) []string { return readValue[[]string](p, name) }

func (p params) integers(name string) []int64 { return readValue[[]int64](p, name) }

func readValue[T any](p params, name string) T {
	var v T
	if raw, ok := p.values[name]; ok {
		if err := json.Unmarshal(raw, &v); err != nil {
			panic(err) // checkParams has let it through with this type
		}
	}
	return v
}

// checkParams holds a param against the fields of its method. The refusal
// names the key, as a path when it is inside another.
func checkParams(raw json.RawMessage, fields []field) (params, *refusal) {
	p := params{}
	if err := json.Unmarshal(raw, &p.values); err != nil || p.values == nil {
		return p, refuse(codeBadParam, "param: is not an object")
	}
	left := maps.Clone(p.values)
	for _, f := range fields {
		v, ok := left[f.name]
		delete(left, f.name)
		switch {
		case !ok && f.need == always:
			return p, refuse(codeBadParam, f.name+": is missing")
		case !ok:
			continue
		}
		if path := findBool(decodeAny(v), f.name); path != "" {
			return p, refuse(codeBadParam, path+": is a boolean; the protocol sends 0 or 1")
		}
		if !f.kind.holds(v) {
			return p, refuse(codeBadParam, f.name+": is not "+f.kind.String())
		}
		if f.need == nonEmpty && isEmpty(v) {
			return p, refuse(codeBadParam, f.name+": is empty and should be left out")
		}
	}
	if len(left) > 0 {
		return p, refuse(codeBadParam, sortedKeys(left)[0]+": is not a key of this method")
	}
	return p, nil
}

func (k kind) holds(raw json.RawMessage) bool {
	switch v := decodeAny(raw).(type) {
	case string:
		return k == text
	case json.Number:
		return k == integer && isInteger(v)
	case []any:
		return (k == textList && allOf(v, func(e any) bool { _, ok := e.(string); return ok })) ||
			(k == integerList && allOf(v, func(e any) bool { n, ok := e.(json.Number); return ok && isInteger(n) }))
	case map[string]any:
		return k == object
	}
	return false
}

// isInteger reports whether n is written as a signed 64-bit integer. A fraction
// or an exponent is refused also where its value is whole.
func isInteger(n json.Number) bool {
	_, err := strconv.ParseInt(n.String(), 10, 64)
	return err == nil
}

func allOf(list []any, ok func(any) bool) bool {
	return !slices.ContainsFunc(list, func(e any) bool { return !ok(e) })
}

func isEmpty(raw json.RawMessage) bool {
	switch v := decodeAny(raw).(type) {
	case string:
		return v == ""
	case map[string]any:
		return len(v) == 0
	}
	return false
}

// findBool returns the path of the first boolean in v, "" when it has none.
func findBool(v any, path string) string {
	switch v := v.(type) {
	case bool:
		return path
	case []any:
		for i, e := range v {
			if found := findBool(e, path+"/"+strconv.Itoa(i)); found != "" {
				return found
			}
		}
	case map[string]any:
		for _, key := range sortedKeys(v) {
			if found := findBool(v[key], path+"/"+key); found != "" {
				return found
			}
		}
	}
	return ""
}

func decodeAny(raw json.RawMessage) any {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		panic(err) // raw comes out of a JSON text that was read whole
	}
	return v
}

func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}
