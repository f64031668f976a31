package gateway

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var units = []string{"ms", "us", "zero", "negative", "huge"}

func TestTimes(t *testing.T) {
	created := noon.Add(-time.Hour)
	want := map[string]int64{"ms": created.UnixMilli(), "us": created.UnixMicro(), "zero": 0, "negative": -1, "huge": math.MaxInt64}
	for _, unit := range units {
		t.Run(unit, func(t *testing.T) {
			now := created
			g, c := playAt(t, &now)
			g.SetContrary(Contrary{Times: unit})
			sent := c.ok(moduleWrite, "SendMessageAsync", sendParam("123456", "在吗", nil))
			page := c.messages(obj{"user_id": "123456"})
			assert.Equal(t, want[unit], intAt(t, sent, "update_time"), "update_time")
			assert.Equal(t, want[unit], intAt(t, listOf(sent, "messages")[0], "time"), "time of what was sent")
			assert.Equal(t, want[unit], intAt(t, listOf(page, "messages")[0], "time"), "time in a page")
			assert.Equal(t, want[unit], intAt(t, page["session"].(obj)["new_msg"].(obj), "time"), "time of new_msg")
			assert.Equal(t, want[unit], intAt(t, page["session"].(obj), "create_time"), "create_time")
			assert.Equal(t, created.UnixMicro(), intAt(t, page["session"].(obj), "sort_time"), "sort_time is another switch")
		})
	}
}

func TestSortTimes(t *testing.T) {
	want := map[string]int64{"ms": noon.UnixMilli(), "us": noon.UnixMicro(), "zero": 0, "negative": -1, "huge": math.MaxInt64}
	for _, account := range SampleAccounts() {
		for _, unit := range units {
			t.Run(account.MusicID+" "+unit, func(t *testing.T) {
				now := noon
				g, c := playAt(t, &now)
				c = c.as(account)
				g.SetContrary(Contrary{SortTimes: unit})
				c.ok(moduleWrite, "SendMessageAsync", sendParam("123456", "在吗", nil))
				page := c.messages(obj{"user_id": "123456"})
				assert.Equal(t, want[unit], intAt(t, listOf(page, "messages")[0], "sort_time"), "of a message")
				assert.Equal(t, want[unit], intAt(t, page["session"].(obj), "sort_time"), "of a session")
				assert.Equal(t, noon.Unix(), intAt(t, listOf(page, "messages")[0], "time"), "time is another switch")
			})
		}
	}
}

func TestSessionsPageInEveryUnitOfSortTime(t *testing.T) {
	for _, unit := range units {
		t.Run(unit, func(t *testing.T) {
			g, c := play(t)
			c = c.as(weChatAccount)
			believed := idsOf(c.sessions("", 0, 100))
			g.SetContrary(Contrary{SortTimes: unit})
			var ids []any
			lastID, lastTime := "", any(0)
			for more := true; more; {
				page := c.sessions(lastID, lastTime, 7)
				list := listOf(page, "sessions")
				require.NotEmpty(t, list)
				ids = append(ids, idsOf(page)...)
				lastID, lastTime = list[len(list)-1]["session_id"].(string), list[len(list)-1]["sort_time"]
				more = page["has_more"] == json.Number("1")
			}
			assert.Equal(t, believed, ids)
		})
	}
}

func TestSessionCursorOfAnotherUnit(t *testing.T) {
	g, c := play(t)
	g.SetContrary(Contrary{SortTimes: "ms"})
	list := listOf(c.sessions("", 0, 5), "sessions")
	t.Run("is refused when nobody gave it", func(t *testing.T) {
		got := c.call(moduleRead, "GetSessionList", obj{"last_id": list[4]["session_id"], "order": 1, "size": 5, "last_time": 5, "from": 0})
		assert.EqualValues(t, codeBadParam, got.code)
	})
	t.Run("is a place without an id too", func(t *testing.T) {
		page := listOf(c.sessions("", list[3]["sort_time"], 5), "sessions")
		assert.Equal(t, list[4]["session_id"], page[0]["session_id"])
	})
	t.Run("holds when its session moved", func(t *testing.T) {
		cursor, after := list[3], list[4]
		c.ok(moduleWrite, "SendMessageAsync", sendParam(cursor["user"].(obj)["uin"].(string), "在吗", nil))
		page := listOf(c.sessions(cursor["session_id"].(string), cursor["sort_time"], 5), "sessions")
		assert.Equal(t, after["session_id"], page[0]["session_id"])
	})
	t.Run("leaves nothing out when all are equal", func(t *testing.T) {
		g.SetContrary(Contrary{SortTimes: "zero"})
		list := listOf(c.sessions("", 0, 3), "sessions")
		c.ok(moduleWrite, "SendMessageAsync", sendParam(list[2]["user"].(obj)["uin"].(string), "在吗", nil))
		page := listOf(c.sessions(list[2]["session_id"].(string), 0, 5), "sessions")
		assert.Equal(t, list[0]["session_id"], page[0]["session_id"], "it goes on where the session is now")
	})
}

// idsOf returns the ids of a page of sessions or messages.
func idsOf(page obj) (ids []any) {
	for _, s := range listOf(page, "sessions") {
		ids = append(ids, s["session_id"])
	}
	for _, m := range listOf(page, "messages") {
		ids = append(ids, m["id"])
	}
	return ids
}
