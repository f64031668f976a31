package gateway

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func hintBody(c *client) []byte {
	return c.body(req(moduleRead, "GetSafetyHint", obj{"encUin": people()[7].user.EncryptUin, "close": 0}))
}

func TestFaultsThatAnswer(t *testing.T) {
	for _, tt := range []struct {
		fault  Fault
		status int
		holds  func(t *testing.T, body []byte, header http.Header)
	}{
		{Fault{Kind: FaultStatus}, 503, nil},
		{Fault{Kind: FaultStatus, Status: 429, RetryAfter: "7"}, 429, func(t *testing.T, _ []byte, h http.Header) {
			assert.Equal(t, "7", h.Get("Retry-After"))
		}},
		{Fault{Kind: FaultOuter}, 200, func(t *testing.T, body []byte, _ http.Header) {
			assert.Regexp(t, `^\{"code":2001,"ts":0,"start_ts":0,"traceid":"[0-9a-f]{16}"\}$`, string(body))
		}},
		{Fault{Kind: FaultOuter, Code: 500001}, 200, func(t *testing.T, body []byte, _ http.Header) {
			assert.Contains(t, string(body), `"code":500001`)
		}},
		{Fault{Kind: FaultChild, Data: json.RawMessage(`{"feedbackURL":"https://y.qq.com/verify"}`)}, 200, func(t *testing.T, body []byte, _ http.Header) {
			assert.Contains(t, string(body), `"req_0":{"code":2001,"data":{"feedbackURL":"https://y.qq.com/verify"}}`)
		}},
		{Fault{Kind: FaultChild, Code: 1000}, 200, func(t *testing.T, body []byte, _ http.Header) {
			assert.Contains(t, string(body), `"req_0":{"code":1000,"data":{"msg":""}}`)
		}},
		{Fault{Kind: FaultTruncated}, 200, func(t *testing.T, body []byte, _ http.Header) {
			assert.NotEmpty(t, body)
			assert.False(t, json.Valid(body))
		}},
		{Fault{Kind: FaultEmpty}, 200, func(t *testing.T, body []byte, _ http.Header) { assert.Empty(t, body) }},
		{Fault{Kind: FaultHTML}, 200, func(t *testing.T, body []byte, h http.Header) {
			assert.Contains(t, string(body), "<!doctype html>")
			assert.Contains(t, h.Get("Content-Type"), "text/html")
		}},
		{Fault{Kind: FaultArray}, 200, func(t *testing.T, body []byte, _ http.Header) { assert.Equal(t, "[]", string(body)) }},
		{Fault{Kind: FaultGBK}, 200, func(t *testing.T, body []byte, _ http.Header) {
			assert.False(t, utf8.Valid(body))
			decoded, err := simplifiedchinese.GBK.NewDecoder().Bytes(body)
			require.NoError(t, err)
			assert.Contains(t, string(decoded), "谨防诈骗")
			assert.True(t, json.Valid(decoded))
		}},
		{Fault{Kind: FaultGB18030}, 200, func(t *testing.T, body []byte, _ http.Header) {
			assert.False(t, utf8.Valid(body))
			decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(body)
			require.NoError(t, err)
			assert.Contains(t, string(decoded), "谨防诈骗")
			assert.True(t, json.Valid(decoded))
			inGBK, err := simplifiedchinese.GBK.NewDecoder().Bytes(body)
			require.NoError(t, err)
			assert.NotEqual(t, decoded, inGBK, "GBK has no four-byte forms")
		}},
		{Fault{Kind: FaultBOM}, 200, func(t *testing.T, body []byte, _ http.Header) {
			after, found := bytes.CutPrefix(body, []byte{0xef, 0xbb, 0xbf})
			assert.True(t, found)
			assert.True(t, json.Valid(after))
		}},
		{Fault{Kind: FaultLogin}, 200, func(t *testing.T, body []byte, _ http.Header) {
			assert.Contains(t, string(body), `"req_0":{"code":2001,"data":{"msg":"","feedbackURL":"https://y.qq.com/m/login/index.html"}}`)
		}},
		{Fault{Kind: FaultData, Text: `{"hint": 1.50, "hint":  []}`}, 200, func(t *testing.T, body []byte, _ http.Header) {
			assert.Contains(t, string(body), `"req_0":{"code":0,"data":{"hint": 1.50, "hint":  []}}`, "as it stands")
		}},
		{Fault{Kind: FaultData}, 200, func(t *testing.T, body []byte, _ http.Header) {
			assert.Contains(t, string(body), `"req_0":{"code":0}`, "no data at all")
		}},
		{Fault{Kind: FaultInvalidUTF8}, 200, func(t *testing.T, body []byte, _ http.Header) {
			assert.False(t, utf8.Valid(body))
			assert.Contains(t, string(body), "谨防诈骗")
		}},
		{Fault{Kind: FaultLarge, MiB: 3}, 200, func(t *testing.T, body []byte, _ http.Header) {
			assert.Greater(t, len(body), 3<<20-6)
			assert.True(t, json.Valid(body))
		}},
		{Fault{Kind: FaultDeep, Depth: 500}, 200, func(t *testing.T, body []byte, _ http.Header) {
			assert.Contains(t, string(body), strings.Repeat("[", 500)+strings.Repeat("]", 500))
		}},
		{Fault{Kind: FaultNaN}, 200, func(t *testing.T, body []byte, _ http.Header) {
			assert.False(t, json.Valid(body))
			assert.Contains(t, string(body), "谨防诈骗")
		}},
		{Fault{Kind: FaultNone, DelayMS: 1}, 200, func(t *testing.T, body []byte, _ http.Header) {
			assert.Contains(t, string(body), "谨防诈骗")
		}},
	} {
		t.Run(tt.fault.Kind, func(t *testing.T) {
			g, c := play(t)
			g.Inject(tt.fault)
			resp, err := http.Post(c.url+UnsignedPath, "application/json", bytes.NewReader(hintBody(c)))
			require.NoError(t, err)
			defer resp.Body.Close()
			body, err := io.ReadAll(resp.Body)
			require.NoError(t, err)
			assert.Equal(t, tt.status, resp.StatusCode)
			if tt.holds != nil {
				tt.holds(t, body, resp.Header)
			}
			_, again := c.post(UnsignedPath, hintBody(c))
			assert.Zero(t, c.read(again).children[0].code, "the next request is answered")
		})
	}
}

