package gateway

import (
	"strconv"
	"strings"
)

// Account is a fictional account to sign in with.
type Account struct {
	// MusicID is the account's id in digits: a string, since WeChat ids have 19.
	MusicID string `json:"musicid"`
	// MusicKey is the login ticket; it opens nothing outside the simulator.
	MusicKey string `json:"musickey"`
	// LoginType is 1 for a WeChat account and 2 for a QQ one.
	LoginType int `json:"loginType"`
	// Nick is the account's own nickname.
	Nick string `json:"nick"`
}

// SampleAccounts returns the accounts whose key is checked: a QQ one and a
// 19-digit WeChat one. Any other well-formed credential is let in too, and gets
// an inbox of its own with the same sample data.
func SampleAccounts() []Account {
	return []Account{
		{MusicID: "2837461905", MusicKey: "Q_H_L_sample0key0of0the0simulator", LoginType: 2, Nick: "听雨的猫"},
		{MusicID: "1152921504606846999", MusicKey: "W_X_sample0key0of0the0simulator", LoginType: 1, Nick: "北纬三十度"},
	}
}

// checkLogin returns the account that comm signs in, or why it does not.
func checkLogin(c comm, contrary Contrary, keyEnded bool) (int64, *refusal) {
	id, err := strconv.ParseInt(c.text("qq"), 10, 64)
	key := c.text("authst")
	if err != nil || id == 0 || key == "" {
		return 0, refuse(codeNoLogin, "no login")
	}
	if keyEnded || strings.Contains(key, "expired") {
		return 0, refuse(codeExpired, "login has expired")
	}
	if contrary.LoginPause != "" && strings.Contains(key, "renewed") {
		return id, nil
	}
	for _, a := range SampleAccounts() {
		if a.MusicID == strconv.FormatInt(id, 10) && a.MusicKey != key {
			return 0, refuse(codeWrongKey, "wrong key")
		}
	}
	if err := contrary.wantsNewLogin(); err != nil {
		return 0, err
	}
	return id, nil
}

// maxSafe is the largest integer that a JavaScript number holds exactly.
const maxSafe = 1<<53 - 1
