package gateway

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"qqmusicpm/core"
)

func TestHTTPRefusals(t *testing.T) {
	g := New(Options{})
	for _, tt := range []struct {
		name, method, path, contentType, body string
		status                                int
	}{
		{"GET", http.MethodGet, UnsignedPath, "", "", http.StatusMethodNotAllowed},
		{"OPTIONS", http.MethodOptions, SignedPath, "", "", http.StatusMethodNotAllowed},
		{"another path", http.MethodPost, "/cgi-bin/other.fcg", "application/json", "{}", http.StatusNotFound},
		{"a path below", http.MethodPost, UnsignedPath + "/x", "application/json", "{}", http.StatusNotFound},
		{"no content type", http.MethodPost, UnsignedPath, "", "{}", http.StatusUnsupportedMediaType},
		{"any content type", http.MethodPost, UnsignedPath, "text/plain", "{}", http.StatusOK},
		{"1 MiB", http.MethodPost, UnsignedPath, "application/json", strings.Repeat(" ", maxBody), http.StatusOK},
		{"more than 1 MiB", http.MethodPost, UnsignedPath, "application/json", strings.Repeat(" ", maxBody+1), http.StatusRequestEntityTooLarge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest(tt.method, tt.path, strings.NewReader(tt.body))
			if tt.contentType != "" {
				r.Header.Set("Content-Type", tt.contentType)
			}
			w := httptest.NewRecorder()
			g.ServeHTTP(w, r)
			assert.Equal(t, tt.status, w.Code)
			if tt.status == http.StatusMethodNotAllowed {
				assert.Equal(t, "POST", w.Header().Get("Allow"))
			}
		})
	}
}

func TestSignedEndpointWantsTheSignOfTheBody(t *testing.T) {
	_, c := play(t)
	body := c.body(req(moduleBadge, "GetFriendFloatingIcon", obj{"TargetEncuin": "x"}))
	sign := core.Sign(body)
	for _, tt := range []struct {
		name, query string
		code        int64
	}{
		{"right", "?_=1773489600000&sign=" + sign, 0},
		{"missing", "?_=1773489600000", codeSignature},
		{"wrong", "?_=1773489600000&sign=zzc" + sign, codeSignature},
		{"upper case", "?_=1773489600000&sign=" + strings.ToUpper(sign), codeSignature},
		{"no time", "?sign=" + sign, codeSignature},
		{"time is no number", "?_=now&sign=" + sign, codeSignature},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, answer := c.post(SignedPath+tt.query, body)
			assert.Equal(t, tt.code, c.read(answer).children[0].code)
		})
	}
	t.Run("of another body", func(t *testing.T) {
		_, answer := c.post(SignedPath+"?_=1&sign="+sign, bytes.ReplaceAll(body, []byte(`"x"`), []byte(`"y"`)))
		assert.EqualValues(t, codeSignature, c.read(answer).children[0].code)
	})
}

func TestEveryCallWorksSignedToo(t *testing.T) {
	_, c := play(t)
	got := c.signedCall(moduleRead, "GetConfig", obj{"config_type": 1, "config_value_str": ""})
	assert.Zero(t, got.code)
}

func TestAccountsDoNotSeeEachOther(t *testing.T) {
	_, c := play(t)
	other := c.as(weChatAccount)
	c.ok(moduleWrite, "SetConfig", obj{"config_type": 5, "config_value_str": "mine"})
	c.ok(moduleWrite, "SetAllMsgMardRead", obj{"CmdFlag": 1, "EncryptUin": ""})
	assert.NotEqual(t, "mine", other.ok(moduleRead, "GetConfig", obj{"config_type": 5, "config_value_str": ""})["config_value_str"])
	assert.Positive(t, intAt(t, other.sessions("", 0, 20), "new_msg_cnt"))
}

func TestMadeUpAccountsAreBounded(t *testing.T) {
	g := New(Options{})
	for id := int64(1); id <= maxAccounts+10; id++ {
		g.account(id, noon)
		g.account(1, noon) // in use, so it stays
	}
	assert.Len(t, g.accounts, maxAccounts)
	assert.Contains(t, g.accounts, int64(1))
	assert.NotContains(t, g.accounts, int64(2))
}

func TestManyClientsAtOnce(t *testing.T) {
	_, c := play(t)
	peer := people()[0].user
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			body := c.body(req(moduleWrite, "SendMessageAsync", sendParam(peer.Uin, "同时", nil)))
			for range 5 {
				resp, err := http.Post(c.url+UnsignedPath, "application/json", bytes.NewReader(body))
				if assert.NoError(t, err) {
					resp.Body.Close()
				}
			}
		})
	}
	wg.Wait()
	seen := map[any]bool{}
	for _, m := range listOf(c.messages(obj{"user_id": peer.Uin, "size": 40}), "messages") {
		assert.Equal(t, "同时", m["meta_data"].(obj)["content"])
		assert.False(t, seen[m["id"]])
		seen[m["id"]] = true
	}
	assert.Len(t, seen, 40)
}

func BenchmarkNewAccount(b *testing.B) {
	for b.Loop() {
		newAccount(1152921504606846999, noon)
	}
}

func BenchmarkLongHistory(b *testing.B) {
	for b.Loop() {
		a := newAccount(1152921504606846999, noon)
		a.load(a.sessionWith(people()[0].user.Uin))
	}
}
