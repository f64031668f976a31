package core

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/exactjson"
	"qqmusicpm/internal/wire"
)

// anyCall makes a call of that name with arguments that fit.
func anyCall(t testing.TB, name string) *Call {
	t.Helper()
	var args []wire.Value
	for _, p := range wire.Params(name) {
		switch {
		case !p.Positional:
		case p.Kind == wire.KindIntList || p.Kind == wire.KindIDList:
			args = append(args, wire.ListValue(wire.IntValue(1)))
		default:
			args = append(args, wire.IntValue(1))
		}
	}
	return mustCall(t, name, args)
}

// answerWith is the answer to call with that data; "" leaves the data out.
func answerWith(t testing.TB, call *Call, data string) *Answer {
	t.Helper()
	child := `{"code":0,"data":` + data + `}`
	if data == "" {
		child = `{"code":0}`
	}
	answers, err := ParseResponse([]byte(`{"code":0,"req_0":`+child+`}`), call)
	require.NoError(t, err)
	require.NoError(t, answers[0].Err())
	return &answers[0]
}

// readBoth reads an answer straight to public JSON and through the structs of
// Go, which have to agree on the value, its problems and on the place of an error.
func readBoth(t *testing.T, call *Call, data string) (any, error) {
	t.Helper()
	return readAnswer(t, answerWith(t, call, data), data)
}

// readStrictly reads an answer as readBoth does, with every problem an error.
func readStrictly(t *testing.T, call *Call, data string) (any, error) {
	t.Helper()
	answer := answerWith(t, call, data)
	answer.strict = true
	return readAnswer(t, answer, data)
}

func readAnswer(t *testing.T, answer *Answer, data string) (any, error) {
	t.Helper()
	public, err := answer.PublicJSON()
	decoded, structErr := structOf[answer.call.Name()](answer)
	if err != nil || structErr != nil {
		require.Error(t, err, "only the struct refuses %s: %v", data, structErr)
		require.Error(t, structErr, "only the public JSON refuses %s: %v", data, err)
		require.Equal(t, err.Error(), structErr.Error(), "%s", data)
		require.NotEmpty(t, as[*DataError](t, err).Path)
		return nil, err
	}
	value := exactjson.Read(t, public)
	require.Equal(t, value, publicOf(t, reflect.ValueOf(decoded)), "%s", data)
	return value, nil
}

// member walks a value along a JSON Pointer.
func member(t *testing.T, value any, pointer string) any {
	t.Helper()
	for step := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		switch v := value.(type) {
		case map[string]any:
			require.Contains(t, v, step, pointer)
			value = v[step]
		case []any:
			i, err := strconv.Atoi(step)
			require.NoError(t, err)
			require.Less(t, i, len(v), pointer)
			value = v[i]
		default:
			require.Fail(t, "nothing there", "%s in %v", pointer, value)
		}
	}
	return value
}

