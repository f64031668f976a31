package gateway

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// pages walks the session list as a client does and returns the ids seen.
func pages(t *testing.T, c *client, size int) (ids []string, count int) {
	t.Helper()
	lastID, lastTime := "", any(0)
	for {
		page := c.sessions(lastID, lastTime, size)
		count++
		list := listOf(page, "sessions")
		require.NotEmpty(t, list, "after %d", len(ids))
		for _, s := range list {
			ids = append(ids, s["session_id"].(string))
		}
		if page["has_more"] != json.Number("1") {
			return ids, count
		}
		last := list[len(list)-1]
		lastID, lastTime = last["session_id"].(string), last["sort_time"]
	}
}

func TestSessionListPagesThroughEverySessionOnce(t *testing.T) {
	for _, account := range append(SampleAccounts(), Account{MusicID: "31415926", MusicKey: "any", LoginType: 2}) {
		t.Run(account.MusicID, func(t *testing.T) {
			_, c := play(t)
			ids, count := pages(t, c.as(account), 20)
			assert.Len(t, ids, len(sampleTalks))
			assert.Equal(t, 3, count)
			seen := map[string]bool{}
			for _, id := range ids {
				assert.False(t, seen[id], "%s comes twice", id)
				seen[id] = true
			}
		})
	}
}

func TestSessionListIsNewestFirst(t *testing.T) {
	_, c := play(t)
	list := listOf(c.sessions("", 0, 100), "sessions")
	require.GreaterOrEqual(t, len(list), 40)
	for i := 1; i < len(list); i++ {
		assert.Greater(t, intAt(t, list[i-1], "sort_time"), intAt(t, list[i], "sort_time"))
	}
}

func listParam(more obj) obj {
	param := obj{"last_id": "", "order": 1, "size": 20, "last_time": 0, "from": 0}
	for key, v := range more {
		param[key] = v
	}
	return param
}

func TestSessionListSizes(t *testing.T) {
	_, c := play(t)
	all := len(sampleTalks)
	for _, tt := range []struct{ size, want int }{
		{1, 1}, {20, 20}, {0, defaultSessions}, {-5, defaultSessions}, {maxPage, all}, {2147483647, all},
	} {
		page := c.sessions("", 0, tt.size)
		assert.Len(t, page["sessions"], tt.want, "size %d", tt.size)
		assert.Equal(t, tt.want < all, page["has_more"] == json.Number("1"), "size %d", tt.size)
	}
}

func TestSessionCursor(t *testing.T) {
	_, c := play(t)
	c = c.as(weChatAccount)
	first := listOf(c.sessions("", 0, 2), "sessions")
	last := first[1]
	id, at := last["session_id"], last["sort_time"].(json.Number)
	rounded, err := at.Float64()
	require.NoError(t, err)
	require.NotEqual(t, int64(rounded), intAt(t, last, "sort_time"), "a double would lose digits of %s", at)
	for _, tt := range []struct {
		name    string
		id      any
		time    any
		refused string
	}{
		{"as the page ended", id, at, ""},
		{"time rounded to a double", id, int64(rounded), "last_time"},
		{"time left at 0", id, 0, "last_time"},
		{"unknown id", "nobody", at, "last_id"},
		{"time alone", "", at, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := c.call(moduleRead, "GetSessionList", listParam(obj{"last_id": tt.id, "last_time": tt.time, "FansFlag": 1}))
			if tt.refused != "" {
				assert.EqualValues(t, codeBadParam, got.code)
				assert.Contains(t, got.data["msg"], tt.refused)
				return
			}
			require.Zero(t, got.code, "%v", got.data)
			for _, s := range listOf(got.data, "sessions") {
				assert.Less(t, intAt(t, s, "sort_time"), intAt(t, last, "sort_time"))
			}
		})
	}
}

func TestSessionCursorHoldsWhenItsSessionMovesOrGoes(t *testing.T) {
	_, c := play(t)
	list := listOf(c.sessions("", 0, 4), "sessions")
	second, third := list[1], list[2]
	c.ok(moduleWrite, "SendMessageAsync", sendParam(second["user"].(obj)["uin"].(string), "移到最前", nil))
	page := listOf(c.sessions(second["session_id"].(string), second["sort_time"], 1), "sessions")
	assert.Equal(t, third["session_id"], page[0]["session_id"])

	c.ok(moduleWrite, "DeleteSession", obj{"session_id": third["session_id"], "super_msg_flag": 0})
	page = listOf(c.sessions(third["session_id"].(string), third["sort_time"], 1), "sessions")
	assert.Equal(t, list[3]["session_id"], page[0]["session_id"])
}

