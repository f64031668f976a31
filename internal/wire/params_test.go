package wire

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// mustCall makes a call from its public name.
func mustCall(t *testing.T, name string, args []Value, options ...Argument) *Call {
	t.Helper()
	call, problem := NewCall(name, args, options)
	require.Nil(t, problem)
	return call
}

// exact reads JSON with numbers as their text, so that no digit is lost in a comparison.
func exact(t *testing.T, text []byte) any {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	require.NoError(t, decoder.Decode(&value), "%s", text)
	return value
}

// with makes the options of a call from names and values in turn.
func with(namesAndValues ...any) (options []Argument) {
	for i := 0; i < len(namesAndValues); i += 2 {
		options = append(options, Argument{namesAndValues[i].(string), namesAndValues[i+1].(Value)})
	}
	return options
}

// The rows of the table of calls: what each sends when nothing but the required parameters is given.
func TestCallsSendTheirDefaults(t *testing.T) {
	id, n := StringValue("x"), IntValue(7)
	const read, write = "music.privateMsg.PrivateMsgRead", "music.privateMsg.PrivateMsgWrite"
	for _, c := range []struct {
		call           string
		args           []Value
		module, method string
		param          string
		writes, signed bool
	}{
		{"getSessions", nil, read, "GetSessionList",
			`{"last_id":"","order":1,"size":20,"last_time":0,"from":0,"FansFlag":1}`, false, false},
		{"deleteSession", []Value{id}, write, "DeleteSession", `{"session_id":"x","super_msg_flag":0}`, true, false},
		{"getMessages", nil, read, "GetMessage", `{"order":1,"size":50,"flag":0}`, false, false},
		{"sendMessage", []Value{id, n}, write, "SendMessageAsync",
			`{"last_msg_seq":0,"user_id":"x","entrance":0,"client_key":"","msg_type":7,"super_msg_flag":0}`, true, false},
		{"deleteMessage", []Value{id, id}, write, "DeleteMessage", `{"session_id":"x","msg_id":"x","super_msg_flag":0}`, true, false},
		{"clearSession", []Value{id}, write, "ClearSession", `{"session_id":"x","super_msg_flag":0}`, true, false},
		{"setConfig", []Value{n, id}, write, "SetConfig", `{"config_type":7,"config_value_str":"x"}`, true, false},
		{"getConfig", []Value{n}, read, "GetConfig", `{"config_type":7,"config_value_str":""}`, false, false},
		{"getMusicianMessageCard", []Value{id}, "music.privateMsg.MusicianMsgCardSvr", "GetMusicianCard", `{"EncUin":"x"}`, false, false},
		{"reportCardMessageAction", []Value{id, n, n, id}, write, "ActCardMsgCallBack",
			`{"target_user_id":"x","msg_type":7,"confirm":7,"msg_id":"x"}`, true, false},
		{"getChatEntries", []Value{ListValue(n, n)}, read, "GetEntries", `{"Scence":[7,7]}`, false, false},
		{"getMediaMessageDetails", []Value{id, ListValue(id, n)}, read, "GetMsgDetails", `{"SessionID":"x","MsgIDs":["x","7"]}`, false, true},
		{"markAllMessagesRead", []Value{n, id}, write, "SetAllMsgMardRead", `{"CmdFlag":7,"EncryptUin":"x"}`, true, false},
		{"getSafetyHint", []Value{id}, read, "GetSafetyHint", `{"encUin":"x","close":0}`, false, false},
		{"getFriendshipBadge", []Value{id}, "music.dazi.DzEntrySrv", "GetFriendFloatingIcon", `{"TargetEncuin":"x"}`, false, true},
	} {
		t.Run(c.call, func(t *testing.T) {
			call := mustCall(t, c.call, c.args)
			assert.Equal(t, c.call, call.Name())
			assert.Equal(t, c.module, call.Module())
			assert.Equal(t, c.method, call.Method())
			assert.Equal(t, c.param, string(call.Param()))
			assert.Equal(t, c.writes, call.Writes(), "a write")
			assert.Equal(t, c.signed, call.WantsSignature(), "wants a signature")
		})
	}
	assert.Len(t, CallNames(), 15)
}

