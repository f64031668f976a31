package wire

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/exactjson"
)

// mustCall makes a call from its public name.
func mustCall(t *testing.T, name string, args []Value, options ...Argument) *Call {
	t.Helper()
	call, problem := NewCall(name, args, options)
	require.Nil(t, problem)
	return call
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
			param := exactjson.Read(t, call.Param()).(map[string]any)
			if c.want == "" {
				assert.NotContains(t, param, c.wire)
				return
			}
			assert.Equal(t, exactjson.Read(t, []byte(c.want)), param[c.wire])
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