// What is tolerated, and into what it turns, a rule a row.
func TestTolerance(t *testing.T) {
	for _, c := range []struct {
		rule, call, data, at, want string
	}{
		{"a string stays", "getSessions", `{"msg":"私信"}`, "/msg", `"私信"`},
		{"escapes are read", "getSessions", `{"msg":"\u79c1\/\ud83c\udfb5\n"}`, "/msg", `"私/🎵\n"`},
		{"an integer stays", "getSessions", `{"has_more":1}`, "/hasMore", `1`},

		{"missing int: 0", "getSessions", `{}`, "/newMsgCnt", `0`},
		{"missing identity: -1", "getSessions", `{"sessions":[{"user":{}}]}`, "/sessions/0/user/identity", `-1`},
		{"missing type: -1", "getSessions", `{"sessions":[{"user":{}}]}`, "/sessions/0/user/type", `-1`},
		{"missing isConcern: 0", "getSessions", `{"sessions":[{"user":{}}]}`, "/sessions/0/user/isConcern", `0`},
		{"missing entryType: -1", "getChatEntries", `{"Entries":{"1":[{}]}}`, "/entries/1/0/entryType", `-1`},
		{"missing string: empty", "getSessions", `{}`, "/msg", `""`},
		{"missing list: empty", "getSessions", `{}`, "/sessions", `[]`},
		{"missing map: empty", "getSessions", `{}`, "/extra", `{}`},
		{"missing object: empty", "getMessages", `{}`, "/attach", `{}`},
		{"missing model: null", "getMessages", `{}`, "/session", `null`},
		{"missing bool: null", "getChatEntries", `{}`, "/canBeDazi", `null`},

		{"null int: 0", "getSessions", `{"has_more":null}`, "/hasMore", `0`},
		{"null identity: -1", "getSessions", `{"sessions":[{"user":{"identity":null}}]}`, "/sessions/0/user/identity", `-1`},
		{"null entryType: -1", "getChatEntries", `{"Entries":{"1":[{"EntryType":null}]}}`, "/entries/1/0/entryType", `-1`},
		{"null string: empty", "getSessions", `{"msg":null}`, "/msg", `""`},
		{"null list: empty", "getSessions", `{"sessions":null}`, "/sessions", `[]`},
		{"null map of texts: empty", "getSessions", `{"extra":null}`, "/extra", `{}`},
		{"null map of models: empty", "getMessages", `{"PatMap":null}`, "/patMap", `{}`},
		{"null map of lists: empty", "getChatEntries", `{"Entries":null}`, "/entries", `{}`},
		{"null list in a map: empty", "getChatEntries", `{"Entries":{"1":null}}`, "/entries/1", `[]`},
		{"null object: empty", "getMessages", `{"Attach":null}`, "/attach", `{}`},
		{"null model: null", "getMessages", `{"session":null}`, "/session", `null`},
		{"null bool: null", "getChatEntries", `{"CanBeDazi":null}`, "/canBeDazi", `null`},
		{"null data", "getSessions", `null`, "/sessions", `[]`},
		{"no data", "getSessions", ``, "/sessions", `[]`},
		{"null entries of a list are dropped", "getSessions", `{"sessions":[null,{"session_id":"a"},null]}`, "/sessions/0/sessionId", `"a"`},
		{"null in a map of texts: empty", "getSessions", `{"extra":{"a":null}}`, "/extra/a", `""`},

		{"a number for a string: its text", "getSessions", `{"sessions":[{"session_id":12}]}`, "/sessions/0/sessionId", `"12"`},
		{"a long number for a string: every digit", "getSessions", `{"sessions":[{"user":{"uin":1152921504606846977}}]}`, "/sessions/0/user/uin", `"1152921504606846977"`},
		{"a fraction for a string: as it was sent", "getSessions", `{"msg":1.50}`, "/msg", `"1.50"`},
		{"a huge number for a string: as it was sent", "getSessions", `{"msg":-1E400}`, "/msg", `"-1E400"`},
		{"a number in a map of texts", "getSessions", `{"extra":{"a":12345678901234567890}}`, "/extra/a", `"12345678901234567890"`},
		{"true in a map of texts", "getSessions", `{"extra":{"a":true}}`, "/extra/a", `"true"`},
		{"false in a map of texts", "getSessions", `{"sessions":[{"Ext":{"a":false}}]}`, "/sessions/0/ext/a", `"false"`},

		{"digits for an int", "getSessions", `{"has_more":"12"}`, "/hasMore", `12`},
		{"negative digits for an int", "getSessions", `{"has_more":"-12"}`, "/hasMore", `-12`},
		{"escaped digits for an int", "getSessions", `{"has_more":"\u0031"}`, "/hasMore", `1`},
		{"an empty string for an int: 0", "getSessions", `{"has_more":""}`, "/hasMore", `0`},
		{"an empty string for identity: -1", "getSessions", `{"sessions":[{"user":{"identity":""}}]}`, "/sessions/0/user/identity", `-1`},
		{"true for an int", "getSessions", `{"has_more":true}`, "/hasMore", `1`},
		{"false for an int", "getSessions", `{"has_more":false}`, "/hasMore", `0`},
		{"false for identity", "getSessions", `{"sessions":[{"user":{"identity":false}}]}`, "/sessions/0/user/identity", `0`},
		{"1.0 for an int", "getSessions", `{"has_more":1.0}`, "/hasMore", `1`},
		{"1e3 for an int", "getSessions", `{"has_more":1e3}`, "/hasMore", `1000`},
		{"1.5E1 for an int", "getSessions", `{"has_more":1.5E1}`, "/hasMore", `15`},
		{"100e-2 for an int", "getSessions", `{"has_more":100e-2}`, "/hasMore", `1`},
		{"-0.0 for an int", "getSessions", `{"has_more":-0.0}`, "/hasMore", `0`},
		{"0e999999999999 for an int", "getSessions", `{"has_more":0e999999999999}`, "/hasMore", `0`},
		{"0 for a bool", "getChatEntries", `{"CanBeDazi":0}`, "/canBeDazi", `false`},
		{"1 for a bool", "getChatEntries", `{"CanBeDazi":1}`, "/canBeDazi", `true`},
		{"1.0 for a bool", "getChatEntries", `{"CanBeDazi":1.0}`, "/canBeDazi", `true`},
		{"a bool stays", "getChatEntries", `{"CanBeDazi":false}`, "/canBeDazi", `false`},

		{"the last of duplicates wins", "getSessions", `{"msg":"a","msg":"b"}`, "/msg", `"b"`},
		{"the last wins even when it is null", "getSessions", `{"msg":"a","msg":null}`, "/msg", `""`},
		{"the last wins over one that is wrong", "getSessions", `{"msg":[],"msg":"b"}`, "/msg", `"b"`},
		{"an escaped name is that name", "getSessions", `{"m\u0073g":"a"}`, "/msg", `"a"`},
		{"the last of duplicates in a map wins", "getSessions", `{"extra":{"a":"1","a":2}}`, "/extra/a", `"2"`},
		{"a lone surrogate becomes U+FFFD", "getSessions", `{"msg":"a\ud800b"}`, "/msg", "\"a\ufffdb\""},
		{"a lone low surrogate too", "getSessions", `{"msg":"\udc00\ud800"}`, "/msg", "\"\ufffd\ufffd\""},
		{"and in the name of a map's entry", "getSessions", `{"extra":{"\ud800":"x"}}`, "/extra/\ufffd", `"x"`},
		{"__proto__ is a name like any other", "getSessions", `{"extra":{"__proto__":"x"}}`, "/extra/__proto__", `"x"`},
		{"scenes by number", "getChatEntries", `{"Entries":{"-7":[{"Title":"x"}]}}`, "/entries/-7/0/title", `"x"`},

		{"a tag is kept whole", "getSessions", `{"sessions":[{"TailTags":[{"a":[1,{"B_c":null}]}]}]}`, "/sessions/0/tailTags/0/data", `{"a":[1,{"B_c":null}]}`},
		{"a tag with its own data", "getSessions", `{"sessions":[{"TailTags":[{"data":{"a":1},"x":2}]}]}`, "/sessions/0/tailTags/0/data", `{"a":1}`},
		{"a tag whose data is null", "getSessions", `{"sessions":[{"TailTags":[{"data":null,"x":2}]}]}`, "/sessions/0/tailTags/0/data", `{}`},
		{"a null tag is dropped", "getSessions", `{"sessions":[{"TailTags":[null,{"a":1}]}]}`, "/sessions/0/tailTags/0/data/a", `1`},
		{"the card is kept whole", "getMusicianMessageCard", `{"Card_info":{"x":true}}`, "/data/Card_info", `{"x":true}`},
		{"the card with its own data", "getMusicianMessageCard", `{"data":{"x":1},"code":0}`, "/data", `{"x":1}`},
		{"no card", "getMusicianMessageCard", `null`, "/data", `{}`},
		{"the badge is the object itself", "getFriendshipBadge", `{"Icon_url":"x","n":1}`, "/Icon_url", `"x"`},
		{"an object of no model keeps its names", "getChatEntries", `{"DzData":{"Some_key":{"x":[1]}}}`, "/dzData/Some_key/x", `[1]`},
		{"long integers in an object of no model", "getMessages", `{"Attach":{"a":9007199254740993,"b":[1.5,9007199254740993.0]}}`,
			"/attach", `{"a":"9007199254740993","b":[1.5,"9007199254740993"]}`},
	} {
		t.Run(c.rule, func(t *testing.T) {
			value, err := readBoth(t, anyCall(t, c.call), c.data)
			require.NoError(t, err)
			assert.Equal(t, exactjson.Read(t, []byte(c.want)), member(t, value, c.at))
		})
	}
}