func TestFaultsThatCutTheConnection(t *testing.T) {
	for _, kind := range []string{FaultCutBeforeHeaders, FaultCutAfterHeaders, FaultCutBody} {
		t.Run(kind, func(t *testing.T) {
			g, c := play(t)
			g.Inject(Fault{Kind: kind})
			body := c.body(req(moduleWrite, "SetConfig", obj{"config_type": 5, "config_value_str": "后来"}))
			r, err := http.NewRequest(http.MethodPost, c.url+UnsignedPath, io.MultiReader(bytes.NewReader(body))) // no GetBody: net/http does not try again
			require.NoError(t, err)
			r.Header.Set("Content-Type", "application/json")
			resp, err := http.DefaultClient.Do(r)
			if kind == FaultCutBeforeHeaders {
				require.Error(t, err)
			} else {
				require.NoError(t, err)
				defer resp.Body.Close()
				part, err := io.ReadAll(resp.Body)
				assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
				assert.Equal(t, kind == FaultCutBody, len(part) > 0)
			}
			stored := c.ok(moduleRead, "GetConfig", obj{"config_type": 5, "config_value_str": ""})["config_value_str"]
			assert.Equal(t, kind != FaultCutBeforeHeaders, stored == "后来", "what was cut later had been carried out")
		})
	}
}

func TestAppliedCarriesTheCallsOut(t *testing.T) {
	for _, kind := range []string{FaultStatus, FaultChild, FaultLogin, FaultData, FaultOuter, FaultHTML} {
		for _, applied := range []bool{false, true} {
			g, c := play(t)
			g.Inject(Fault{Kind: kind, Applied: applied})
			c.post(UnsignedPath, c.body(req(moduleWrite, "SetConfig", obj{"config_type": 5, "config_value_str": "后来"})))
			stored := c.ok(moduleRead, "GetConfig", obj{"config_type": 5, "config_value_str": ""})["config_value_str"]
			assert.Equal(t, applied, stored == "后来", kind)
		}
	}
}

func TestLoopAnswersTheSamePageForEver(t *testing.T) {
	g, c := play(t)
	first := c.sessions("", 0, 5)
	last := listOf(first, "sessions")[4]
	g.Inject(Fault{Kind: FaultLoop, Times: -1, Method: "GetSessionList"})
	again := c.sessions(last["session_id"].(string), last["sort_time"], 5)
	assert.Equal(t, first["sessions"], again["sessions"])
	assert.Equal(t, json.Number("1"), again["has_more"])
	id := last["session_id"]
	page := c.messages(obj{"session_id": id, "size": 100})
	assert.NotEmpty(t, page["messages"], "another method is not touched")
	g.SetFaults(Fault{Kind: FaultLoop, Times: -1})
	assert.Equal(t, json.Number("1"), c.messages(obj{"session_id": id, "last_id": listOf(page, "messages")[3]["id"]})["has_more"])
}

