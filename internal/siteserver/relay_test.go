package siteserver

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/contraryserver"
	"qqmusicpm/internal/gateway"
)

const musickey = "Q_H_L_very0secret"

const requestBody = `{"comm":{"os_ver":"13","authst":"` + musickey + `"},"req_0":{}}`

// upstream is a fake of the real service on 127.0.0.1.
type upstream struct {
	url   string
	seen  atomic.Pointer[http.Request]
	body  atomic.Pointer[[]byte]
	count atomic.Int64
}

func newUpstream(t *testing.T, answer http.HandlerFunc) *upstream {
	t.Helper()
	u := &upstream{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		u.seen.Store(r)
		u.body.Store(&body)
		u.count.Add(1)
		answer(w, r)
	}))
	t.Cleanup(server.Close)
	u.url = server.URL
	return u
}

func fine(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = io.WriteString(w, `{"code":0}`)
}

func newRelay(t *testing.T, upstreamURL string) *Relay {
	t.Helper()
	relay, err := NewRelay(upstreamURL)
	require.NoError(t, err)
	t.Cleanup(relay.Close)
	return relay
}

// relaySite serves a site that relays to upstream. It returns its URL, and a
// function that ends it and returns its log.
func relaySite(t *testing.T, upstreamURL string) (url string, log func() string) {
	t.Helper()
	return siteOf(t, newRelay(t, upstreamURL))
}

// siteOf is relaySite for a relay that is there.
func siteOf(t *testing.T, relay *Relay) (url string, log func() string) {
	t.Helper()
	var out bytes.Buffer
	server := httptest.NewServer(LogRequests(New(Config{Site: t.TempDir(), Gateway: relay}), &out))
	t.Cleanup(server.Close)
	return server.URL, func() string {
		server.Close()
		return out.String()
	}
}

func relayed(t *testing.T, method, url, body string, headers ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(method, url, strings.NewReader(body))
	require.NoError(t, err)
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
			continue
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return resp, string(data)
}

func TestRelaySendsWhatTheClientWouldAndNothingOfTheBrowser(t *testing.T) {
	up := newUpstream(t, fine)
	url, log := relaySite(t, up.url)
	resp, body := relayed(t, http.MethodPost, url+gateway.SignedPath+"?_=1773489600000&sign=zzcabc", requestBody,
		"Origin", url, "Referer", url+"/", "Cookie", "uin=o1; qqmusic_key="+musickey, "Sec-Fetch-Site", "same-origin",
		"X-Forwarded-For", "10.0.0.1", "Authorization", "Basic x", "Accept-Language", "zh-CN", "User-Agent", "Mozilla/5.0", "Content-Type", "application/json; charset=utf-8")
	assert.Equal(t, http.StatusOK, resp.StatusCode)
	assert.Equal(t, `{"code":0}`, body)
	assert.Equal(t, "application/json; charset=utf-8", resp.Header.Get("Content-Type"))

	seen := up.seen.Load()
	assert.Equal(t, gateway.SignedPath+"?_=1773489600000&sign=zzcabc", seen.RequestURI)
	assert.Equal(t, requestBody, string(*up.body.Load()))
	headers := seen.Header.Clone()
	headers.Del("Accept-Encoding") // net/http's own
	headers.Del("Content-Length")
	assert.Equal(t, http.Header{
		"Content-Type": {"application/json"},
		"User-Agent":   {"QQMusic 20090008(android 13)"},
	}, headers)
	assert.Regexp(t, `^POST "/cgi-bin/musics.fcg" 200 \d+ms\n$`, log(), "no musickey, no sign")
}

func TestRelayUserAgentTakesTheVersionsOfTheBody(t *testing.T) {
	for body, want := range map[string]string{
		`{"comm":{"cv":"20090008","os_ver":"16"}}`: "QQMusic 20090008(android 16)",
		`{"comm":{"cv":14090008,"os_ver":"10"}}`:   "QQMusic 14090008(android 10)",
		`{"comm":{"os_ver":"8.1.0"}}`:              "QQMusic 20090008(android 8.1.0)",
		`{"comm":{"cv":"21000001"}}`:               "QQMusic 21000001(android 15)",
		`{"comm":{"cv":"2\r\nX: y","os_ver":""}}`:  "QQMusic 20090008(android 15)",
		`{"comm":{"cv":[1],"os_ver":"16"}}`:        "QQMusic 20090008(android 16)",
		`{"comm":{"os_ver":"1\r\nX: y"}}`:          "QQMusic 20090008(android 15)",
		`{"comm":{"os_ver":"12345678901234567"}}`:  "QQMusic 20090008(android 15)",
		`{"comm":{"os_ver":10}}`:                   "QQMusic 20090008(android 15)",
		`{}`:                                       "QQMusic 20090008(android 15)",
		`not JSON`:                                 "QQMusic 20090008(android 15)",
	} {
		assert.Equal(t, want, userAgent([]byte(body)), body)
	}
}

