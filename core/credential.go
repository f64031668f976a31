package core

import (
	"qqmusicpm/internal/small/time"
	"qqmusicpm/internal/wire"
)

// Credential is the login of one account (登录凭证). It is never put into
// errors, events or storage.
type Credential struct {
	// MusicID is the account number, 1 to 19 digits (musicid).
	MusicID string
	// MusicKey is the login key (musickey): Q_H_L_… for QQ accounts, W_X_… for WeChat accounts.
	MusicKey string
	// LoginType is the kind of login (登录类型): by default 1 when MusicKey starts with W_X, else 2. A given 0 is kept.
	LoginType Optional[int64]
	// CreateTime is when the key was issued, in Unix seconds, 0 when unknown.
	CreateTime int64
	// ExpiresIn is how long the key lives, in seconds, 0 when unknown.
	ExpiresIn int64
}

// wechatKey starts the login keys of WeChat accounts; the two login types follow from it (docs/protocol.md §2).
const wechatKey = "W_X"

const (
	loginTypeWechat = 1
	loginTypeQQ     = 2
)

// check puts the account number into plain digits and returns why no call can be made with the credential.
// The time is asked for when the credential has a lifetime alone: the host's clock is slow to read.
func (c *Credential) check(clock Clock) error {
	id, ok := wire.ParseInteger(c.MusicID)
	if c.MusicID != "" && (!ok || c.MusicID[0] == '-') {
		return invalidArgument("credential.musicid", "must be an account number: 1 to 19 digits, at most 9223372036854775807")
	}
	if id == 0 || c.MusicKey == "" {
		return &CredentialInvalidError{Fault{Message: "no login: musicid and musickey are both needed"}}
	}
	if c.CreateTime > 0 && c.ExpiresIn > 0 && int64(clock.Now()/time.Second)-c.ExpiresIn >= c.CreateTime {
		return &CredentialExpiredError{Fault{Message: expiredLogin}}
	}
	c.MusicID = digits(id)
	return nil
}

// startsWith is strings.HasPrefix: package strings would bring Unicode's tables into the WebAssembly module.
func startsWith(s, prefix string) bool { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }

func (c *Credential) loginType() int64 {
	switch {
	case c.LoginType.state == given:
		return c.LoginType.value
	case startsWith(c.MusicKey, wechatKey):
		return loginTypeWechat
	}
	return loginTypeQQ
}
