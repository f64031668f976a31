package core

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/wire"
)

// with makes the options of a call from names and values in turn.
func with(namesAndValues ...any) (options []wire.Argument) {
	for i := 0; i < len(namesAndValues); i += 2 {
		options = append(options, wire.Argument{Name: namesAndValues[i].(string), Value: namesAndValues[i+1].(wire.Value)})
	}
	return options
}

// The typed parameters and the values from JavaScript come to the same call.
func TestParameterStructsMakeTheSameCalls(t *testing.T) {
	type caller interface{ NewCall() (*Call, error) }
	object := RawObject(`{"a":true}`)
	for _, c := range []struct {
		typed   caller
		call    string
		args    []wire.Value
		options []wire.Argument
	}{
		{&GetSessionsParams{}, "getSessions", nil, nil},
		{&GetSessionsParams{LastID: String("a"), Order: Int(0), Size: Int(1), LastTime: Int(math.MaxInt64), From: Int(2), FansFlag: Null[int64](), EncryptFromUin: String("e")},
			"getSessions", nil, with("lastId", wire.StringValue("a"), "order", wire.IntValue(0), "size", wire.IntValue(1), "lastTime", wire.IntValue(math.MaxInt64),
				"from", wire.IntValue(2), "fansFlag", wire.NullValue(), "encryptFromUin", wire.StringValue("e"))},
		{&DeleteSessionParams{SessionID: "s", SuperMsgFlag: Int(1)}, "deleteSession", []wire.Value{wire.StringValue("s")}, with("superMsgFlag", wire.IntValue(1))},
		{&GetMessagesParams{SessionID: String("s"), UserID: String("u"), LastID: Null[ID](), WnsID: String("w"), Order: Int(0), Size: Int(1), Flag: Int(2), LocationID: String("l"), UpdateTime: Int(0)},
			"getMessages", nil, with("sessionId", wire.StringValue("s"), "userId", wire.StringValue("u"), "lastId", wire.NullValue(), "wnsId", wire.StringValue("w"), "order", wire.IntValue(0),
				"size", wire.IntValue(1), "flag", wire.IntValue(2), "locationId", wire.StringValue("l"), "updateTime", wire.IntValue(0))},
		{&SendMessageParams{UserID: "u", MsgType: 2, SessionID: String("s"), LastID: String("l"), LastMsgSeq: Int(3), MetaData: Set(object), Entrance: Int(4), ClientKey: String("k"),
			SourceFlag: Int(0), MsgID: String("m"), UserInput: String("i"), SuperMsgFlag: Null[int64](), StarSend: true},
			"sendMessage", []wire.Value{wire.StringValue("u"), wire.IntValue(2)}, with("sessionId", wire.StringValue("s"), "lastId", wire.StringValue("l"), "lastMsgSeq", wire.IntValue(3),
				"metaData", wire.ObjectValue(object), "entrance", wire.IntValue(4), "clientKey", wire.StringValue("k"), "sourceFlag", wire.IntValue(0), "msgId", wire.StringValue("m"),
				"userInput", wire.StringValue("i"), "superMsgFlag", wire.NullValue(), "starSend", wire.BoolValue(true))},
		{&DeleteMessageParams{SessionID: "s", MsgID: "m"}, "deleteMessage", []wire.Value{wire.StringValue("s"), wire.StringValue("m")}, nil},
		{&ClearSessionParams{SessionID: "s"}, "clearSession", []wire.Value{wire.StringValue("s")}, nil},
		{&SetConfigParams{ConfigType: 1, ConfigValue: ConfigNumber(2)}, "setConfig", []wire.Value{wire.IntValue(1), wire.IntValue(2)}, nil},
		{&SetConfigParams{ConfigType: 5, ConfigValue: ConfigText("on")}, "setConfig", []wire.Value{wire.IntValue(5), wire.StringValue("on")}, nil},
		{&SetConfigParams{ConfigType: 5}, "setConfig", []wire.Value{wire.IntValue(5), wire.StringValue("")}, nil},
		{&GetConfigParams{ConfigType: 1, ConfigValue: String("x")}, "getConfig", []wire.Value{wire.IntValue(1)}, with("configValue", wire.StringValue("x"))},
		{&GetMusicianMessageCardParams{EncUin: "e"}, "getMusicianMessageCard", []wire.Value{wire.StringValue("e")}, nil},
		{&ReportCardMessageActionParams{TargetUserID: "u", MsgType: 1, Confirm: 2, MsgID: "m", Ext: Set(object)},
			"reportCardMessageAction", []wire.Value{wire.StringValue("u"), wire.IntValue(1), wire.IntValue(2), wire.StringValue("m")}, with("ext", wire.ObjectValue(object))},
		{&GetChatEntriesParams{Scenes: []int64{1, 2}, FromUserType: Int(0), UserID: String(""), Ext: Set(object)},
			"getChatEntries", []wire.Value{wire.ListValue(wire.IntValue(1), wire.IntValue(2))}, with("fromUserType", wire.IntValue(0), "userId", wire.StringValue(""), "ext", wire.ObjectValue(object))},
		{&GetChatEntriesParams{}, "getChatEntries", []wire.Value{wire.ListValue()}, nil},
		{&GetMediaMessageDetailsParams{SessionID: "s", MsgIDs: []ID{"1", "2"}}, "getMediaMessageDetails", []wire.Value{wire.StringValue("s"), wire.ListValue(wire.StringValue("1"), wire.StringValue("2"))}, nil},
		{&MarkAllMessagesReadParams{CmdFlag: 1, EncryptUin: "e"}, "markAllMessagesRead", []wire.Value{wire.IntValue(1), wire.StringValue("e")}, nil},
		{&GetSafetyHintParams{EncUin: "e", Close: Int(1)}, "getSafetyHint", []wire.Value{wire.StringValue("e")}, with("close", wire.IntValue(1))},
		{&GetFriendshipBadgeParams{TargetEncUin: "e"}, "getFriendshipBadge", []wire.Value{wire.StringValue("e")}, nil},
	} {
		typed, err := c.typed.NewCall()
		require.NoError(t, err, c.call)
		loose := mustCall(t, c.call, c.args, c.options...)
		assert.Equal(t, loose.Name()+loose.Method()+string(loose.Param()), typed.Name()+typed.Method()+string(typed.Param()))
		assert.Equal(t, loose.Writes(), typed.Writes())
	}
}

