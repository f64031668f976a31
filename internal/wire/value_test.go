package wire

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"qqmusicpm/internal/exactjson"
)

func TestIntegersAreSentDigitByDigit(t *testing.T) {
	for given, want := range map[string]string{
		"9223372036854775807": "9223372036854775807", "-9223372036854775808": "-9223372036854775808",
		"9007199254740993": "9007199254740993", "-9007199254740993": "-9007199254740993",
		"0": "0", "-0": "0", "007": "7",
	} {
		for _, value := range []Value{IntegerText(given), StringValue(given)} {
			call := mustCall(t, "getSessions", nil, Argument{"lastTime", value})
			assert.Contains(t, string(call.Param()), `"last_time":`+want+",")
		}
	}
	call := mustCall(t, "deleteSession", []Value{IntegerText("9223372036854775807")})
	assert.Contains(t, string(call.Param()), `"session_id":"9223372036854775807"`)
}

// Keys of meta_data, ext and Ext belong to the caller: all stays as it is, but
// booleans, which the gateway writes 0 and 1.
func TestObjectsOfTheCallerKeepTheirText(t *testing.T) {
	for given, want := range map[string]string{
		`{"b":1,"a":2,"10":3,"9":4}`:                                `{"b":1,"a":2,"10":3,"9":4}`,
		`{"n":9223372036854775807,"f":1.50,"e":1E+2,"m":-0}`:        `{"n":9223372036854775807,"f":1.50,"e":1E+2,"m":-0}`,
		`{"huge":123456789012345678901234567890}`:                   `{"huge":123456789012345678901234567890}`,
		`{"t":true,"f":false}`:                                      `{"t":1,"f":0}`,
		`{"deep":{"list":[true,{"x":false},[true]]},"true":"true"}`: `{"deep":{"list":[1,{"x":0},[1]]},"true":"true"}`,
		`{"session_id":1,"sessionId":2}`:                            `{"session_id":1,"sessionId":2}`,
		`{"a":1,"a":2}`:                                             `{"a":1,"a":2}`,
		`{"__proto__":{"x":true},"constructor":null,"":0}`:          `{"__proto__":{"x":1},"constructor":null,"":0}`,
		`{"text":"私信 🎵 \ud83c\udfb5 \u0000 </script> \ud800 true"}`: `{"text":"私信 🎵 \ud83c\udfb5 \u0000 </script> \ud800 true"}`,
		" {\n\"a\" : true } ":                                       " {\n\"a\" : 1 } ",
	} {
		value := ObjectValue([]byte(given))
		send := mustCall(t, "sendMessage", []Value{StringValue("u"), IntValue(2)}, Argument{"metaData", value})
		assert.Contains(t, string(send.Param()), `"meta_data":`+want)
		report := mustCall(t, "reportCardMessageAction", []Value{StringValue("u"), IntValue(2), IntValue(1), StringValue("m")}, Argument{"ext", value})
		assert.Contains(t, string(report.Param()), `"ext":`+want)
		entries := mustCall(t, "getChatEntries", []Value{ListValue()}, Argument{"ext", value})
		assert.Contains(t, string(entries.Param()), `"Ext":`+want)
	}
}

func TestTextsAreSentAsJSONStrings(t *testing.T) {
	for _, text := range []string{`"\`, "a\x00b\nc", "私信🎵", "</script>", "\u2028", "true", "9007199254740993"} {
		call := mustCall(t, "deleteSession", []Value{StringValue(text)})
		assert.Equal(t, text, exactjson.Read(t, call.Param()).(map[string]any)["session_id"])
		meta := exactjson.Read(t, TextContent(text)).(map[string]any)
		assert.Equal(t, map[string]any{"content": text}, meta)
	}
	damaged := mustCall(t, "deleteSession", []Value{StringValue("a\xffb")})
	assert.Equal(t, "a\ufffdb", exactjson.Read(t, damaged.Param()).(map[string]any)["session_id"])
}

func TestTextOfAValue(t *testing.T) {
	assert.Equal(t, "a", StringValue("a").Text())
	assert.Equal(t, "-7", IntValue(-7).Text())
	for _, other := range []Value{{}, NullValue(), BoolValue(true), FloatText("1.5"), ListValue(), ObjectValue(nil), OtherValue("a function")} {
		assert.Empty(t, other.Text())
	}
}
