package gateway

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// deleters are the two that can delete a message.
var deleters = map[string]func(c *client, session, id any){
	"the user": func(c *client, session, id any) {
		c.ok(moduleWrite, "DeleteMessage", obj{"session_id": session, "msg_id": id, "super_msg_flag": 0})
	},
	"the other side": func(c *client, session, id any) {
		body, err := json.Marshal(obj{"musicid": c.account.MusicID, "sessionId": session, "messageId": id})
		require.NoError(c.t, err)
		status, answer := c.control(http.MethodPost, "deleted", string(body))
		require.Equal(c.t, http.StatusOK, status, answer)
		assert.JSONEq(c.t, `{}`, answer)
	},
}

func TestHusks(t *testing.T) {
	for _, tt := range []struct{ husks, marked, other string }{
		{"state", "state", "show_type"},
		{"showType", "show_type", "state"},
	} {
		for who, remove := range deleters {
			t.Run(tt.husks+" by "+who, func(t *testing.T) {
				_, c := contrarily(t, Contrary{Husks: tt.husks})
				session := listOf(c.sessions("", 0, 1), "sessions")[0]["session_id"]
				before := c.messages(obj{"session_id": session, "size": 3})
				newest := listOf(before, "messages")[0]
				remove(c, session, newest["id"])
				after := c.messages(obj{"session_id": session, "size": 3})
				husk := listOf(after, "messages")[0]
				assert.Equal(t, idsOf(before), idsOf(after), "it stays in its place")
				assert.Equal(t, obj{}, husk["meta_data"])
				assert.EqualValues(t, 2, intAt(t, husk, tt.marked))
				assert.Zero(t, intAt(t, husk, tt.other))
				assert.Equal(t, newest["from_user"], husk["from_user"])
				assert.Equal(t, husk, listOf(c.sessions("", 0, 1), "sessions")[0]["new_msg"])
			})
		}
	}
	t.Run("are not deleted again", func(t *testing.T) {
		g, c := contrarily(t, Contrary{Husks: "state"})
		session := listOf(c.sessions("", 0, 1), "sessions")[0]
		d := Deletion{MusicID: c.account.MusicID, SessionID: session["session_id"].(string), MessageID: session["new_msg"].(obj)["id"].(string)}
		require.NoError(t, g.Delete(d))
		assert.ErrorContains(t, g.Delete(d), "no message")
	})
}

func TestMessageThatTheOtherSideDeletesIsGone(t *testing.T) {
	g, c := play(t)
	session := listOf(c.sessions("", 0, 1), "sessions")[0]
	before := idsOf(c.messages(obj{"session_id": session["session_id"], "size": 3}))
	uin := session["user"].(obj)["uin"].(string)
	require.NoError(t, g.Delete(Deletion{MusicID: c.account.MusicID, UserID: uin, MessageID: before[0].(string)}))
	assert.Equal(t, before[1:], idsOf(c.messages(obj{"session_id": session["session_id"], "size": 2})))
}

func TestDeletionOfWhatIsNotThere(t *testing.T) {
	_, c := play(t)
	for body, says := range map[string]string{
		`{"musicid":"x","userId":"1","messageId":"1"}`:            "musicid",
		`{"musicid":"1","messageId":"1"}`:                         "no session",
		`{"musicid":"1","sessionId":"nowhere","messageId":"1"}`:   "nowhere",
		`{"musicid":"1","userId":"1000000"}`:                      "no session",
		`{"musicid":"1","userId":"1048272000","messageId":"404"}`: "404",
		`{"musicid":"1","message":"1"}`:                           "unknown field",
	} {
		status, answer := c.control(http.MethodPost, "deleted", body)
		assert.Equal(t, http.StatusBadRequest, status, body)
		assert.Contains(t, answer, says)
	}
}
