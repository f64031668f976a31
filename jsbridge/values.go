//go:build js && wasm

package jsbridge

import (
	"math"
	"strconv"
	"syscall/js"

	"qqmusicpm/core"
)

// valueFor reads what JavaScript gave for a parameter. Whether it fits is core's to say.
func valueFor(kind core.Kind, v js.Value, name string) (core.Value, error) {
	switch kindOf(v) {
	case js.TypeUndefined:
		return core.Value{}, nil
	case js.TypeNull:
		return core.NullValue(), nil
	case js.TypeBoolean:
		return core.BoolValue(v.Bool()), nil
	case js.TypeString:
		return core.StringValue(v.String()), nil
	case js.TypeNumber:
		if digits, ok := safeInteger(v.Float()); ok {
			return core.IntegerText(digits), nil
		}
		return core.FloatText(textOf(v)), nil
	case typeBigInt:
		return core.IntegerText(textOf(v)), nil
	case js.TypeObject:
		isList := isArray(v)
		switch {
		case isList && (kind == core.KindIntList || kind == core.KindIDList):
			var list []core.Value
			for i, item := range items(v) {
				value, err := valueFor(core.KindID, item, index(name, i))
				if err != nil {
					return core.Value{}, err
				}
				list = append(list, value)
			}
			return core.ListValue(list...), nil
		case isList:
			return core.ListValue(), nil
		case kind == core.KindObject:
			json, err := appendObject(nil, v, name, 0)
			return core.ObjectValue(json), err
		}
		return core.OtherValue("an object"), nil
	case js.TypeFunction:
		return core.OtherValue("a function"), nil
	}
	return core.OtherValue("a symbol"), nil
}

// safeInteger returns the digits of a number that is an exact integer.
func safeInteger(f float64) (string, bool) {
	if f != math.Trunc(f) || math.Abs(f) > maxSafeInteger {
		return "", false
	}
	return strconv.FormatInt(int64(f), 10), true
}

func isArray(v js.Value) bool { return invoke(arrayIsArray, v).Bool() }

// isPlain tells objects that JSON can hold from those it would silently empty, such as a Map.
func isPlain(v js.Value) bool {
	return call(objectClass.Get("prototype").Get("toString"), "call", v).String() == "[object Object]"
}

// stringify is JSON.stringify of a string.
func stringify(v js.Value) string { return invoke(jsonStringify, v).String() }

func index(name string, i int) string { return name + "[" + strconv.Itoa(i) + "]" }

// maxDepth bounds a caller's object; one that refers to itself ends here.
const maxDepth = 500

// appendJSON writes a value inside a caller's object as JSON.stringify would,
// but with bigints exact and with an error for what JSON cannot hold.
func appendJSON(dst []byte, v js.Value, name string, depth int) ([]byte, error) {
	switch kindOf(v) {
	case js.TypeNull:
		return append(dst, "null"...), nil
	case js.TypeBoolean:
		return strconv.AppendBool(dst, v.Bool()), nil
	case js.TypeString:
		return append(dst, stringify(v)...), nil
	case js.TypeNumber:
		if f := v.Float(); math.IsNaN(f) || math.IsInf(f, 0) {
			return nil, invalid(name, "must be a finite number, got "+textOf(v))
		}
		return append(dst, textOf(v)...), nil
	case typeBigInt:
		return append(dst, textOf(v)...), nil
	case js.TypeObject:
		return appendObject(dst, v, name, depth)
	}
	return nil, invalid(name, "must be something that JSON can hold")
}

func appendObject(dst []byte, v js.Value, name string, depth int) ([]byte, error) {
	if depth == maxDepth {
		return nil, invalid(name, "is nested deeper than "+strconv.Itoa(maxDepth)+" levels or refers to itself")
	}
	if isFunction(get(v, "toJSON")) {
		return appendJSON(dst, call(v, "toJSON"), name, depth+1)
	}
	var err error
	if isArray(v) {
		dst = append(dst, '[')
		for i, item := range items(v) {
			if i > 0 {
				dst = append(dst, ',')
			}
			if item.IsUndefined() {
				item = js.Null()
			}
			if dst, err = appendJSON(dst, item, index(name, i), depth+1); err != nil {
				return nil, err
			}
		}
		return append(dst, ']'), nil
	}
	if !isPlain(v) {
		return nil, invalid(name, "must be something that JSON can hold")
	}
	dst = append(dst, '{')
	first := true
	for _, m := range members(v) {
		if m.value.IsUndefined() {
			continue
		}
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = append(dst, stringify(text(m.name))...)
		if dst, err = appendJSON(append(dst, ':'), m.value, name+"."+m.name, depth+1); err != nil {
			return nil, err
		}
	}
	return append(dst, '}'), nil
}
