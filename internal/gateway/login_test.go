package gateway

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestLogin(t *testing.T) {
	_, c := play(t)
	for _, tt := range []struct {
		name, musicID, musicKey string
		code                    int64
	}{
		{"QQ sample account", qqAccount.MusicID, qqAccount.MusicKey, 0},
		{"WeChat sample account", weChatAccount.MusicID, weChatAccount.MusicKey, 0},
		{"any other account", "271828182", "whatever", 0},
		{"no musicid", "", "key", codeNoLogin},
		{"musicid 0", "0", "key", codeNoLogin},
		{"no musickey", qqAccount.MusicID, "", codeNoLogin},
		{"expired musickey", "271828182", "Q_H_L_expired", codeExpired},
		{"expired musickey of a sample account", qqAccount.MusicID, "Q_H_L_expired", codeExpired},
		{"wrong musickey of the QQ account", qqAccount.MusicID, "Q_H_L_other", codeWrongKey},
		{"wrong musickey of the WeChat account", weChatAccount.MusicID, qqAccount.MusicKey, codeWrongKey},
		{"sample account with zeros before its id", "0" + qqAccount.MusicID, "Q_H_L_other", codeWrongKey},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := c.as(Account{MusicID: tt.musicID, MusicKey: tt.musicKey}).call(moduleRead, "GetSafetyHint", obj{"encUin": "", "close": 0})
			assert.Equal(t, tt.code, got.code)
		})
	}
}

func TestSampleAccountsAreOfBothKinds(t *testing.T) {
	assert.Regexp(t, `^\d{10}$`, qqAccount.MusicID)
	assert.Regexp(t, `^Q_H_L_`, qqAccount.MusicKey)
	assert.Regexp(t, `^\d{19}$`, weChatAccount.MusicID)
	assert.Regexp(t, `^W_X_`, weChatAccount.MusicKey)
}
