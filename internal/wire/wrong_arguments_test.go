package wire

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWrongArgumentsAreNamed(t *testing.T) {
	tooLong := "92233720368547758080"
	id, n := StringValue("x"), IntValue(1)
	for _, c := range []struct {
		name     string
		call     string
		args     []Value
		options  []Argument
		argument string
		message  string
	}{
		{"no such call", "getSecrets", nil, nil, "call", "there is no call of that name"},
		{"missing positional", "deleteMessage", []Value{id}, nil, "msgId", "is required"},
		{"undefined positional", "deleteMessage", []Value{{}, id}, nil, "sessionId", "is required"},
		{"null positional", "deleteSession", []Value{NullValue()}, nil, "sessionId", "must be a string, got null"},
		{"one argument too many", "deleteSession", []Value{id, id}, nil, "options", "must be an object: deleteSession takes 1 arguments before it"},
		{"unknown option", "getSessions", nil, with("pageSize", n), "pageSize", "is no option of getSessions"},
		{"a positional as an option", "deleteSession", []Value{id}, with("sessionId", id), "sessionId", "is no option of deleteSession"},
		{"the gateway's own spelling", "getSessions", nil, with("last_id", id), "last_id", "is no option of getSessions"},

		{"boolean for an integer", "getSessions", nil, with("size", BoolValue(true)), "size", "must be an integer, got a boolean"},
		{"null for an integer", "getSessions", nil, with("size", NullValue()), "size", "must be an integer, got null"},
		{"fraction", "getSessions", nil, with("size", FloatText("1.5")), "size", "must be an integer, got 1.5"},
		{"NaN", "getSessions", nil, with("size", FloatText("NaN")), "size", "must be an integer, got NaN"},
		{"unsafe number", "getSessions", nil, with("lastTime", FloatText("9007199254740992")), "lastTime", "must be an integer, got 9007199254740992"},
		{"integer of 20 digits", "getSessions", nil, with("lastTime", IntegerText(tooLong)), "lastTime", "must be an integer of at most 64 bits"},
		{"one above the largest", "getSessions", nil, with("lastTime", IntegerText("9223372036854775808")), "lastTime", "must be an integer of at most 64 bits"},
		{"one below the smallest", "getSessions", nil, with("lastTime", IntegerText("-9223372036854775809")), "lastTime", "must be an integer of at most 64 bits"},
		{"string of 20 digits", "getSessions", nil, with("lastTime", StringValue(tooLong)), "lastTime", "must be an integer of at most 64 bits"},
		{"text for an integer", "getSessions", nil, with("size", StringValue("many")), "size", "must be an integer of at most 64 bits"},
		{"empty text for an integer", "getSessions", nil, with("size", StringValue("")), "size", "must be an integer of at most 64 bits"},
		{"plus sign", "getSessions", nil, with("size", StringValue("+1")), "size", "must be an integer of at most 64 bits"},
		{"underscore", "getSessions", nil, with("size", StringValue("1_0")), "size", "must be an integer of at most 64 bits"},
		{"blanks", "getSessions", nil, with("size", StringValue(" 1")), "size", "must be an integer of at most 64 bits"},
		{"list for an integer", "getSessions", nil, with("size", ListValue()), "size", "must be an integer, got a list"},
		{"object for an integer", "getSessions", nil, with("size", ObjectValue(nil)), "size", "must be an integer, got an object"},
		{"function for an integer", "getSessions", nil, with("size", OtherValue("a function")), "size", "must be an integer, got a function"},

		{"boolean for an id", "deleteSession", []Value{BoolValue(true)}, nil, "sessionId", "must be a string, got a boolean"},
		{"fraction for an id", "deleteSession", []Value{FloatText("1.5")}, nil, "sessionId", "must be a string, got 1.5"},
		{"null for an id with a default", "getSessions", nil, with("lastId", NullValue()), "lastId", "must be a string, got null"},
		{"number for a text", "sendMessage", []Value{id, n}, with("clientKey", n), "clientKey", "must be a string, got an integer"},
		{"null for a text", "getConfig", []Value{n}, with("configValue", NullValue()), "configValue", "must be a string, got null"},
		{"null for a setting", "setConfig", []Value{n, NullValue()}, nil, "configValue", "must be a string, got null"},
		{"boolean for a setting", "setConfig", []Value{n, BoolValue(true)}, nil, "configValue", "must be a string, got a boolean"},
		{"text for a boolean", "sendMessage", []Value{id, n}, with("starSend", StringValue("true")), "starSend", "must be a boolean, got a string"},
		{"null for a boolean", "sendMessage", []Value{id, n}, with("starSend", NullValue()), "starSend", "must be a boolean, got null"},

		{"integer for a list", "getChatEntries", []Value{n}, nil, "scenes", "must be a list, got an integer"},
		{"null in a list", "getChatEntries", []Value{ListValue(NullValue())}, nil, "scenes[0]", "must be an integer, got null"},
		{"nothing in a list", "getChatEntries", []Value{ListValue(n, Value{})}, nil, "scenes[1]", "must be an integer, got nothing"},
		{"boolean in a list", "getChatEntries", []Value{ListValue(n, n, BoolValue(true))}, nil, "scenes[2]", "must be an integer, got a boolean"},
		{"list in a list", "getMediaMessageDetails", []Value{id, ListValue(ListValue())}, nil, "msgIds[0]", "must be a string, got a list"},

		{"text for an object", "sendMessage", []Value{id, n}, with("metaData", StringValue("{}")), "metaData", "must be an object, got a string"},
		{"list for an object", "sendMessage", []Value{id, n}, with("metaData", ListValue()), "metaData", "must be an object, got a list"},
		{"list as the text of an object", "sendMessage", []Value{id, n}, with("metaData", ObjectValue([]byte("[]"))), "metaData", "must be an object"},
		{"damaged object", "sendMessage", []Value{id, n}, with("metaData", ObjectValue([]byte(`{"a":}`))), "metaData", "is not JSON: unexpected character at byte 5"},
		{"object that is no UTF-8", "sendMessage", []Value{id, n}, with("metaData", ObjectValue([]byte("{\"a\":\"\xff\"}"))), "metaData", "is not JSON: invalid UTF-8 at byte 6"},
		{"object too deep", "sendMessage", []Value{id, n}, with("metaData", ObjectValue([]byte(strings.Repeat(`{"a":`, 200_000)))), "metaData", "is not JSON: nested deeper than 10000 levels at byte 50000"},
		{"empty text where only null may be left out", "getChatEntries", []Value{ListValue()}, with("ext", StringValue("")), "ext", "must be an object, got a string"},
	} {
		t.Run(c.name, func(t *testing.T) {
			call, problem := NewCall(c.call, c.args, c.options)
			assert.Nil(t, call)
			assert.Equal(t, &ArgumentError{c.argument, c.message}, problem)
		})
	}
}