func TestWhichRequestsAFaultHits(t *testing.T) {
	config := req(moduleRead, "GetConfig", obj{"config_type": 1, "config_value_str": ""})
	hint := req(moduleRead, "GetSafetyHint", obj{"encUin": "", "close": 0})
	for _, tt := range []struct {
		name  string
		fault Fault
		calls []obj
		hit   []bool // requests in a row
		other bool   // they come from the WeChat account
	}{
		{"once by default", Fault{}, []obj{config}, []bool{true, false}, false},
		{"twice", Fault{Times: 2}, []obj{config}, []bool{true, true, false}, false},
		{"until cleared", Fault{Times: -1}, []obj{config}, []bool{true, true, true}, false},
		{"after two", Fault{Skip: 2}, []obj{config}, []bool{false, false, true, false}, false},
		{"its method", Fault{Method: "GetConfig"}, []obj{config}, []bool{true, false}, false},
		{"another method", Fault{Method: "GetConfig"}, []obj{hint}, []bool{false, false}, false},
		{"its account", Fault{Account: qqAccount.MusicID}, []obj{config}, []bool{true}, false},
		{"another account", Fault{Account: qqAccount.MusicID}, []obj{config}, []bool{false}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g, c := play(t)
			if tt.other {
				c = c.as(weChatAccount)
			}
			tt.fault.Kind = FaultStatus
			g.Inject(tt.fault)
			for i, hit := range tt.hit {
				status, _ := c.post(UnsignedPath, c.body(tt.calls...))
				assert.Equal(t, hit, status != http.StatusOK, "request %d", i)
			}
		})
	}
	t.Run("one call of a batch", func(t *testing.T) {
		g, c := play(t)
		g.Inject(Fault{Kind: FaultChild, Code: 2001, Method: "GetSafetyHint"})
		_, answer := c.post(UnsignedPath, c.body(config, hint))
		got := c.read(answer)
		assert.Zero(t, got.children[0].code)
		assert.EqualValues(t, 2001, got.children[1].code)
	})
	t.Run("in the order of injection, until reset", func(t *testing.T) {
		g, c := play(t)
		g.Inject(Fault{Kind: FaultStatus, Status: 500}, Fault{Kind: FaultStatus, Status: 502}, Fault{Kind: FaultEmpty})
		for _, want := range []int{500, 502} {
			status, _ := c.post(UnsignedPath, c.body(config))
			assert.Equal(t, want, status)
		}
		assert.Equal(t, []Fault{{Kind: FaultEmpty, Times: 1}}, g.Faults())
		g.Reset()
		assert.Empty(t, g.Faults())
	})
}

func TestDelayLastsAsLongAsToldAndNoLongerThanTheRequest(t *testing.T) {
	serve := func(ctx context.Context, delay time.Duration) (*httptest.ResponseRecorder, time.Duration) {
		g := New(Options{})
		g.Inject(Fault{DelayMS: delay.Milliseconds()})
		r := httptest.NewRequestWithContext(ctx, http.MethodPost, UnsignedPath, bytes.NewReader(hintBody(&client{t: t, account: qqAccount, comm: commOf})))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		start := time.Now()
		g.ServeHTTP(w, r)
		return w, time.Since(start)
	}
	synctest.Test(t, func(t *testing.T) {
		w, took := serve(t.Context(), time.Hour)
		assert.Equal(t, time.Hour, took)
		assert.Contains(t, w.Body.String(), `"req_0"`)
	})
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		w, took := serve(ctx, time.Hour)
		assert.Equal(t, time.Minute, took)
		assert.Zero(t, w.Body.Len())
	})
}

func TestAppliedIsCarriedOutBeforeItsDelay(t *testing.T) {
	for _, applied := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			var told strings.Builder
			g := New(Options{Sends: &told})
			g.Inject(Fault{DelayMS: time.Hour.Milliseconds(), Applied: applied})
			c := &client{t: t, account: qqAccount, comm: commOf}
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			body := c.body(req(moduleWrite, "SendMessageAsync", sendParam("123456", "在吗", nil)))
			r := httptest.NewRequestWithContext(ctx, http.MethodPost, UnsignedPath, bytes.NewReader(body))
			r.Header.Set("Content-Type", "application/json")
			g.ServeHTTP(httptest.NewRecorder(), r)
			assert.Equal(t, applied, strings.Contains(told.String(), SendStored))
		})
	}
}
