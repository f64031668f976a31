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
func checkLogin(c comm) (int64, *refusal) {
	id, err := strconv.ParseInt(c.text("qq"), 10, 64)
	key := c.text("authst")
	if err != nil || id == 0 || key == "" {
		return 0, refuse(codeNoLogin, "no login")
	}
	if strings.Contains(key, "expired") {
		return 0, refuse(codeExpired, "login has expired")
	}
	for _, a := range SampleAccounts() {
		if a.MusicID == strconv.FormatInt(id, 10) && a.MusicKey != key {
			return 0, refuse(codeWrongKey, "wrong key")
		}
	}
	return id, nil
}

// getSession issues the uid and sid that later requests carry (docs/protocol.md §3). It
// wants no login, as public clients ask for it without one. The uid is a
// string for 19-digit accounts and a number for all others, since both occur.
func getSession(c comm, p params) any {
	id, _ := strconv.ParseInt(c.text("qq"), 10, 64)
	number := 700_000_000_000 + id%99_999_999_999
	var uid any = number
	if id > maxSafe {
		uid = strconv.FormatInt(number, 10)
	}
	return map[string]any{"session": map[string]any{
		"uid":  uid,
		"sid":  "2026" + strconv.FormatInt(number, 36) + strconv.Itoa(len(p.text("uid"))),
		"vkey": strings.Repeat("0", 8),
	}}
}

// maxSafe is the largest integer that a JavaScript number holds exactly.
const maxSafe = 1<<53 - 1
