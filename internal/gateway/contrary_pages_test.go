package gateway

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// short is a conversation of a few pages.
var short = obj{"user_id": people()[11].user.Uin}

// pagesOf reads short to its end, with the last message of a page as the
// cursor of the next unless last says another.
func pagesOf(t *testing.T, c *client, order int, last func(ids []any) any) (pages [][]any) {
	t.Helper()
	for param := (obj{"user_id": short["user_id"], "size": 5, "order": order}); ; {
		page := c.messages(param)
		ids := idsOf(page)
		require.NotEmpty(t, ids)
		pages = append(pages, ids)
		if page["has_more"] != json.Number("1") {
			return pages
		}
		param["last_id"] = last(ids)
	}
}

func lastOf(ids []any) any { return ids[len(ids)-1] }

func firstOf(ids []any) any { return ids[0] }

// turned is pages with the items of each in the opposite order.
func turned(pages [][]any) (out [][]any) {
	for _, page := range pages {
		page = slices.Clone(page)
		slices.Reverse(page)
		out = append(out, page)
	}
	return out
}

func TestOldestFirstAnswersTheSamePages(t *testing.T) {
	g, c := play(t)
	believed := pagesOf(t, c, 1, lastOf)
	g.SetContrary(Contrary{OldestFirst: true})
	assert.Equal(t, turned(believed), pagesOf(t, c, 1, firstOf))
}

func TestFromBeginning(t *testing.T) {
	g, c := play(t)
	believed := pagesOf(t, c, 1, lastOf)
	oldestFirst := slices.Concat(believed...)
	slices.Reverse(oldestFirst)
	fromBeginning := slices.Collect(slices.Chunk(oldestFirst, 5))
	for _, tt := range []struct {
		name     string
		contrary Contrary
		order    int
		last     func([]any) any
		want     [][]any
	}{
		{"order 1", Contrary{FromBeginning: true}, 1, lastOf, fromBeginning},
		{"order 0", Contrary{FromBeginning: true}, 0, lastOf, believed},
		{"order 1, oldest first", Contrary{FromBeginning: true, OldestFirst: true}, 1, lastOf, fromBeginning},
		{"order 0, oldest first", Contrary{FromBeginning: true, OldestFirst: true}, 0, firstOf, turned(believed)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g.SetContrary(tt.contrary)
			assert.Equal(t, tt.want, pagesOf(t, c, tt.order, tt.last))
		})
	}
	t.Run("a deleted message still serves as a cursor", func(t *testing.T) {
		g.SetContrary(Contrary{FromBeginning: true})
		require.NoError(t, g.Delete(Deletion{MusicID: c.account.MusicID, UserID: short["user_id"].(string), MessageID: fromBeginning[0][4].(string)}))
		page := c.messages(obj{"user_id": short["user_id"], "size": 5, "last_id": fromBeginning[0][4]})
		assert.Equal(t, fromBeginning[1], idsOf(page))
	})
}

func TestEqualTimes(t *testing.T) {
	for _, account := range SampleAccounts() {
		t.Run(account.MusicID, func(t *testing.T) {
			_, c := contrarily(t, Contrary{EqualTimes: true})
			c = c.as(account)
			c.ok(moduleWrite, "SendMessageAsync", sendParam(short["user_id"].(string), "在吗", nil))
			page := c.messages(short)
			session := page["session"].(obj)
			require.NotEmpty(t, idsOf(page))
			for _, m := range append(listOf(page, "messages"), session["new_msg"].(obj)) {
				assert.Equal(t, session["create_time"], m["time"])
				assert.Equal(t, listOf(page, "messages")[0]["sort_time"], m["sort_time"])
			}
			assert.NotEqual(t, listOf(page, "messages")[0]["sort_time"], session["sort_time"], "sessions keep theirs")
		})
	}
}

func TestNoSequence(t *testing.T) {
	_, c := contrarily(t, Contrary{NoSequence: true})
	sent := c.ok(moduleWrite, "SendMessageAsync", sendParam(short["user_id"].(string), "在吗", nil))
	page := c.messages(short)
	zero := json.Number("0")
	assert.Equal(t, zero, sent["end_msg_seq"])
	assert.Equal(t, zero, page["end_msg_seq"])
	for _, m := range slices.Concat(listOf(sent, "messages"), listOf(page, "messages"), []obj{page["session"].(obj)["new_msg"].(obj)}) {
		assert.Equal(t, zero, m["sequence"])
	}
}

func TestStaysUnread(t *testing.T) {
	_, c := contrarily(t, Contrary{StaysUnread: true})
	session := func() obj { return listOf(c.sessions("", 0, 1), "sessions")[0] }
	before := session()
	unread := before["new_msg_cnt"]
	require.NotEqual(t, json.Number("0"), unread)
	page := c.messages(obj{"session_id": before["session_id"]})
	assert.Equal(t, unread, page["session"].(obj)["new_msg_cnt"], "read")
	c.ok(moduleWrite, "SendMessageAsync", sendParam(before["user"].(obj)["uin"].(string), "在", nil))
	assert.Equal(t, unread, session()["new_msg_cnt"], "answered")
	c.ok(moduleWrite, "SetAllMsgMardRead", obj{"CmdFlag": 1, "EncryptUin": ""})
	assert.Equal(t, json.Number("0"), session()["new_msg_cnt"], "marked")
}
