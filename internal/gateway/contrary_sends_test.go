package gateway

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// textsWith returns the texts of the newest messages with a user, newest first.
func textsWith(c *client, userID string) (texts []any) {
	for _, m := range listOf(c.messages(obj{"user_id": userID, "size": 3}), "messages") {
		texts = append(texts, m["meta_data"].(obj)["content"])
	}
	return texts
}

func TestSends(t *testing.T) {
	for _, tt := range []struct {
		sends   string
		answers string
		stored  bool
	}{
		{"empty", `{}`, true},
		{"tips", `{"tips":"消息已提交"}`, true},
		{"updateTime", `{"update_time":1773489600000}`, true},
		{"later", `{}`, false},
		{"never", `{}`, false},
	} {
		for to, userID := range map[string]string{"someone known": people()[4].user.Uin, "someone new": "123456"} {
			t.Run(tt.sends+" to "+to, func(t *testing.T) {
				now := noon
				g, c := playAt(t, &now)
				before := listOf(c.sessions("", 0, 100), "sessions")
				g.SetContrary(Contrary{Sends: tt.sends})
				_, body := c.post(UnsignedPath, c.body(req(moduleWrite, "SendMessageAsync", sendParam(userID, "在吗", nil))))
				var answer struct {
					Call struct{ Data json.RawMessage } `json:"req_0"`
				}
				require.NoError(t, json.Unmarshal(body, &answer))
				assert.JSONEq(t, tt.answers, string(answer.Call.Data))
				list := listOf(c.sessions("", 0, 100), "sessions")
				texts := textsWith(c, userID)
				if tt.stored {
					assert.Equal(t, "在吗", texts[0])
					assert.Equal(t, "在吗", list[0]["new_msg"].(obj)["meta_data"].(obj)["content"])
				} else {
					assert.NotContains(t, texts, "在吗")
					assert.Equal(t, before, list, "the list is as it was")
				}
			})
		}
	}
}

func TestSendThatIsRefused(t *testing.T) {
	_, c := contrarily(t, Contrary{Sends: "refused"})
	for name, tt := range map[string]struct {
		param obj
		code  int64
	}{
		"like any":       {sendParam("123456", "在吗", nil), codeContrary},
		"with no target": {sendParam("", "在吗", nil), codeBadParam},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, tt.code, c.call(moduleWrite, "SendMessageAsync", tt.param).code)
		})
	}
	assert.Nil(t, c.messages(obj{"user_id": "123456"})["session"], "no session is made")
}

func TestSendWhoseMessageSaysThatItFailed(t *testing.T) {
	for to, userID := range map[string]string{"someone known": people()[4].user.Uin, "someone new": "123456"} {
		t.Run(to, func(t *testing.T) {
			now := noon
			g, c := playAt(t, &now)
			session := c.messages(obj{"user_id": userID})["session"] // nil for someone new
			before := listOf(c.sessions("", 0, 100), "sessions")
			g.SetContrary(Contrary{Sends: "result"})
			m := listOf(c.ok(moduleWrite, "SendMessageAsync", sendParam(userID, "在吗", obj{"client_key": "k"})), "messages")[0]
			assert.EqualValues(t, 1, intAt(t, m, "result"))
			assert.NotEmpty(t, m["tips"])
			assert.Equal(t, "k", m["client_key"])
			assert.Equal(t, before, listOf(c.sessions("", 0, 100), "sessions"), "the list is as it was")
			assert.NotContains(t, textsWith(c, userID), "在吗")
			assert.Equal(t, session, c.messages(obj{"user_id": userID})["session"], "no session is made")
			g.SetContrary(Contrary{})
			again := listOf(c.ok(moduleWrite, "SendMessageAsync", sendParam(userID, "在吗", obj{"client_key": "k"})), "messages")[0]
			assert.NotEqual(t, m["id"], again["id"], "a new message has a new id")
		})
	}
}

func TestLateMessageArrivesAfterTwoMoreReads(t *testing.T) {
	for to, userID := range map[string]string{"someone known": people()[4].user.Uin, "someone new": "123456"} {
		t.Run(to, func(t *testing.T) {
			_, c := contrarily(t, Contrary{Sends: "later"})
			newest := func() any {
				m, _ := listOf(c.sessions("", 0, 1), "sessions")[0]["new_msg"].(obj)
				return m["meta_data"].(obj)["content"]
			}
			for range 2 { // the second time the client is not sure
				c.ok(moduleWrite, "SendMessageAsync", sendParam(userID, "在吗", obj{"client_key": "k"}))
			}
			textsWith(c, people()[0].user.Uin) // another conversation does not count
			assert.NotContains(t, textsWith(c, userID), "在吗", "first read")
			assert.NotEqual(t, "在吗", newest(), "after one read")
			assert.NotContains(t, textsWith(c, userID), "在吗", "second read")
			assert.Equal(t, "在吗", newest(), "after two reads")
			texts := textsWith(c, userID)
			assert.Equal(t, "在吗", texts[0], "third read")
			assert.NotContains(t, texts[1:], "在吗", "once")
		})
	}
}

func TestLateMessageGoesWithTheConversationThatIsCleared(t *testing.T) {
	_, c := contrarily(t, Contrary{Sends: "later"})
	session := listOf(c.sessions("", 0, 1), "sessions")[0]
	uin := session["user"].(obj)["uin"].(string)
	c.ok(moduleWrite, "SendMessageAsync", sendParam(uin, "在吗", nil))
	c.ok(moduleWrite, "ClearSession", obj{"session_id": session["session_id"], "super_msg_flag": 0})
	for range 3 {
		assert.Empty(t, textsWith(c, uin))
	}
}

func TestSuperMessageToSomeoneNewMakesNoSession(t *testing.T) {
	_, c := play(t)
	assert.EqualValues(t, codeNotFound, c.call(moduleWrite, "StarSendSuperMsg", sendParam("123456", "x", nil)).code)
	assert.Nil(t, c.messages(obj{"user_id": "123456"})["session"])
}
