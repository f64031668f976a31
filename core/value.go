package core

import "math"

// ID is an identifier: always a string on the wire, though a caller from
// JavaScript may give a safe integer or a bigint. Ids have up to 19 digits, more than a float holds.
type ID = string

// Optional is a parameter that may be left out. Its zero value means "not
// given: use the protocol's default"; [Null] means the protocol's null, which
// leaves the parameter out of the request where the protocol allows it.
type Optional[T any] struct {
	value T
	state optionalState
}

type optionalState uint8

const (
	notGiven optionalState = iota
	givenNull
	given
)

// Get returns the value and whether there is one.
func (o Optional[T]) Get() (value T, ok bool) { return o.value, o.state == given }

// Set is an optional parameter with a value.
func Set[T any](value T) Optional[T] { return Optional[T]{value: value, state: given} }

// Null is an optional parameter that is the protocol's null.
func Null[T any]() Optional[T] { return Optional[T]{state: givenNull} }

// Int is an optional integer with a value: Int(0) is zero, not "not given".
func Int(value int64) Optional[int64] { return Set(value) }

// String is an optional text with a value.
func String(value string) Optional[string] { return Set(value) }

// Value is one argument of a call in a form that any caller can produce; what
// it has to be is checked by [NewCall]. The zero value means "not given".
type Value struct {
	_    incomparable
	kind valueKind
	// number is an integer, or 1 for true.
	number int64
	text   string
	list   *[]Value
}

// incomparable, as a field, keeps a struct from being compared, and the code for that out of the WebAssembly module.
type incomparable [0]func()

type valueKind uint8

const (
	absentValue valueKind = iota
	nullValue
	boolValue
	intValue
	longValue // an integer of more than 64 bits
	floatValue
	stringValue
	listValue
	objectValue
	otherValue
)

// valueNames are what an error says was given.
var valueNames = [...]string{"nothing", "null", "a boolean", "an integer", "an integer", "a number that is no safe integer", "a string", "a list", "an object", "a value of another type"}

// NullValue is the protocol's null.
func NullValue() Value { return Value{kind: nullValue} }

// BoolValue is a boolean.
func BoolValue(b bool) Value {
	if b {
		return Value{kind: boolValue, number: 1}
	}
	return Value{kind: boolValue}
}

// IntValue is an integer.
func IntValue(n int64) Value { return Value{kind: intValue, number: n} }

// IntegerText is an integer of any length, as decimal digits with an optional minus sign.
func IntegerText(digits string) Value {
	if n, ok := parseInteger(digits); ok {
		return IntValue(n)
	}
	return Value{kind: longValue, text: digits}
}

// FloatText is a number that is no exact integer: a fraction, NaN, an infinity
// or a float too large to be exact. No parameter takes one; text is what an error shows.
func FloatText(text string) Value { return Value{kind: floatValue, text: text} }

// StringValue is a text.
func StringValue(s string) Value { return Value{kind: stringValue, text: s} }

// ListValue is a list of values.
func ListValue(items ...Value) Value { return Value{kind: listValue, list: &items} }

// ObjectValue is an object as JSON text. Its keys belong to the caller: they
// are never renamed, dropped or reordered.
func ObjectValue(json RawObject) Value { return Value{kind: objectValue, text: string(json)} }

// OtherValue is something no parameter takes, such as a function; what says what it is, with its article.
func OtherValue(what string) Value { return Value{kind: otherValue, text: what} }

// Text returns a text, or the digits of an integer; "" for any other value.
func (v Value) Text() string {
	switch v.kind {
	case intValue:
		return digits(v.number)
	case stringValue, longValue:
		return v.text
	}
	return ""
}

// describe says what v is, for an error. It never shows a text that a user wrote.
func (v *Value) describe() string {
	if v.kind == floatValue || v.kind == otherValue {
		return v.text
	}
	return valueNames[v.kind]
}

// isBlank reports whether v is not given, or is the empty text.
func (v *Value) isBlank() bool {
	return v.kind == absentValue || v.kind == stringValue && v.text == ""
}

// toValue turns typed parameters into values; generated code names the one that fits a field.

func optionalInt(o Optional[int64]) Value { return optionalValue(o, IntValue) }

func optionalString(o Optional[string]) Value { return optionalValue(o, StringValue) }

func optionalObject(o Optional[RawObject]) Value { return optionalValue(o, ObjectValue) }

func optionalValue[T any](o Optional[T], convert func(T) Value) Value {
	switch o.state {
	case given:
		return convert(o.value)
	case givenNull:
		return NullValue()
	}
	return Value{}
}

func listOf[T any](items []T, convert func(T) Value) Value {
	values := make([]Value, len(items))
	for i, item := range items {
		values[i] = convert(item)
	}
	return ListValue(values...)
}

// parseInteger reads decimal digits with an optional minus sign as a signed
// 64-bit integer. It is stricter than strconv, which takes a plus sign and
// whose errors would bring the tables of Unicode into the WebAssembly module.
func parseInteger(text string) (n int64, ok bool) {
	negative := len(text) > 0 && text[0] == '-'
	if negative {
		text = text[1:]
	}
	if text == "" {
		return 0, false
	}
	// The sum is kept negative: -2^63 has no positive counterpart.
	for i := range len(text) {
		digit := int64(text[i] - '0')
		if text[i] < '0' || text[i] > '9' || n < (math.MinInt64+digit)/10 {
			return 0, false
		}
		n = n*10 - digit
	}
	switch {
	case negative:
		return n, true
	case n == math.MinInt64:
		return 0, false
	}
	return -n, true
}
