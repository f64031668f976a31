package gateway

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMessagesPageThroughTenThousandOnce(t *testing.T) {
	_, c := play(t)
	first := listOf(c.sessions("", 0, 1), "sessions")[0]
	seen := map[any]bool{}
	previous := int64(math.MaxInt64)
	for lastID, more := "", true; more; {
		param := obj{"session_id": first["session_id"], "size": 100}
		if lastID != "" {
			param["last_id"] = lastID
		}
		page := c.messages(param)
		require.NotEmpty(t, page["messages"], "after %d", len(seen))
		for _, m := range listOf(page, "messages") {
			require.False(t, seen[m["id"]])
			seen[m["id"]] = true
			sequence := intAt(t, m, "sequence")
			require.Less(t, sequence, previous, "newest first")
			previous = sequence
			lastID = m["id"].(string)
		}
		more = page["has_more"] == json.Number("1")
	}
	assert.Len(t, seen, 10_000)
}

func TestMessagePage(t *testing.T) {
	_, c := play(t)
	first := listOf(c.sessions("", 0, 1), "sessions")[0]
	id, peer := first["session_id"], first["user"].(obj)
	page := c.messages(obj{"session_id": id, "size": 3})
	assert.Len(t, page["messages"], 3)
	newest := listOf(page, "messages")[0]
	assert.Equal(t, newest["id"], first["new_msg"].(obj)["id"])
	assert.Equal(t, newest["sequence"], page["end_msg_seq"])
	assert.Equal(t, id, page["session"].(obj)["session_id"])
	assert.Equal(t, json.Number("10"), page["PatInterval"])
	assert.Contains(t, page["PatMap"], peer["encrypt_uin"])

	for _, tt := range []struct{ size, want int }{{0, defaultMessages}, {-1, defaultMessages}, {1000, maxPage}} {
		assert.Len(t, c.messages(obj{"session_id": id, "size": tt.size})["messages"], tt.want, "size %d", tt.size)
	}
	for _, user := range []string{"uin", "encrypt_uin"} {
		byUser := c.messages(obj{"user_id": peer[user], "size": 1})
		assert.Equal(t, newest["id"], listOf(byUser, "messages")[0]["id"], "named by %s", user)
	}
	stranger := c.messages(obj{"user_id": "123456"})
	assert.Empty(t, stranger["messages"], "a user one never wrote with")
	assert.Nil(t, stranger["session"])
	assert.NotEmpty(t, c.messages(obj{"session_id": id, "location_id": newest["id"]})["LocationTips"])

	for name, param := range map[string]obj{
		"session_id": {},
		"last_id":    {"session_id": id, "last_id": "1"},
	} {
		got := c.call(moduleRead, "GetMessage", messageParam(param))
		assert.EqualValues(t, codeBadParam, got.code)
		assert.Contains(t, got.data["msg"], name)
	}
	assert.EqualValues(t, codeNotFound, c.call(moduleRead, "GetMessage", messageParam(obj{"session_id": "x"})).code)
}

func TestSendAppendsAndMovesTheSessionUp(t *testing.T) {
	_, c := play(t)
	list := listOf(c.sessions("", 0, 6), "sessions")
	fifth := list[4]
	peer := fifth["user"].(obj)
	sent := c.ok(moduleWrite, "SendMessageAsync", sendParam(peer["uin"].(string), "在吗", obj{"session_id": fifth["session_id"], "client_key": "k-1"}))
	m := listOf(sent, "messages")[0]
	assert.Equal(t, obj{"content": "在吗"}, m["meta_data"])
	assert.Equal(t, "k-1", m["client_key"])
	assert.Equal(t, qqAccount.MusicID, m["from_user"].(obj)["uin"])
	assert.Equal(t, m["sequence"], sent["end_msg_seq"])
	assert.Equal(t, noon.Unix(), intAt(t, m, "time"))

	top := listOf(c.sessions("", 0, 1), "sessions")[0]
	assert.Equal(t, fifth["session_id"], top["session_id"])
	assert.Equal(t, m["id"], top["new_msg"].(obj)["id"])
	assert.Equal(t, m["sort_time"], top["sort_time"])
	page := listOf(c.messages(obj{"session_id": fifth["session_id"], "size": 2}), "messages")
	assert.Equal(t, m["id"], page[0]["id"])
	assert.Equal(t, fifth["new_msg"].(obj)["id"], page[1]["id"])
}