// One condition of the table a row: what one option adds to or takes from the default.
func TestOptionsChangeWhatIsSent(t *testing.T) {
	user := []Value{StringValue("u"), IntValue(0)}
	card := []Value{StringValue("u"), IntValue(0), IntValue(1), StringValue("m")}
	scenes := []Value{ListValue(IntValue(1))}
	text, null, zero, blank, object := StringValue("x"), NullValue(), IntValue(0), StringValue(""), ObjectValue([]byte(`{}`))
	for _, c := range []struct {
		call   string
		args   []Value
		option string
		value  Value
		want   string // what is sent under wire, "" when nothing is
		wire   string
	}{
		{"getSessions", nil, "lastId", text, `"x"`, "last_id"},
		{"getSessions", nil, "lastId", blank, `""`, "last_id"},
		{"getSessions", nil, "lastTime", IntValue(5), `5`, "last_time"},
		{"getSessions", nil, "order", zero, `0`, "order"},
		{"getSessions", nil, "size", zero, `0`, "size"},
		{"getSessions", nil, "from", IntValue(-1), `-1`, "from"},
		{"getSessions", nil, "fansFlag", zero, `0`, "FansFlag"},
		{"getSessions", nil, "fansFlag", null, ``, "FansFlag"},
		{"getSessions", nil, "encryptFromUin", text, `"x"`, "EncryptFromUin"},
		{"getSessions", nil, "encryptFromUin", text, ``, "FansFlag"},
		{"getSessions", nil, "encryptFromUin", blank, ``, "EncryptFromUin"},
		{"getSessions", nil, "encryptFromUin", blank, `1`, "FansFlag"},
		{"getSessions", nil, "encryptFromUin", Value{}, `1`, "FansFlag"},
		{"getSessions", nil, "encryptFromUin", null, ``, "EncryptFromUin"},
		{"getSessions", nil, "encryptFromUin", null, `1`, "FansFlag"},

		{"deleteSession", []Value{text}, "superMsgFlag", IntValue(1), `1`, "super_msg_flag"},
		{"deleteMessage", []Value{text, text}, "superMsgFlag", IntValue(1), `1`, "super_msg_flag"},
		{"clearSession", []Value{text}, "superMsgFlag", IntValue(1), `1`, "super_msg_flag"},

		{"getMessages", nil, "order", zero, `0`, "order"},
		{"getMessages", nil, "size", IntValue(1), `1`, "size"},
		{"getMessages", nil, "flag", IntValue(1), `1`, "flag"},
		{"getMessages", nil, "sessionId", text, `"x"`, "session_id"},
		{"getMessages", nil, "sessionId", zero, `"0"`, "session_id"},
		{"getMessages", nil, "sessionId", null, ``, "session_id"},
		{"getMessages", nil, "sessionId", blank, ``, "session_id"},
		{"getMessages", nil, "lastId", text, `"x"`, "last_id"},
		{"getMessages", nil, "lastId", null, ``, "last_id"},
		{"getMessages", nil, "lastId", blank, ``, "last_id"},
		{"getMessages", nil, "wnsId", text, `"x"`, "wns_id"},
		{"getMessages", nil, "wnsId", null, ``, "wns_id"},
		{"getMessages", nil, "wnsId", blank, ``, "wns_id"},
		{"getMessages", nil, "userId", text, `"x"`, "user_id"},
		{"getMessages", nil, "userId", null, ``, "user_id"},
		{"getMessages", nil, "userId", blank, ``, "user_id"},
		{"getMessages", nil, "locationId", text, `"x"`, "location_id"},
		{"getMessages", nil, "locationId", null, ``, "location_id"},
		{"getMessages", nil, "locationId", blank, ``, "location_id"},
		{"getMessages", nil, "updateTime", zero, `0`, "update_time"},
		{"getMessages", nil, "updateTime", null, ``, "update_time"},
		{"getMessages", nil, "updateTime", blank, ``, "update_time"},

		{"sendMessage", user, "lastMsgSeq", IntValue(9), `9`, "last_msg_seq"},
		{"sendMessage", user, "entrance", IntValue(9), `9`, "entrance"},
		{"sendMessage", user, "clientKey", text, `"x"`, "client_key"},
		{"sendMessage", user, "clientKey", blank, `""`, "client_key"},
		{"sendMessage", user, "sessionId", text, `"x"`, "session_id"},
		{"sendMessage", user, "sessionId", null, ``, "session_id"},
		{"sendMessage", user, "sessionId", blank, ``, "session_id"},
		{"sendMessage", user, "lastId", text, `"x"`, "last_id"},
		{"sendMessage", user, "lastId", null, ``, "last_id"},
		{"sendMessage", user, "lastId", blank, ``, "last_id"},
		{"sendMessage", user, "metaData", object, `{}`, "meta_data"},
		{"sendMessage", user, "metaData", ObjectValue(nil), `{}`, "meta_data"},
		{"sendMessage", user, "metaData", null, ``, "meta_data"},
		{"sendMessage", user, "metaData", blank, ``, "meta_data"},
		{"sendMessage", user, "sourceFlag", zero, `0`, "source_flag"},
		{"sendMessage", user, "sourceFlag", null, ``, "source_flag"},
		{"sendMessage", user, "sourceFlag", blank, ``, "source_flag"},
		{"sendMessage", user, "msgId", zero, `"0"`, "msg_id"},
		{"sendMessage", user, "msgId", null, ``, "msg_id"},
		{"sendMessage", user, "msgId", blank, ``, "msg_id"},
		{"sendMessage", user, "userInput", text, `"x"`, "user_input"},
		{"sendMessage", user, "userInput", null, ``, "user_input"},
		{"sendMessage", user, "userInput", blank, ``, "user_input"},
		{"sendMessage", user, "superMsgFlag", IntValue(1), `1`, "super_msg_flag"},
		{"sendMessage", user, "superMsgFlag", null, ``, "super_msg_flag"},
		{"sendMessage", user, "superMsgFlag", blank, ``, "super_msg_flag"},

		{"getConfig", []Value{zero}, "configValue", text, `"x"`, "config_value_str"},

		{"reportCardMessageAction", card, "ext", ObjectValue([]byte(`{"a":1}`)), `{"a":1}`, "ext"},
		{"reportCardMessageAction", card, "ext", null, ``, "ext"},
		{"reportCardMessageAction", card, "ext", object, ``, "ext"},
		{"reportCardMessageAction", card, "ext", ObjectValue([]byte(" { } ")), ``, "ext"},

		{"getChatEntries", scenes, "fromUserType", zero, `0`, "FromUserType"},
		{"getChatEntries", scenes, "fromUserType", null, ``, "FromUserType"},
		{"getChatEntries", scenes, "userId", blank, `""`, "UserID"},
		{"getChatEntries", scenes, "userId", null, ``, "UserID"},
		{"getChatEntries", scenes, "ext", object, `{}`, "Ext"},
		{"getChatEntries", scenes, "ext", null, ``, "Ext"},

		{"getSafetyHint", []Value{text}, "close", IntValue(1), `1`, "close"},
	} {
		t.Run(c.call+"/"+c.option+"/"+c.value.describe()+"/"+c.wire, func(t *testing.T) {
			call := mustCall(t, c.call, c.args, Argument{c.option, c.value})
			param := exact(t, call.Param()).(map[string]any)
			if c.want == "" {
				assert.NotContains(t, param, c.wire)
				return
			}
			assert.Equal(t, exact(t, []byte(c.want)), param[c.wire])
		})
	}
}

