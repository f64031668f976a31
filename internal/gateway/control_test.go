package gateway

import (
	"encoding/json"
	"image/png"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestControlAnswersItsOwnOriginOnly(t *testing.T) {
	_, c := play(t)
	for origin, want := range map[string]int{
		"":                       http.StatusOK,
		c.url:                    http.StatusOK,
		"https://evil.example":   http.StatusForbidden,
		"null":                   http.StatusForbidden,
		"http://127.0.0.1":       http.StatusForbidden,
		"chrome-extension://abc": http.StatusForbidden,
	} {
		headers := []string{}
		if origin != "" {
			headers = []string{"Origin", origin}
		}
		status, _ := c.control(http.MethodPost, "reset", "", headers...)
		assert.Equal(t, want, status, "Origin %q", origin)
	}
}

func TestControlRefusesWhatItDoesNotKnow(t *testing.T) {
	_, c := play(t)
	for _, tt := range []struct {
		method, name, body string
		status             int
	}{
		{http.MethodGet, "", "", http.StatusNotFound},
		{http.MethodGet, "reset", "", http.StatusNotFound},
		{http.MethodPost, "accounts", "", http.StatusNotFound},
		{http.MethodPost, "media/a.svg", "", http.StatusNotFound},
		{http.MethodPost, "faults", "", http.StatusBadRequest},
		{http.MethodPost, "faults", `{"faults":[{"kind":"status","stauts":500}]}`, http.StatusBadRequest},
		{http.MethodPost, "faults", `{"faults":[{"kind":"earthquake"}]}`, http.StatusBadRequest},
		{http.MethodPost, "incoming", `{"musicid":"x","userId":"1"}`, http.StatusBadRequest},
		{http.MethodPost, "incoming", `{"musicid":"1"}`, http.StatusBadRequest},
		{http.MethodPost, "incoming", `{"musicid":"1","sessionId":"nowhere"}`, http.StatusBadRequest},
	} {
		status, _ := c.control(tt.method, tt.name, tt.body)
		assert.Equal(t, tt.status, status, "%s %s %s", tt.method, tt.name, tt.body)
	}
}

func TestControlAccounts(t *testing.T) {
	_, c := play(t)
	_, body := c.control(http.MethodGet, "accounts", "")
	var got []Account
	require.NoError(t, json.Unmarshal([]byte(body), &got))
	assert.Equal(t, SampleAccounts(), got)
}

func TestControlFaults(t *testing.T) {
	_, c := play(t)
	_, body := c.control(http.MethodPost, "faults", `{"faults":[{"kind":"status","status":429,"retryAfter":"1","times":2},{"kind":"empty"}]}`)
	const waiting = `{"faults":[{"kind":"status","status":429,"retryAfter":"1","times":2},{"kind":"empty","times":1}]}`
	assert.JSONEq(t, waiting, body)
	_, body = c.control(http.MethodGet, "faults", "")
	assert.JSONEq(t, waiting, body)
	status, _ := c.post(UnsignedPath, []byte("{}"))
	assert.Equal(t, http.StatusTooManyRequests, status)
	c.control(http.MethodDelete, "faults", "")
	_, body = c.control(http.MethodGet, "faults", "")
	assert.JSONEq(t, `{"faults":[]}`, body)
}

func TestControlIncoming(t *testing.T) {
	_, c := play(t)
	before := listOf(c.sessions("", 0, 3), "sessions")
	third := before[2]
	status, body := c.control(http.MethodPost, "incoming", `{"musicid":"`+qqAccount.MusicID+`","sessionId":"`+third["session_id"].(string)+`","text":"新消息来了"}`)
	require.Equal(t, http.StatusOK, status, body)
	var got Delivered
	require.NoError(t, json.Unmarshal([]byte(body), &got))

	top := listOf(c.sessions("", 0, 1), "sessions")[0]
	assert.Equal(t, third["session_id"], top["session_id"])
	assert.Equal(t, got.SessionID, top["session_id"])
	assert.Equal(t, got.MessageID, top["new_msg"].(obj)["id"])
	assert.Equal(t, intAt(t, third, "new_msg_cnt")+1, intAt(t, top, "new_msg_cnt"))
	newest := listOf(c.messages(obj{"session_id": third["session_id"]}), "messages")[0]
	assert.Equal(t, obj{"content": "新消息来了"}, newest["meta_data"])
	assert.Equal(t, third["user"].(obj)["uin"], newest["from_user"].(obj)["uin"])

	c.control(http.MethodPost, "incoming", `{"musicid":"`+qqAccount.MusicID+`","userId":"99887766","msgType":2,"metaData":{"pic":"/x.png","width":1}}`)
	top = listOf(c.sessions("", 0, 1), "sessions")[0]
	assert.Equal(t, "99887766", top["user"].(obj)["uin"])
	assert.Equal(t, obj{"pic": "/x.png", "width": json.Number("1")}, top["new_msg"].(obj)["meta_data"])
}

func TestControlResetForgetsEverything(t *testing.T) {
	g, c := play(t)
	c.ok(moduleWrite, "SetConfig", obj{"config_type": 5, "config_value_str": "后来"})
	c.ok(moduleWrite, "DeleteSession", obj{"session_id": listOf(c.sessions("", 0, 1), "sessions")[0]["session_id"], "super_msg_flag": 0})
	g.Inject(Fault{Kind: FaultStatus})
	c.control(http.MethodPost, "reset", "")
	assert.Empty(t, g.Requests())
	assert.NotEqual(t, "后来", c.ok(moduleRead, "GetConfig", obj{"config_type": 5, "config_value_str": ""})["config_value_str"])
	ids, _ := pages(t, c, 20)
	assert.Len(t, ids, len(sampleTalks))
}

func TestControlRequests(t *testing.T) {
	_, c := play(t)
	c.control(http.MethodPost, "faults", `{"faults":[{"kind":"outer","skip":1}]}`)
	body := c.body(req(moduleRead, "GetConfig", obj{"config_type": 1, "config_value_str": "秘密"}), req(moduleRead, "GetEntries", obj{"Scence": []int{1}}))
	r, err := http.NewRequest(http.MethodPost, c.url+signedPath(body), strings.NewReader(string(body)))
	require.NoError(t, err)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "QQMusic 14090008(android 10)")
	r.Header.Set("Cookie", "uin=o1; key=secret")
	resp, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	resp.Body.Close()
	newer := c.as(weChatAccount).saying(comm209At(noon))
	_, answer := newer.post(UnsignedPath, newer.body(req(moduleRead, "GetConfig", obj{})))
	c.post(UnsignedPath, []byte("not JSON"))

	_, log := c.control(http.MethodGet, "requests", "")
	for _, secret := range []string{qqAccount.MusicKey, weChatAccount.MusicKey, "秘密", "secret"} {
		assert.NotContains(t, log, secret)
	}
	var got seenRequests
	require.NoError(t, json.Unmarshal([]byte(log), &got))
	require.EqualValues(t, 3, got.Total)
	first := got.Requests[0]
	assert.Equal(t, SignedPath, first.Path)
	assert.True(t, first.Signed)
	assert.Equal(t, []string{"GetConfig", "GetEntries"}, first.Methods)
	assert.Equal(t, qqAccount.MusicID, first.MusicID)
	assert.JSONEq(t, `14090008`, string(first.Comm["cv"]))
	assert.Equal(t, "QQMusic 14090008(android 10)", first.Headers["User-Agent"])
	assert.Equal(t, "present", first.Headers["Cookie"])
	assert.EqualValues(t, len(body), first.Bytes)
	assert.Equal(t, FaultOuter, got.Requests[1].Fault)
	assert.Contains(t, string(answer), `"traceid":"`+got.Requests[1].TraceID+`"`)
	assert.Equal(t, "14.9", first.Dialect)
	assert.Equal(t, "20.9", got.Requests[1].Dialect)
	assert.Empty(t, got.Requests[2].Methods)
	assert.Empty(t, got.Requests[2].Dialect)
	ids := map[string]bool{}
	for _, r := range got.Requests {
		ids[r.TraceID] = true
	}
	assert.Len(t, ids, 3, "each answer has a traceid of its own")

	_, log = c.control(http.MethodGet, "requests?musicid="+weChatAccount.MusicID, "")
	require.NoError(t, json.Unmarshal([]byte(log), &got))
	assert.Len(t, got.Requests, 1)
	c.control(http.MethodDelete, "requests", "")
	_, log = c.control(http.MethodGet, "requests", "")
	assert.JSONEq(t, `{"total":0,"requests":[]}`, log)
}