func TestSendMakesASessionForANewUser(t *testing.T) {
	_, c := play(t)
	for _, user := range []string{"1152921504999999991", "oK0123456789**"} {
		c.ok(moduleWrite, "SendMessageAsync", sendParam(user, "你好", nil))
		page := c.messages(obj{"user_id": user})
		assert.Len(t, page["messages"], 1)
		assert.Equal(t, page["session"].(obj)["session_id"], listOf(c.sessions("", 0, 1), "sessions")[0]["session_id"])
	}
}

func TestSendKeepsMetaDataAsItCame(t *testing.T) {
	_, c := play(t)
	const meta = `{"z":1,"content":"<b>\u4f60</b>","a":[null,9223372036854775807,0.5],"Z":{"k":""}}`
	param := sendParam(people()[0].user.Uin, "", obj{"meta_data": json.RawMessage(meta)})
	_, answer := c.post(UnsignedPath, c.body(req(moduleWrite, "SendMessageAsync", param)))
	assert.Contains(t, string(answer), `"meta_data":{"z":1,"content":"`)
	assert.Contains(t, string(answer), `"a":[null,9223372036854775807,0.5],"Z":{"k":""}}`)
	delete(param, "meta_data")
	sent := c.ok(moduleWrite, "SendMessageAsync", param)
	assert.Nil(t, listOf(sent, "messages")[0]["meta_data"])
}

func TestSendOfTheSameClientKeyIsNotDoubled(t *testing.T) {
	_, c := play(t)
	peer := people()[0].user
	send := func(key string) any {
		sent := c.ok(moduleWrite, "SendMessageAsync", sendParam(peer.Uin, "一次", obj{"client_key": key}))
		return listOf(sent, "messages")[0]["id"]
	}
	assert.Equal(t, send("same"), send("same"))
	assert.NotEqual(t, send("one"), send("two"))
	assert.NotEqual(t, send(""), send(""), "no key, no memory")
}

func TestSendRefusals(t *testing.T) {
	_, c := play(t)
	list := listOf(c.sessions("", 0, 2), "sessions")
	uin := list[0]["user"].(obj)["uin"].(string)
	for _, tt := range []struct {
		name, method string
		param        obj
		code         int64
	}{
		{"no receiver", "SendMessageAsync", sendParam("", "x", nil), codeBadParam},
		{"session of another user", "SendMessageAsync", sendParam(uin, "x", obj{"session_id": list[1]["session_id"]}), codeBadParam},
		{"unknown session", "SendMessageAsync", sendParam(uin, "x", obj{"session_id": "x"}), codeNotFound},
		{"super message to a friend", "StarSendSuperMsg", sendParam(uin, "x", nil), codeNotFound},
		{"super message to a musician", "StarSendSuperMsg", sendParam(people()[1].user.Uin, "x", nil), 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.code, c.call(moduleWrite, tt.method, tt.param).code)
		})
	}
}

func TestDeleteMessage(t *testing.T) {
	_, c := play(t)
	first := listOf(c.sessions("", 0, 1), "sessions")[0]
	id := first["session_id"]
	before := listOf(c.messages(obj{"session_id": id, "size": 3}), "messages")
	param := obj{"session_id": id, "msg_id": before[0]["id"], "super_msg_flag": 0}
	c.ok(moduleWrite, "DeleteMessage", param)
	after := listOf(c.messages(obj{"session_id": id, "size": 2}), "messages")
	assert.Equal(t, before[1]["id"], after[0]["id"])
	assert.Equal(t, before[1]["id"], listOf(c.sessions("", 0, 1), "sessions")[0]["new_msg"].(obj)["id"])
	older := listOf(c.messages(obj{"session_id": id, "size": 1, "last_id": before[0]["id"]}), "messages")
	assert.Equal(t, before[1]["id"], older[0]["id"], "a deleted message still serves as a cursor")
	assert.EqualValues(t, codeNotFound, c.call(moduleWrite, "DeleteMessage", param).code)
	assert.EqualValues(t, codeNotFound, c.call(moduleWrite, "DeleteMessage", obj{"session_id": "x", "msg_id": "x", "super_msg_flag": 0}).code)
}