func TestNotGivenIsTheDefault(t *testing.T) {
	for _, name := range CallNames() {
		var args []Value
		var options []Argument
		for _, p := range Params(name) {
			switch {
			case !p.Positional:
				options = append(options, Argument{p.Name, Value{}})
			case p.Kind == KindIntList || p.Kind == KindIDList:
				args = append(args, ListValue())
			default:
				args = append(args, IntValue(1))
			}
		}
		assert.Equal(t, string(mustCall(t, name, args).Param()), string(mustCall(t, name, args, options...).Param()), name)
	}
}

func TestStarSendPicksTheMethod(t *testing.T) {
	args := []Value{StringValue("u"), IntValue(0)}
	star := mustCall(t, "sendMessage", args, Argument{"starSend", BoolValue(true)})
	plain := mustCall(t, "sendMessage", args, Argument{"starSend", BoolValue(false)})
	assert.Equal(t, "StarSendSuperMsg", star.Method())
	assert.Equal(t, "SendMessageAsync", plain.Method())
	assert.Equal(t, string(plain.Param()), string(star.Param()), "it is never sent itself")
}

func TestClosingTheSafetyHintIsAWrite(t *testing.T) {
	for value, writes := range map[string]bool{"0": false, "1": true, "2": true, "-1": true, "00": false, "-0": false} {
		call := mustCall(t, "getSafetyHint", []Value{StringValue("x")}, Argument{"close", StringValue(value)})
		assert.Equal(t, writes, call.Writes(), "close: %s", value)
	}
}

