package gateway

import (
	"encoding/json"
	"maps"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
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

func TestGetSessionIssuesUIDAsNumberOrString(t *testing.T) {
	_, c := play(t)
	param := obj{"uid": "", "vkey": 0, "caller": 0}
	for _, tt := range []struct {
		name    string
		account Account
		uid     any
	}{
		{"QQ account", qqAccount, json.Number("")},
		{"WeChat account", weChatAccount, ""},
		{"nobody", Account{}, json.Number("")},
		{"expired key, since it wants no login", Account{MusicID: "1", MusicKey: "expired"}, json.Number("")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			session := c.as(tt.account).ok(moduleSession, "GetSession", param)["session"].(obj)
			assert.IsType(t, tt.uid, session["uid"])
			assert.NotEmpty(t, session["sid"])
		})
	}
}

func TestCommOfTheVectorsIsAllowed(t *testing.T) {
	for _, v := range vectors[struct{ Comm comm }](t, "comm.json") {
		assert.Nil(t, checkComm(v.Comm), "%v", v.Comm)
	}
}

func TestCommIsStrict(t *testing.T) {
	full := func() obj {
		o := commOf(qqAccount)
		o["uid"], o["sid"] = "1", "2"
		return o
	}
	asComm := func(o obj) comm {
		raw, err := json.Marshal(o)
		require.NoError(t, err)
		var c comm
		require.NoError(t, json.Unmarshal(raw, &c))
		return c
	}
	require.Nil(t, checkComm(asComm(full())))
	for _, f := range commFields {
		o := full()
		o[f.name] = map[kind]any{text: 1, integer: "11"}[f.kind]
		if f.name == "cv" {
			o[f.name] = protocolVersion
		}
		assertNamesComm(t, f.name, checkComm(asComm(o)), "the wrong type")
		if f.value != "" && f.name != "cv" {
			o[f.name] = map[kind]any{text: "x", integer: 12}[f.kind]
			assertNamesComm(t, f.name, checkComm(asComm(o)), "another value")
		}
		o = full()
		delete(o, f.name)
		if f.need == always {
			assertNamesComm(t, f.name, checkComm(asComm(o)), "a missing key")
		} else {
			assert.Nil(t, checkComm(asComm(o)), "%s may be left out", f.name)
		}
		if f.need == nonEmpty {
			o[f.name] = ""
			assertNamesComm(t, f.name, checkComm(asComm(o)), "an empty value")
		}
	}
	for _, id := range []string{"-1", "+1", "12a", "1.5", "9223372036854775808"} {
		o := full()
		o["qq"] = id
		assertNamesComm(t, "qq", checkComm(asComm(o)), id)
	}
	more := maps.Clone(full())
	more["traceid"] = "x"
	assert.Nil(t, checkComm(asComm(more)), "unknown keys are let through")
}

// Newer public clients send every value of comm as a string.
func TestCommOfAnotherVersionIsReadForItsLogin(t *testing.T) {
	assert.Nil(t, checkComm(comm{"cv": json.RawMessage(`"20090008"`), "ct": json.RawMessage(`"11"`), "qq": json.RawMessage(`"1"`), "authst": json.RawMessage(`"k"`)}))
	assertNamesComm(t, "authst", checkComm(comm{"cv": json.RawMessage(`20090008`), "authst": json.RawMessage(`1`)}), "a number")
	assertNamesComm(t, "cv", checkComm(comm{}), "nothing")
}

func assertNamesComm(t *testing.T, key string, refused *refusal, what string) {
	t.Helper()
	if assert.NotNil(t, refused, "comm.%s: %s should be refused", key, what) {
		assert.EqualValues(t, codeBadComm, refused.code)
		assert.Contains(t, refused.msg, "comm."+key+":")
	}
}