func TestSessionFilters(t *testing.T) {
	_, c := play(t)
	super := people()[1].user
	count := func(more obj) int {
		param := listParam(more)
		param["size"] = 100
		return len(listOf(c.ok(moduleRead, "GetSessionList", param), "sessions"))
	}
	all := len(sampleTalks)
	assert.Equal(t, all, count(nil))
	assert.Equal(t, all, count(obj{"FansFlag": 1}))
	assert.Equal(t, all, count(obj{"FansFlag": 41111}))
	without, only := count(obj{"FansFlag": 0}), count(obj{"FansFlag": 2})
	assert.Positive(t, only)
	assert.Equal(t, all, without+only)
	assert.Equal(t, 1, count(obj{"EncryptFromUin": super.EncryptUin}))
	assert.Zero(t, count(obj{"EncryptFromUin": people()[0].user.EncryptUin}), "takes no super messages")
	got := c.call(moduleRead, "GetSessionList", listParam(obj{"EncryptFromUin": super.EncryptUin, "FansFlag": 1}))
	assert.EqualValues(t, codeBadParam, got.code, "the two exclude each other")
}

func TestUnreadCounts(t *testing.T) {
	_, c := play(t)
	page := c.sessions("", 0, 100)
	sum := int64(0)
	for _, s := range listOf(page, "sessions") {
		sum += intAt(t, s, "new_msg_cnt")
	}
	assert.Equal(t, sum, intAt(t, page, "new_msg_cnt"))
	first := listOf(page, "sessions")[0]
	require.EqualValues(t, 3, intAt(t, first, "new_msg_cnt"))

	newest := c.messages(obj{"session_id": first["session_id"], "size": 2})
	assert.Equal(t, sum-3, intAt(t, newest, "NewMsgCnt"), "loading the newest page marks a session read")
	assert.Equal(t, sum-3, intAt(t, c.sessions("", 0, 1), "new_msg_cnt"))

	c.ok(moduleWrite, "SetAllMsgMardRead", obj{"CmdFlag": 2, "EncryptUin": ""})
	assert.Equal(t, sum-3, intAt(t, c.sessions("", 0, 1), "new_msg_cnt"), "an unknown flag changes nothing")
	c.ok(moduleWrite, "SetAllMsgMardRead", obj{"CmdFlag": 1, "EncryptUin": people()[3].user.EncryptUin})
	assert.Zero(t, intAt(t, c.sessions("", 0, 1), "new_msg_cnt"), "EncryptUin does not narrow it")
}

func TestOlderPagesDoNotMarkRead(t *testing.T) {
	g, c := play(t)
	first := listOf(c.sessions("", 0, 1), "sessions")[0]
	page := listOf(c.messages(obj{"session_id": first["session_id"], "size": 1}), "messages")
	_, err := g.Deliver(Incoming{MusicID: qqAccount.MusicID, SessionID: first["session_id"].(string), Text: "新消息"})
	require.NoError(t, err)
	c.messages(obj{"session_id": first["session_id"], "last_id": page[0]["id"]})
	assert.EqualValues(t, 1, intAt(t, listOf(c.sessions("", 0, 1), "sessions")[0], "new_msg_cnt"))
}

func TestDeleteSession(t *testing.T) {
	_, c := play(t)
	first := listOf(c.sessions("", 0, 1), "sessions")[0]
	param := obj{"session_id": first["session_id"], "super_msg_flag": 0}
	c.ok(moduleWrite, "DeleteSession", param)
	ids, _ := pages(t, c, 20)
	assert.Len(t, ids, len(sampleTalks)-1)
	assert.NotContains(t, ids, first["session_id"])
	assert.EqualValues(t, codeNotFound, c.call(moduleWrite, "DeleteSession", param).code)
	assert.EqualValues(t, codeNotFound, c.call(moduleRead, "GetMessage", messageParam(obj{"session_id": first["session_id"]})).code)
}

func TestClearSession(t *testing.T) {
	_, c := play(t)
	first := listOf(c.sessions("", 0, 1), "sessions")[0]
	c.ok(moduleWrite, "ClearSession", obj{"session_id": first["session_id"], "super_msg_flag": 0})
	page := c.messages(obj{"session_id": first["session_id"]})
	assert.Empty(t, page["messages"])
	assert.Equal(t, json.Number("0"), page["has_more"])
	again := listOf(c.sessions("", 0, 1), "sessions")[0]
	assert.Equal(t, first["session_id"], again["session_id"], "it keeps its place")
	assert.Nil(t, again["new_msg"])
	assert.EqualValues(t, codeNotFound, c.call(moduleWrite, "ClearSession", obj{"session_id": "x", "super_msg_flag": 0}).code)
}
