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
