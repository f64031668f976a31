package gateway

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// someone returns the first sample person with a role.
func someone(t *testing.T, r role) *wireUser {
	t.Helper()
	for _, p := range people() {
		if p.role == r {
			return p.user
		}
	}
	require.Fail(t, "nobody has this role")
	return nil
}

func TestMusicianCard(t *testing.T) {
	_, c := play(t)
	card := c.ok(moduleCard, "GetMusicianCard", obj{"EncUin": someone(t, musician).EncryptUin})
	assert.Equal(t, someone(t, musician).EncryptUin, card["EncUin"])
	assert.Len(t, card["cards"], 2)
	assert.Greater(t, intAt(t, card, "SingerID"), int64(maxSafe))
	assert.Empty(t, c.ok(moduleCard, "GetMusicianCard", obj{"EncUin": someone(t, friend).EncryptUin}))
}

func TestChatEntries(t *testing.T) {
	_, c := play(t)
	got := c.ok(moduleRead, "GetEntries", obj{"Scence": []int{1, 2, 9}, "FromUserType": 0, "UserID": someone(t, friend).Uin, "Ext": obj{}})
	entries := got["Entries"].(obj)
	assert.Len(t, entries, 2, "an unknown scene has none")
	assert.Len(t, entries["1"], 3)
	assert.Equal(t, true, got["CanBeDazi"])
	got = c.ok(moduleRead, "GetEntries", obj{"Scence": []int{}})
	assert.Empty(t, got["Entries"])
	assert.Equal(t, false, got["CanBeDazi"])
}

func TestSafetyHintIsShownForStrangersUntilClosed(t *testing.T) {
	_, c := play(t)
	hint := func(user string, closed int) any {
		return c.ok(moduleRead, "GetSafetyHint", obj{"encUin": user, "close": closed})["hint"]
	}
	who := someone(t, stranger)
	assert.Empty(t, hint(someone(t, friend).EncryptUin, 0))
	assert.Empty(t, hint("nobody", 1))
	assert.NotEmpty(t, hint(who.EncryptUin, 0))
	assert.Empty(t, hint(who.EncryptUin, 1))
	assert.Empty(t, hint(who.Uin, 0), "closed for both forms of the id")
}

func TestBadgeIsForFriends(t *testing.T) {
	_, c := play(t)
	got := c.signedCall(moduleBadge, "GetFriendFloatingIcon", obj{"TargetEncuin": someone(t, friend).EncryptUin})
	require.Zero(t, got.code)
	assert.IsType(t, json.Number(""), got.data["Level"])
	got = c.signedCall(moduleBadge, "GetFriendFloatingIcon", obj{"TargetEncuin": someone(t, stranger).EncryptUin})
	assert.Empty(t, got.data)
}
