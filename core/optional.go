package core

import "qqmusicpm/internal/wire"

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

// What follows turns typed parameters into values; generated code names the one that fits a field.

func optionalInt(o Optional[int64]) wire.Value { return optionalValue(o, wire.IntValue) }

func optionalString(o Optional[string]) wire.Value { return optionalValue(o, wire.StringValue) }

func optionalObject(o Optional[RawObject]) wire.Value { return optionalValue(o, objectValue) }

func optionalValue[T any](o Optional[T], convert func(T) wire.Value) wire.Value {
	switch o.state {
	case given:
		return convert(o.value)
	case givenNull:
		return wire.NullValue()
	}
	return wire.Value{}
}

func listOf[T any](items []T, convert func(T) wire.Value) wire.Value {
	values := make([]wire.Value, len(items))
	for i, item := range items {
		values[i] = convert(item)
	}
	return wire.ListValue(values...)
}

func objectValue(object RawObject) wire.Value { return wire.ObjectValue(object) }
