package gateway

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// media is a meta_data with the fields that OddTypes changes.
const media = `{"content":"曲","Duration":7,"Size":9,"mine":{"Size":0}}`

// receive lets the newest sample session get a message, and returns the
// session as the list has it.
func receive(t *testing.T, g *Gateway, c *client, metaData string) obj {
	t.Helper()
	_, err := g.Deliver(Incoming{MusicID: c.account.MusicID, UserID: people()[0].user.Uin, MetaData: json.RawMessage(metaData)})
	require.NoError(t, err)
	return listOf(c.sessions("", 0, 1), "sessions")[0]
}

func TestOddTypes(t *testing.T) {
	g, c := contrarily(t, Contrary{OddTypes: true})
	session := receive(t, g, c, media)
	page := c.messages(obj{"session_id": session["session_id"], "size": 2})
	newest := listOf(page, "messages")[0]["meta_data"]
	for _, tt := range []struct {
		field     string
		got, want any
	}{
		{"Duration", newest.(obj)["Duration"], json.Number("12.5")},
		{"Size", newest.(obj)["Size"], json.Number(bigNumber)},
		{"a Size that is 0", newest.(obj)["mine"], obj{"Size": json.Number("0")}},
		{"new_msg", session["new_msg"].(obj)["meta_data"], newest},
		{"Attach", page["Attach"], []any{}},
		{"PatMap", page["PatMap"], ""},
		{"end_msg_seq", page["end_msg_seq"], json.Number(bigNumber)},
		{"create_time", session["create_time"], json.Number(bigNumber)},
		{"Ext has an object", session["Ext"].(obj)["nested"].(obj)["level"], json.Number("1")},
		{"Ext has its texts", session["Ext"].(obj)["relation"], "0"},
	} {
		t.Run(tt.field, func(t *testing.T) { assert.Equal(t, tt.want, tt.got) })
	}
	t.Run("entries", func(t *testing.T) {
		entries := c.ok(moduleRead, "GetEntries", obj{"Scence": []any{1}})
		assert.NotContains(t, listOf(entries["Entries"].(obj), "1")[0]["Ext"], "nested", "their Ext is as believed")
	})
}

func TestTextMeta(t *testing.T) {
	g, c := contrarily(t, Contrary{TextMeta: true})
	session := receive(t, g, c, media)
	sent := c.ok(moduleWrite, "SendMessageAsync", sendParam(people()[1].user.Uin, "<在>", nil))
	without := sendParam(people()[1].user.Uin, "", nil)
	delete(without, "meta_data")
	for _, tt := range []struct {
		name, want string
		message    obj
	}{
		{"page", media, listOf(c.messages(obj{"session_id": session["session_id"], "size": 1}), "messages")[0]},
		{"new_msg", media, session["new_msg"].(obj)},
		{"sent", `{"content":"<在>"}`, listOf(sent, "messages")[0]},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text, ok := tt.message["meta_data"].(string)
			require.True(t, ok, "%v", tt.message["meta_data"])
			assert.JSONEq(t, tt.want, text)
		})
	}
	t.Run("none", func(t *testing.T) {
		assert.Nil(t, listOf(c.ok(moduleWrite, "SendMessageAsync", without), "messages")[0]["meta_data"])
	})
	t.Run("of odd types", func(t *testing.T) {
		g.SetContrary(Contrary{TextMeta: true, OddTypes: true})
		newest := listOf(c.messages(obj{"session_id": session["session_id"], "size": 1}), "messages")[0]
		assert.Contains(t, newest["meta_data"], `"Duration":12.5`)
	})
}

func TestOtherTypes(t *testing.T) {
	g, c := contrarily(t, Contrary{OtherTypes: true})
	typesOf := func(page obj) (types []int64) {
		for _, m := range listOf(page, "messages") {
			types = append(types, intAt(t, m, "msg_type"))
		}
		return types
	}
	peer := people()[19].user // whose newest messages are media
	of := obj{"user_id": peer.Uin, "size": len(mediaLines)}
	before := c.messages(of)
	t.Run("in pages", func(t *testing.T) {
		assert.Equal(t, []int64{102, 106, 105, 100, 103, 102}, typesOf(before))
	})
	t.Run("as new_msg", func(t *testing.T) {
		assert.EqualValues(t, 102, intAt(t, before["session"].(obj)["new_msg"].(obj), "msg_type"))
	})
	t.Run("media keep their address", func(t *testing.T) {
		for _, session := range listOf(c.sessions("", 0, 100), "sessions") {
			for _, m := range listOf(c.messages(obj{"session_id": session["session_id"], "size": 100}), "messages") {
				if isMedia(intAt(t, m, "msg_type") - 100) {
					require.NotEmpty(t, m["meta_data"].(obj)["pic"], "%v", m)
				}
			}
		}
	})
	t.Run("in details", func(t *testing.T) {
		picture := listOf(before, "messages")[0]["id"].(string)
		details := c.signedCall(moduleRead, "GetMsgDetails", obj{"SessionID": before["session"].(obj)["session_id"], "MsgIDs": []any{picture}})
		require.Contains(t, details.data["MsgIDs"], picture)
		assert.EqualValues(t, 102, intAt(t, details.data["MsgIDs"].(obj)[picture].(obj), "msg_type"))
	})
	t.Run("a text that is sent", func(t *testing.T) {
		sent := c.ok(moduleWrite, "SendMessageAsync", sendParam(peer.Uin, "好看", nil))
		assert.Equal(t, []int64{100}, typesOf(sent))
		g.SetContrary(Contrary{})
		assert.Equal(t, []int64{0, typePicture}, typesOf(c.messages(obj{"user_id": peer.Uin, "size": 2})), "it is stored as believed")
	})
	t.Run("a card is confirmed with the type it was shown with", func(t *testing.T) {
		g.SetContrary(Contrary{OtherTypes: true})
		session, card := sampleOf(t, c, typeCard+100, func(obj) bool { return true })
		param := obj{"target_user_id": session["user"].(obj)["uin"], "msg_type": typeCard + 100, "confirm": 1, "msg_id": card["id"]}
		c.ok(moduleWrite, "ActCardMsgCallBack", param)
	})
}