// sampleOf returns a message of a type and the session that holds it.
func sampleOf(t *testing.T, c *client, msgType int64, fits func(obj) bool) (session, message obj) {
	t.Helper()
	for _, s := range listOf(c.sessions("", 0, 100), "sessions") {
		for _, m := range listOf(c.messages(obj{"session_id": s["session_id"], "size": 100}), "messages") {
			if intAt(t, m, "msg_type") == msgType && fits(m) {
				return s, m
			}
		}
	}
	require.Fail(t, "no such message", "type %d", msgType)
	return nil, nil
}

func TestMediaDetails(t *testing.T) {
	_, c := play(t)
	for _, msgType := range []int64{typePicture, typeVideo, typeSuperPicture, typeSuperVideo} {
		session, sparse := sampleOf(t, c, msgType, func(m obj) bool { return m["meta_data"].(obj)["biz_id"] != nil })
		id := sparse["id"].(string)
		got := c.signedCall(moduleRead, "GetMsgDetails", obj{"SessionID": session["session_id"], "MsgIDs": []any{id, "unknown", session["new_msg"].(obj)["id"]}})
		require.Zero(t, got.code)
		details := got.data["MsgIDs"].(obj)
		assert.NotContains(t, details, "unknown")
		meta := details[id].(obj)["meta_data"].(obj)
		for _, key := range []string{"pic", "url", "width", "height", "Size"} {
			assert.Contains(t, meta, key, "type %d", msgType)
		}
		if msgType == typeVideo || msgType == typeSuperVideo {
			assert.Contains(t, meta, "Duration")
		}
	}
	got := c.signedCall(moduleRead, "GetMsgDetails", obj{"SessionID": "x", "MsgIDs": []any{}})
	assert.EqualValues(t, codeNotFound, got.code)
}

func TestListsHoldSomeMediaSparsely(t *testing.T) {
	_, c := play(t)
	bare := func(m obj) bool { return m["meta_data"].(obj)["pic"] == nil }
	_, m := sampleOf(t, c, typePicture, bare)
	assert.Equal(t, json.Number("2"), m["meta_data"].(obj)["biz_type"])
	sampleOf(t, c, typePicture, func(m obj) bool { return !bare(m) })
}

func TestCardConfirmation(t *testing.T) {
	_, c := play(t)
	session, card := sampleOf(t, c, typeCard, func(m obj) bool { return m["meta_data"].(obj)["biz_type"] == json.Number("4") })
	require.Equal(t, json.Number("0"), card["confirm"])
	param := obj{"target_user_id": session["user"].(obj)["uin"], "msg_type": typeCard, "confirm": 2, "msg_id": card["id"], "ext": obj{"from": "chat"}}
	c.ok(moduleWrite, "ActCardMsgCallBack", param)
	_, acted := sampleOf(t, c, typeCard, func(m obj) bool { return m["id"] == card["id"] })
	assert.Equal(t, json.Number("2"), acted["confirm"])

	for _, tt := range []struct {
		key   string
		value any
		code  int64
	}{
		{"target_user_id", "", codeNotFound},
		{"target_user_id", "12", codeNotFound},
		{"msg_id", "12", codeNotFound},
		{"msg_type", 0, codeBadParam},
	} {
		changed := obj{}
		for k, v := range param {
			changed[k] = v
		}
		changed[tt.key] = tt.value
		assert.Equal(t, tt.code, c.call(moduleWrite, "ActCardMsgCallBack", changed).code, "%s %v", tt.key, tt.value)
	}
}