func TestSetConfigSendsANumberTwice(t *testing.T) {
	for _, c := range []struct {
		value Value
		want  string
	}{
		{IntValue(1), `{"config_type":5,"config_value_str":"1","config_value":1}`},
		{IntValue(0), `{"config_type":5,"config_value_str":"0","config_value":0}`},
		{IntegerText("9223372036854775807"), `{"config_type":5,"config_value_str":"9223372036854775807","config_value":9223372036854775807}`},
		{StringValue("1"), `{"config_type":5,"config_value_str":"1"}`},
		{StringValue(""), `{"config_type":5,"config_value_str":""}`},
	} {
		assert.Equal(t, c.want, string(mustCall(t, "setConfig", []Value{IntValue(5), c.value}).Param()))
	}
}

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
		assert.Equal(t, text, exact(t, call.Param()).(map[string]any)["session_id"])
		meta := exact(t, TextContent(text)).(map[string]any)
		assert.Equal(t, map[string]any{"content": text}, meta)
	}
	damaged := mustCall(t, "deleteSession", []Value{StringValue("a\xffb")})
	assert.Equal(t, "a\ufffdb", exact(t, damaged.Param()).(map[string]any)["session_id"])
}

func TestTheLastOfAnOptionGivenTwiceWins(t *testing.T) {
	call := mustCall(t, "getSessions", nil, Argument{"size", IntValue(1)}, Argument{"size", IntValue(2)})
	assert.Contains(t, string(call.Param()), `"size":2`)
}

func TestParamsSayWhatACallTakes(t *testing.T) {
	assert.Nil(t, Params("getSecrets"))
	var names []string
	for _, p := range Params("reportCardMessageAction") {
		names = append(names, p.Name+":"+strconv.FormatBool(p.Positional))
	}
	assert.Equal(t, []string{"targetUserId:true", "msgType:true", "confirm:true", "msgId:true", "ext:false"}, names)
}

func TestTextOfAValue(t *testing.T) {
	assert.Equal(t, "a", StringValue("a").Text())
	assert.Equal(t, "-7", IntValue(-7).Text())
	for _, other := range []Value{{}, NullValue(), BoolValue(true), FloatText("1.5"), ListValue(), ObjectValue(nil), OtherValue("a function")} {
		assert.Empty(t, other.Text())
	}
}