func TestRelayRefuses(t *testing.T) {
	up := newUpstream(t, fine)
	url, _ := relaySite(t, up.url)
	port := url[strings.LastIndex(url, ":"):]
	for _, tt := range []struct {
		name, method, path string
		headers            []string
		status             int
	}{
		{"GET", http.MethodGet, gateway.UnsignedPath, nil, http.StatusMethodNotAllowed},
		{"OPTIONS", http.MethodOptions, gateway.UnsignedPath, nil, http.StatusMethodNotAllowed},
		{"another path", http.MethodPost, "/cgi-bin/other.fcg", nil, http.StatusMethodNotAllowed},
		{"the control surface", http.MethodGet, "/_simulator/accounts", nil, http.StatusNotFound},
		{"foreign Host", http.MethodPost, gateway.UnsignedPath, []string{"Host", "evil.example" + port}, http.StatusMisdirectedRequest},
		{"another port", http.MethodPost, gateway.UnsignedPath, []string{"Host", "127.0.0.1:1"}, http.StatusMisdirectedRequest},
		{"foreign Origin", http.MethodPost, gateway.UnsignedPath, []string{"Origin", "https://evil.example"}, http.StatusForbidden},
		{"Origin null", http.MethodPost, gateway.UnsignedPath, []string{"Origin", "null"}, http.StatusForbidden},
		{"Origin of another port", http.MethodPost, gateway.UnsignedPath, []string{"Origin", "http://127.0.0.1:1"}, http.StatusForbidden},
		{"Origin with https", http.MethodPost, gateway.UnsignedPath, []string{"Origin", "https://127.0.0.1" + port}, http.StatusForbidden},
		{"an extension", http.MethodPost, gateway.UnsignedPath, []string{"Origin", "chrome-extension://abc"}, http.StatusForbidden},
		{"cross-site", http.MethodPost, gateway.UnsignedPath, []string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden},
		{"same-site", http.MethodPost, gateway.UnsignedPath, []string{"Sec-Fetch-Site", "same-site"}, http.StatusForbidden},
	} {
		t.Run(tt.name, func(t *testing.T) {
			resp, _ := relayed(t, tt.method, url+tt.path, requestBody, tt.headers...)
			assert.Equal(t, tt.status, resp.StatusCode)
			assert.Zero(t, up.count.Load(), "nothing went upstream")
		})
	}
	resp, _ := relayed(t, http.MethodPost, url+gateway.UnsignedPath, requestBody, "Sec-Fetch-Site", "none")
	assert.Equal(t, http.StatusOK, resp.StatusCode)
}

func TestRelayOfAnotherPathIsRefusedByItself(t *testing.T) {
	relay, err := NewRelay("https://u.y.qq.com")
	require.NoError(t, err)
	w := httptest.NewRecorder()
	relay.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/other", nil))
	assert.Equal(t, http.StatusNotFound, w.Code)
}

func TestRelayAnswersStatusBodyTypeAndRetryAfterOnly(t *testing.T) {
	up := newUpstream(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "9")
		w.Header().Set("Set-Cookie", "a=b")
		w.Header().Set("Server", "upstream")
		w.Header().Set("Access-Control-Allow-Origin", "*")
		http.Error(w, "忙", http.StatusTooManyRequests)
	})
	url, _ := relaySite(t, up.url)
	resp, body := relayed(t, http.MethodPost, url+gateway.UnsignedPath, requestBody)
	assert.Equal(t, http.StatusTooManyRequests, resp.StatusCode)
	assert.Equal(t, "忙\n", body)
	assert.Equal(t, "9", resp.Header.Get("Retry-After"))
	for _, name := range []string{"Set-Cookie", "Server", "Access-Control-Allow-Origin"} {
		assert.Empty(t, resp.Header.Get(name))
	}
}

