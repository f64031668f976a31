package gateway

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestLoginPause(t *testing.T) {
	sample := func(key string) Account { return Account{MusicID: qqAccount.MusicID, MusicKey: key, LoginType: 2} }
	madeUp := func(key string) Account { return Account{MusicID: "7777777", MusicKey: key, LoginType: 2} }
	page := obj{"msg": "", "feedbackURL": loginPage}
	for _, tt := range []struct {
		name, mode string
		account    Account
		code       int64
		data       obj // nil: any
	}{
		{"with a page", "page", qqAccount, codeRateLimit, page},
		{"bare", "bare", qqAccount, codeRateLimit, obj{"msg": ""}},
		{"made-up account", "page", madeUp("Q_H_L_a"), codeRateLimit, page},
		{"renewed", "page", sample("Q_H_L_renewed"), 0, nil},
		{"renewed, bare", "bare", sample("Q_H_L_renewed"), 0, nil},
		{"made-up account, renewed", "page", madeUp("Q_H_L_renewed2"), 0, nil},
		{"renewed where no login pauses", "", sample("Q_H_L_renewed"), codeWrongKey, nil},
		{"wrong key", "page", sample("Q_H_L_a"), codeWrongKey, nil},
		{"expired", "page", sample("Q_H_L_expired_renewed"), codeExpired, nil},
		{"no login", "page", Account{}, codeNoLogin, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, c := contrarily(t, Contrary{LoginPause: tt.mode})
			got := c.as(tt.account).call(moduleRead, "GetConfig", obj{"config_type": 1, "config_value_str": ""})
			assert.Equal(t, tt.code, got.code)
			if tt.data != nil {
				assert.Equal(t, tt.data, got.data)
			}
		})
	}
	t.Run("GetSession", func(t *testing.T) {
		_, c := contrarily(t, Contrary{LoginPause: "page"})
		assert.Zero(t, c.call(moduleSession, methodSession, firstSession(0)).code, "wants no login")
	})
}

func TestKeyRequests(t *testing.T) {
	config := req(moduleRead, "GetConfig", obj{"config_type": 1, "config_value_str": ""})
	// codes are those of each call of so many requests.
	codes := func(c *client, requests int) (codes []int64) {
		for range requests {
			_, body := c.post(UnsignedPath, c.body(config, config))
			for _, child := range c.read(body).children {
				codes = append(codes, child.code)
			}
		}
		return codes
	}
	worn := []int64{0, 0, 0, 0, codeExpired, codeExpired}
	g, c := playWith(t, Options{Contrary: Contrary{KeyRequests: 2}})
	for _, tt := range []struct {
		name   string
		before func()
		client *client
		want   []int64
	}{
		{"a key wears out by requests, not by calls", func() {}, c, worn},
		{"another key has its own count", func() {}, c.as(weChatAccount), worn},
		{"the switch is set anew", func() { g.SetContrary(Contrary{KeyRequests: 2}) }, c, worn},
		{"the reset", func() { g.Reset() }, c, worn},
		{"the switch is off", func() { g.SetContrary(Contrary{}) }, c, make([]int64, 6)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.before()
			assert.Equal(t, tt.want, codes(tt.client, 3))
		})
	}
	t.Run("requests without a login do not count", func(t *testing.T) {
		g.SetContrary(Contrary{KeyRequests: 2})
		codes(c.as(Account{}), 3)
		assert.Equal(t, worn, codes(c, 3))
	})
}