func TestPublicIntegersAreExact(t *testing.T) {
	for sortTime, want := range map[string]any{
		"9007199254740991": json.Number("9007199254740991"), "-9007199254740991": json.Number("-9007199254740991"),
		"9007199254740992": "9007199254740992", "-9007199254740992": "-9007199254740992",
		"9223372036854775807": "9223372036854775807", "-9223372036854775808": "-9223372036854775808",
		`"9223372036854775807"`: "9223372036854775807", "9.223372036854775807e18": "9223372036854775807",
	} {
		value, err := readBoth(t, anyCall(t, "getSessions"), `{"sessions":[{"sort_time":`+sortTime+`}]}`)
		require.NoError(t, err)
		assert.Equal(t, want, member(t, value, "/sessions/0/sortTime"), sortTime)
	}
}

// Read strictly, anything else of the wrong type is an error that names the place.
func TestWhatIsNotToleratedIsNamed(t *testing.T) {
	for _, c := range []struct{ call, data, path, problem string }{
		{"getSessions", `[]`, "", "expected an object, got a list"},
		{"getSessions", `"no"`, "", "expected an object, got a string"},
		{"getSessions", `1`, "", "expected an object, got a number"},
		{"getSessions", `true`, "", "expected an object, got a boolean"},
		{"getFriendshipBadge", `[]`, "", "expected an object, got a list"},
		{"getMusicianMessageCard", `[]`, "", "expected an object, got a list"},
		{"getMusicianMessageCard", `{"data":[]}`, "/data", "expected an object, got a list"},
		{"getSessions", `{"msg":true}`, "/msg", "expected a string, got a boolean"},
		{"getSessions", `{"msg":[]}`, "/msg", "expected a string, got a list"},
		{"getSessions", `{"msg":{}}`, "/msg", "expected a string, got an object"},
		{"getSessions", `{"has_more":[]}`, "/has_more", "expected an integer of at most 64 bits, got a list"},
		{"getSessions", `{"has_more":{}}`, "/has_more", "expected an integer of at most 64 bits, got an object"},
		{"getSessions", `{"has_more":"yes"}`, "/has_more", "expected an integer of at most 64 bits, got a string"},
		{"getSessions", `{"has_more":" 1"}`, "/has_more", "expected an integer of at most 64 bits, got a string"},
		{"getSessions", `{"has_more":"+1"}`, "/has_more", "expected an integer of at most 64 bits, got a string"},
		{"getSessions", `{"has_more":"1.0"}`, "/has_more", "expected an integer of at most 64 bits, got a string"},
		{"getSessions", `{"has_more":"9223372036854775808"}`, "/has_more", "expected an integer of at most 64 bits, got a string"},
		{"getSessions", `{"has_more":1.5}`, "/has_more", "expected an integer of at most 64 bits, got a number"},
		{"getSessions", `{"has_more":1e-1}`, "/has_more", "expected an integer of at most 64 bits, got a number"},
		{"getSessions", `{"has_more":9223372036854775808}`, "/has_more", "expected an integer of at most 64 bits, got a number"},
		{"getSessions", `{"has_more":-9223372036854775809}`, "/has_more", "expected an integer of at most 64 bits, got a number"},
		{"getSessions", `{"has_more":1e19}`, "/has_more", "expected an integer of at most 64 bits, got a number"},
		{"getSessions", `{"has_more":1e400}`, "/has_more", "expected an integer of at most 64 bits, got a number"},
		{"getSessions", `{"has_more":1e99999999999999999999}`, "/has_more", "expected an integer of at most 64 bits, got a number"},
		{"getSessions", `{"has_more":1.05e-9223372036854775808}`, "/has_more", "expected an integer of at most 64 bits, got a number"},
		{"getSessions", `{"sessions":{}}`, "/sessions", "expected a list, got an object"},
		{"getSessions", `{"sessions":""}`, "/sessions", "expected a list, got a string"},
		{"getSessions", `{"sessions":[[]]}`, "/sessions/0", "expected an object, got a list"},
		{"getSessions", `{"sessions":[null,{"user":"x"}]}`, "/sessions/1/user", "expected an object, got a string"},
		{"getSessions", `{"sessions":[{},{"user":{"identity":[]}}]}`, "/sessions/1/user/identity", "expected an integer of at most 64 bits, got a list"},
		{"getSessions", `{"sessions":[{"new_msg":{"meta_data":{"Duration":"x"}}}]}`, "/sessions/0/new_msg/meta_data/Duration", "expected an integer of at most 64 bits, got a string"},
		{"getSessions", `{"sessions":[{"TailTags":[1]}]}`, "/sessions/0/TailTags/0", "expected an object, got a number"},
		{"getSessions", `{"sessions":[{"TailTags":[{"data":1}]}]}`, "/sessions/0/TailTags/0/data", "expected an object, got a number"},
		{"getSessions", `{"extra":[]}`, "/extra", "expected an object, got a list"},
		{"getSessions", `{"extra":{"a/b~c":{}}}`, "/extra/a~1b~0c", "expected a string, got an object"},
		{"getMessages", `{"Attach":[]}`, "/Attach", "expected an object, got a list"},
		{"getMessages", `{"PatMap":{"1":"x"}}`, "/PatMap/1", "expected an object, got a string"},
		{"getMessages", `{"session":[]}`, "/session", "expected an object, got a list"},
		{"getChatEntries", `{"CanBeDazi":2}`, "/CanBeDazi", "expected a boolean, got a number"},
		{"getChatEntries", `{"CanBeDazi":-1}`, "/CanBeDazi", "expected a boolean, got a number"},
		{"getChatEntries", `{"CanBeDazi":0.5}`, "/CanBeDazi", "expected a boolean, got a number"},
		{"getChatEntries", `{"CanBeDazi":"true"}`, "/CanBeDazi", "expected a boolean, got a string"},
		{"getChatEntries", `{"Entries":[]}`, "/Entries", "expected an object, got a list"},
		{"getChatEntries", `{"Entries":{"a":[]}}`, "/Entries/a", "expected an integer of at most 64 bits, got a string"},
		{"getChatEntries", `{"Entries":{"":[]}}`, "/Entries/", "expected an integer of at most 64 bits, got a string"},
		{"getChatEntries", `{"Entries":{"9223372036854775808":[]}}`, "/Entries/9223372036854775808", "expected an integer of at most 64 bits, got a string"},
		{"getChatEntries", `{"Entries":{"1":{}}}`, "/Entries/1", "expected a list, got an object"},
		{"getMediaMessageDetails", `{"MsgIDs":[]}`, "/MsgIDs", "expected an object, got a list"},
		{"getMediaMessageDetails", `{"MsgIDs":{"7":{"time":{}}}}`, "/MsgIDs/7/time", "expected an integer of at most 64 bits, got an object"},
		{"getSafetyHint", `{"hint":["a"]}`, "/hint", "expected a string, got a list"},
		{"deleteSession", `{"subcode":"x"}`, "/subcode", "expected an integer of at most 64 bits, got a string"},
	} {
		t.Run(c.call+c.data, func(t *testing.T) {
			call := anyCall(t, c.call)
			_, err := readStrictly(t, call, c.data)
			bad := as[*DataError](t, err)
			assert.Equal(t, "/req_0/data"+c.path, bad.Path)
			assert.Equal(t, "the answer does not match the protocol: "+c.problem, bad.Message)
			assert.Equal(t, c.call, bad.Call)
			assert.Equal(t, call.Writes(), bad.MaybeSent, "a write whose answer cannot be read may have been carried out")
		})
	}
}

func TestUnknownFieldsAreDropped(t *testing.T) {
	known, err := readBoth(t, anyCall(t, "getSessions"), `{"msg":"a"}`)
	require.NoError(t, err)
	unknown, err := readBoth(t, anyCall(t, "getSessions"), `{"hasMore":1,"Msg":"b","msg":"a","x":{"deep":[{}]},"":null,"__proto__":{"msg":"c"}}`)
	require.NoError(t, err)
	assert.Equal(t, known, unknown)
}

func TestMemberOrderDoesNotMatter(t *testing.T) {
	forward, err := readBoth(t, anyCall(t, "getConfig"), `{"config_value":1,"config_value_str":"a","msg":"b"}`)
	require.NoError(t, err)
	backward, err := readBoth(t, anyCall(t, "getConfig"), `{"msg":"b","config_value_str":"a","config_value":1}`)
	require.NoError(t, err)
	assert.Equal(t, forward, backward)
}
