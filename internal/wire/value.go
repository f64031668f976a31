package wire

// Value is one argument of a call in a form that any caller can produce; what
// it has to be is checked by [NewCall]. The zero value means "not given".
type Value struct {
	kind valueKind
	// number is an integer, or 1 for true.
	number int64
	text   string
	list   []Value
}

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
	if n, ok := ParseInteger(digits); ok {
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
func ListValue(items ...Value) Value { return Value{kind: listValue, list: items} }

// ObjectValue is an object as JSON text. Its keys belong to the caller: they
// are never renamed, dropped or reordered.
func ObjectValue(json []byte) Value { return Value{kind: objectValue, text: string(json)} }

// OtherValue is something no parameter takes, such as a function; what says what it is, with its article.
func OtherValue(what string) Value { return Value{kind: otherValue, text: what} }

// Text returns a text, or the digits of an integer; "" for any other value.
func (v Value) Text() string {
	switch v.kind {
	case intValue:
		return Digits(v.number)
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

// isNone reports whether v is not given, is null, or is the empty text.
func (v *Value) isNone() bool { return v.kind == nullValue || v.isBlank() }

// isBlank reports whether v is not given, or is the empty text.
func (v *Value) isBlank() bool {
	return v.kind == absentValue || v.kind == stringValue && v.text == ""
}
