package gateway

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var hintCall = req(moduleRead, "GetSafetyHint", obj{"encUin": "", "close": 0})

// firstSession is the param that a first session is asked with.
func firstSession(caller int) obj { return obj{"uid": "", "vkey": 0, "caller": caller} }

// issued returns the uid, as comm holds it, and the sid of a GetSession.
func issued(t *testing.T, data obj) (uid, sid string) {
	t.Helper()
	session, ok := data["session"].(obj)
	require.True(t, ok, "%v", data)
	switch v := session["uid"].(type) {
	case json.Number:
		uid = v.String()
	case string:
		uid = v
	}
	sid, _ = session["sid"].(string)
	require.NotEmpty(t, uid)
	require.NotEmpty(t, sid)
	return uid, sid
}

// stateOf sends a call with a uid and sid, which must succeed, and returns
// what the log says of them.
func stateOf(g *Gateway, c *client, uid, sid string) string {
	c.t.Helper()
	got := c.saying(with(c.comm, obj{"uid": uid, "sid": sid})).send(c.saying(with(c.comm, obj{"uid": uid, "sid": sid})).body(hintCall), false)
	require.Zero(c.t, got.code)
	seen := g.Requests()
	return seen[len(seen)-1].Session
}

func TestSessionParamIsThatOfItsDialect(t *testing.T) {
	for _, tt := range []struct {
		comm   func(Account) obj
		uid    string
		caller int
		names  string
	}{
		{commOf, "", 0, ""},
		{commOf, "700000000001", 0, ""},
		{commOf, "", 2, "caller"},
		{commOf, "700000000001", 1, "caller"},
		{comm209At(noon), "", 2, ""},
		{comm209At(noon), "700000000001", 1, ""},
		{comm209At(noon), "", 0, "caller"},
		{comm209At(noon), "", 1, "caller"},
		{comm209At(noon), "700000000001", 2, "caller"},
		{comm209At(noon), "700000000001", 0, "caller"},
	} {
		_, c := play(t)
		got := c.as(Account{}).saying(tt.comm).call(moduleSession, methodSession, obj{"uid": tt.uid, "vkey": 0, "caller": tt.caller})
		if tt.names == "" {
			assert.Zero(t, got.code, "%v", got.data)
		} else {
			assert.EqualValues(t, codeBadParam, got.code)
			assert.Contains(t, got.data["msg"], tt.names+":")
		}
	}
	_, c := play(t)
	got := c.call(moduleSession, methodSession, obj{"uid": "", "vkey": 1, "caller": 0})
	assert.Contains(t, got.data["msg"], "vkey:")
}

func TestSessionOfDialect209IsAskedWithoutALogin(t *testing.T) {
	_, c := play(t)
	anonymous := with(comm209At(noon), nil)(Account{})
	for _, tt := range []struct {
		name    string
		members obj
	}{
		{"qq", obj{"qq": qqAccount.MusicID, "authst": qqAccount.MusicKey, "traceid": "10002_" + qqAccount.MusicID + "_" + unix(noon)}},
		{"uid", obj{"uid": "1", "sid": "2"}},
	} {
		asking := c.saying(with(func(Account) obj { return anonymous }, tt.members))
		_, answer := asking.post(UnsignedPath, asking.body(req(moduleSession, methodSession, firstSession(2))))
		assert.EqualValues(t, codeBadComm, c.read(answer).code, tt.name)
		assert.Contains(t, string(answer), "comm."+tt.name+": GetSession is asked without it")
		anonymous = comm209At(noon)(Account{})
	}
	got := c.as(Account{}).saying(comm209At(noon)).call(moduleSession, methodSession, firstSession(2))
	assert.Zero(t, got.code)
}

