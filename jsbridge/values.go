//go:build js && wasm

package jsbridge

import (
	"math"
	"strconv"
	"syscall/js"

	"qqmusicpm/internal/wire"
)

// valueFor reads what JavaScript gave for a parameter. Whether it fits is core's to say.
func valueFor(kind wire.Kind, v js.Value, name string) (value wire.Value, err error) {
	switch kindOf(v) {
	case js.TypeUndefined:
	case js.TypeNull:
		value = wire.NullValue()
	case js.TypeBoolean:
		value = wire.BoolValue(v.Bool())
	case js.TypeString:
		value = wire.StringValue(v.String())
	case js.TypeNumber:
		if digits, ok := safeInteger(v.Float()); ok {
			value = wire.IntegerText(digits)
		} else {
			value = wire.FloatText(textOf(v))
		}
	case typeBigInt:
		value = wire.IntegerText(textOf(v))
	case js.TypeObject:
		switch {
		case isArray(v):
			var list []wire.Value
			if kind == wire.KindIntList || kind == wire.KindIDList {
				list, err = listFor(v, name)
			}
			value = wire.ListValue(list...)
		case kind == wire.KindObject:
			var written jsonText
			err = written.object(v, name, 0)
			value = wire.ObjectValue(written.json)
		default:
			value = wire.OtherValue("an object")
		}
	case js.TypeFunction:
		value = wire.OtherValue("a function")
	default:
		value = wire.OtherValue("a symbol")
	}
	return value, err
}

func listFor(v js.Value, name string) ([]wire.Value, error) {
	given := items(v)
	list := make([]wire.Value, len(given))
	for i, item := range given {
		var err error
		if list[i], err = valueFor(wire.KindID, item, index(name, i)); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// safeInteger returns the digits of a number that is an exact integer.
func safeInteger(f float64) (string, bool) {
	if f != math.Trunc(f) || math.Abs(f) > wire.MaxSafeInteger {
		return "", false
	}
	return strconv.FormatInt(int64(f), 10), true
}

func isArray(v js.Value) bool { return invoke(arrayIsArray, v).Bool() }

// isPlain tells objects that JSON can hold from those it would silently empty, such as a Map.
func isPlain(v js.Value) bool {
	return call(objectClass.Get("prototype").Get("toString"), "call", v).String() == "[object Object]"
}

// stringify is JSON.stringify of a primitive.
func stringify(v js.Value) string { return invoke(jsonStringify, v).String() }

//go:noinline // its code stands in the module once, not at each use
func index(name string, i int) string { return name + "[" + strconv.Itoa(i) + "]" }

// maxDepth bounds a caller's object; one that refers to itself ends here.
const maxDepth = 500

// jsonText is the JSON of a caller's object while it is written.
type jsonText struct{ json []byte }

//go:noinline // its code stands in the module once, not at each use
func (t *jsonText) add(s string) { t.json = append(t.json, s...) }

// value adds a value inside a caller's object as JSON.stringify would, but with
// bigints exact and with an error for what JSON cannot hold.
func (t *jsonText) value(v js.Value, name string, depth int) error {
	switch kind := kindOf(v); kind {
	case js.TypeObject:
		return t.object(v, name, depth)
	case typeBigInt:
		t.add(textOf(v))
	case js.TypeNull, js.TypeBoolean, js.TypeString, js.TypeNumber:
		json := stringify(v)
		if kind == js.TypeNumber && json == "null" {
			return invalid(name, "must be a finite number, got "+textOf(v))
		}
		t.add(json)
	default:
		return invalid(name, notForJSON)
	}
	return nil
}

const notForJSON = "must be something that JSON can hold"

func (t *jsonText) object(v js.Value, name string, depth int) error {
	if depth == maxDepth {
		return invalid(name, "is nested deeper than "+strconv.Itoa(maxDepth)+" levels or refers to itself")
	}
	if isFunction(get(v, "toJSON")) {
		return t.value(callOther(v, "toJSON"), name, depth+1)
	}
	separator := ""
	if isArray(v) {
		t.add("[")
		for i, item := range items(v) {
			if item.IsUndefined() {
				item = js.Null()
			}
			t.add(separator)
			separator = ","
			if err := t.value(item, index(name, i), depth+1); err != nil {
				return err
			}
		}
		t.add("]")
		return nil
	}
	if !isPlain(v) {
		return invalid(name, notForJSON)
	}
	t.add("{")
	for _, m := range members(v) {
		if m.value.IsUndefined() {
			continue
		}
		t.add(separator)
		separator = ","
		t.add(stringify(text(m.name)))
		t.add(":")
		if err := t.value(m.value, name+"."+m.name, depth+1); err != nil {
			return err
		}
	}
	t.add("}")
	return nil
}