func TestRequestLogIsBounded(t *testing.T) {
	g := New(Options{})
	r, err := http.NewRequest(http.MethodPost, UnsignedPath, nil)
	require.NoError(t, err)
	for range maxLog + 1 {
		g.record(r, envelope{})
	}
	list := g.Requests()
	assert.LessOrEqual(t, len(list), maxLog)
	assert.EqualValues(t, maxLog+1, list[len(list)-1].Number)
}

func TestMedia(t *testing.T) {
	_, c := play(t)
	get := func(name string) *http.Response {
		resp, err := http.Get(c.url + mediaURL(name))
		require.NoError(t, err)
		t.Cleanup(func() { resp.Body.Close() })
		return resp
	}
	picture := get("stage-7.png")
	assert.Equal(t, "image/png", picture.Header.Get("Content-Type"))
	img, err := png.Decode(picture.Body)
	require.NoError(t, err)
	assert.Positive(t, img.Bounds().Dx())
	sized, err := png.DecodeConfig(get("stage-7-72x48.png").Body)
	require.NoError(t, err)
	assert.Equal(t, [2]int{72, 48}, [2]int{sized.Width, sized.Height}, "as large as its name says")
	assert.Equal(t, "video/webm", get(clipName).Header.Get("Content-Type"))
	drawing := get("avatar-1.svg")
	assert.Equal(t, "image/svg+xml", drawing.Header.Get("Content-Type"))
	assert.Equal(t, "default-src 'none'", drawing.Header.Get("Content-Security-Policy"))
	for _, name := range []string{"a.gif", "A.svg", "a.svg.html", "..%2Fa.svg", ""} {
		assert.Equal(t, http.StatusNotFound, get(name).StatusCode, name)
	}
}