func TestRelayDoesNotFollowRedirects(t *testing.T) {
	elsewhere := newUpstream(t, fine)
	for _, status := range []int{http.StatusFound, http.StatusTemporaryRedirect} {
		up := newUpstream(t, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere.url+gateway.UnsignedPath, status)
		})
		url, _ := relaySite(t, up.url)
		resp, _ := relayed(t, http.MethodPost, url+gateway.UnsignedPath, requestBody)
		assert.Equal(t, status, resp.StatusCode)
		assert.Empty(t, resp.Header.Get("Location"))
		assert.Zero(t, elsewhere.count.Load())
	}
}

func TestRelaySaysWhyThereIsNoAnswer(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	stranger := httptest.NewTLSServer(nil)
	stranger.Config.ErrorLog = log.New(io.Discard, "", 0)
	defer stranger.Close()
	cutting := newUpstream(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	halving := newUpstream(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "50")
		_, _ = io.WriteString(w, "half")
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	})
	large := newUpstream(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, maxResponse+1)) })
	silent := newUpstream(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	stopping := newUpstream(t, func(w http.ResponseWriter, r *http.Request) {
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
	for name, tt := range map[string]struct{ upstream, pattern string }{
		"refused":              {gone.URL, `^the upstream gateway gave no answer: dial tcp [0-9.:]+: connect: connection refused\n$`},
		"no name":              {"https://u.y.qq.invalid", `^the upstream gateway gave no answer: dial tcp: lookup u\.y\.qq\.invalid.*: no such host\n$`},
		"no trust":             {stranger.URL, `^the upstream gateway gave no answer: tls: failed to verify certificate: x509: certificate signed by unknown authority\n$`},
		"cut":                  {cutting.url, `^the upstream gateway gave no answer: the connection was cut: EOF\n$`},
		"cut in its answer":    {halving.url, `^the answer of the upstream gateway did not come whole: the connection was cut: unexpected EOF\n$`},
		"too large":            {large.url, `^the answer of the upstream gateway is too large\n$`},
		"silent":               {silent.url, `^the upstream gateway gave no answer: .*Client\.Timeout.*\n$`},
		"silent in its answer": {stopping.url, `^the answer of the upstream gateway did not come whole: .*Client\.Timeout.*\n$`},
	} {
		t.Run(name, func(t *testing.T) {
			relay := newRelay(t, tt.upstream)
			relay.client.Transport.(*http.Transport).DialContext = (&net.Dialer{Resolver: contraryserver.NoNames(t)}).DialContext
			if strings.HasPrefix(name, "silent") {
				relay.client.Timeout = 100 * time.Millisecond
			}
			url, log := siteOf(t, relay)
			resp, body := relayed(t, http.MethodPost, url+gateway.SignedPath+"?_=1&sign=zzcabc", requestBody)
			assert.Equal(t, http.StatusBadGateway, resp.StatusCode)
			assert.Regexp(t, tt.pattern, body)
			for _, secret := range []string{musickey, "zzcabc", "/cgi-bin"} {
				assert.NotContains(t, body, secret)
			}
			assert.NotContains(t, log(), musickey)
		})
	}
}

func TestRelayUpstreams(t *testing.T) {
	for upstream, ok := range map[string]bool{
		"https://u.y.qq.com":      true,
		"https://u.y.qq.com/":     true,
		"http://127.0.0.1:1":      true,
		"http://localhost:1":      true,
		"http://[::1]:1":          true,
		"http://u.y.qq.com":       false,
		"http://127.0.0.1.evil":   false,
		"ftp://u.y.qq.com":        false,
		"u.y.qq.com":              false,
		"":                        false,
		"https://":                false,
		"https://u.y.qq.com/path": false,
		"https://u.y.qq.com?x=1":  false,
		"https://a:b@u.y.qq.com":  false,
		"https://u.y.qq.com:x":    false,
	} {
		t.Run(fmt.Sprintf("%q", upstream), func(t *testing.T) {
			_, err := NewRelay(upstream)
			assert.Equal(t, ok, err == nil, "%v", err)
		})
	}
}