func TestSendTextIsSendMessageWithTheText(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		_, err := client.SendText(t.Context(), `say "hi"`, SendMessageParams{UserID: "10002", MsgType: 9, ClientKey: String("k")})
		require.NoError(t, err)
		assert.Equal(t, "SendMessageAsync", s.requests[0].Calls[0].Method)
		assert.Equal(t, `{"last_msg_seq":0,"user_id":"10002","entrance":0,"client_key":"k","msg_type":0,"meta_data":{"content":"say \"hi\""},"super_msg_flag":0}`,
			string(s.requests[0].Calls[0].Param))
	})
}

func TestAppendRequestNumbersItsCalls(t *testing.T) {
	calls := []*Call{readCall(t), writeCall(t)}
	assert.Equal(t, `x{"comm":{"ct":11},`+
		`"req_0":{"module":"music.privateMsg.PrivateMsgRead","method":"GetConfig","param":{"config_type":1,"config_value_str":""}},`+
		`"req_1":{"module":"music.privateMsg.PrivateMsgWrite","method":"DeleteSession","param":{"session_id":"s","super_msg_flag":0}}}`,
		string(AppendRequest([]byte("x"), []byte(`{"ct":11}`), calls...)))
}

func TestOptionalGet(t *testing.T) {
	value, ok := Int(0).Get()
	assert.Equal(t, int64(0), value)
	assert.True(t, ok)
	for _, none := range []Optional[int64]{{}, Null[int64]()} {
		_, ok = none.Get()
		assert.False(t, ok)
	}
}