func TestUIDIsANumberOrAString(t *testing.T) {
	_, c := play(t)
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
			session := c.as(tt.account).ok(moduleSession, methodSession, firstSession(0))["session"].(obj)
			assert.IsType(t, tt.uid, session["uid"])
			assert.NotEmpty(t, session["sid"])
		})
	}
	t.Run("either for devices of dialect 20.9", func(t *testing.T) {
		kinds := map[bool]bool{}
		for i := range 16 {
			device := strings.Repeat(strconv.FormatInt(int64(i), 16), 32)
			comm := with(comm209At(noon), obj{"OpenUDID": device, "udid": device, "traceid": "10002_" + device + "_" + unix(noon)})
			session := c.as(Account{}).saying(comm).ok(moduleSession, methodSession, firstSession(2))["session"].(obj)
			_, isText := session["uid"].(string)
			kinds[isText] = true
		}
		assert.Len(t, kinds, 2)
	})
}

func TestSessionOfDialect209BelongsToTheDevice(t *testing.T) {
	g, c := play(t)
	c = c.saying(comm209At(noon))
	uid, sid := issued(t, c.as(Account{}).ok(moduleSession, methodSession, firstSession(2)))
	assert.Equal(t, SessionCurrent, stateOf(g, c, uid, sid))
	assert.Equal(t, SessionCurrent, stateOf(g, c.as(weChatAccount), uid, sid), "one for all accounts")
	const other = "ee65f53e9421ce50211670eae679f02e"
	assert.Equal(t, SessionUnknown, stateOf(g, c.saying(with(c.comm, obj{"OpenUDID": other, "udid": other})), uid, sid))
	assert.Equal(t, SessionUnknown, stateOf(g, c, "1", sid))
	assert.Equal(t, SessionUnknown, stateOf(g, c, uid, "9999999999"+sid[10:]))
	assert.Equal(t, SessionUnknown, stateOf(g, c, uid, "x"))
	assert.Zero(t, c.send(c.body(hintCall), false).code, "a call without uid and sid is answered")
	assert.Equal(t, SessionNone, g.Requests()[len(g.Requests())-1].Session)
}

func TestSessionOfDialect209IsGoodForADayInChina(t *testing.T) {
	now := time.Date(2026, 3, 14, 15, 59, 59, 0, time.UTC) // a second before midnight in China
	g, c := playAt(t, &now)
	comm := func(a Account) obj { return comm209At(now)(a) }
	c = c.saying(comm)
	uid, sid := issued(t, c.as(Account{}).ok(moduleSession, methodSession, firstSession(2)))
	assert.Equal(t, SessionCurrent, stateOf(g, c, uid, sid))
	now = now.Add(time.Second)
	assert.Equal(t, SessionRanOut, stateOf(g, c, uid, sid), "midnight in China")
	again, renewed := issued(t, c.as(Account{}).ok(moduleSession, methodSession, obj{"uid": uid, "vkey": 0, "caller": 1}))
	assert.Equal(t, uid, again, "the device keeps its uid")
	assert.NotEqual(t, sid, renewed)
	assert.Equal(t, SessionCurrent, stateOf(g, c, uid, renewed))
	now = now.Add(24*time.Hour - time.Second)
	assert.Equal(t, SessionCurrent, stateOf(g, c, uid, renewed))
	now = now.Add(time.Second)
	assert.Equal(t, SessionRanOut, stateOf(g, c, uid, renewed))
}

func TestSessionOfDialect149BelongsToTheAccountForADay(t *testing.T) {
	now := noon
	g, c := playAt(t, &now)
	uid, sid := issued(t, c.ok(moduleSession, methodSession, firstSession(0)))
	assert.Equal(t, SessionCurrent, stateOf(g, c, uid, sid))
	assert.Equal(t, SessionUnknown, stateOf(g, c.as(weChatAccount), uid, sid))
	assert.Equal(t, SessionUnknown, stateOf(g, c.saying(comm209At(now)), uid, sid), "of another dialect")
	now = noon.Add(86_399 * time.Second)
	assert.Equal(t, SessionCurrent, stateOf(g, c, uid, sid))
	now = noon.Add(86_400 * time.Second)
	assert.Equal(t, SessionRanOut, stateOf(g, c, uid, sid))
}
