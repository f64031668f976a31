package siteserver

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// named answers with its name, to tell which handler a path goes to.
func named(name string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, name) })
}

func TestWhereAPathGoes(t *testing.T) {
	server := httptest.NewServer(New(Config{Site: t.TempDir(), Gateway: named("gateway"), Control: named("control")}))
	defer server.Close()
	for path, want := range map[string]string{
		"/cgi-bin/musicu.fcg":        "gateway",
		"/cgi-bin/musics.fcg?sign=x": "gateway",
		"/_simulator/accounts":       "control",
		"/cgi-bin/other.fcg":         "404",
		"/":                          "404",
	} {
		_, body := ask(t, http.MethodGet, server.URL+path)
		assert.True(t, strings.HasPrefix(body, want), "%s: %s", path, body)
	}
}

func TestOnlyLoopbackHostsAreAnswered(t *testing.T) {
	server := httptest.NewServer(New(Config{Site: t.TempDir(), Gateway: named("gateway"), Control: named("control")}))
	defer server.Close()
	_, port, _ := strings.Cut(strings.TrimPrefix(server.URL, "http://"), ":")
	for host, ok := range map[string]bool{
		"127.0.0.1:" + port:          true,
		"localhost:" + port:          true,
		"[::1]:" + port:              true,
		"127.0.0.1:1":                false,
		"127.0.0.1":                  false,
		"localhost":                  false,
		"evil.example:" + port:       false,
		"localhost.evil.tld:" + port: false,
		"127.0.0.1.evil.tld:" + port: false,
		"192.168.1.2:" + port:        false,
	} {
		for _, path := range []string{"/", "/cgi-bin/musicu.fcg", "/_simulator/accounts"} {
			resp, body := ask(t, http.MethodGet, server.URL+path, "Host", host)
			assert.Equal(t, !ok, resp.StatusCode == http.StatusMisdirectedRequest, "%s %s", host, path)
			assert.Equal(t, ok && path != "/", body == "gateway" || body == "control")
		}
	}
}

func TestHostWithoutAPortIsPort80(t *testing.T) {
	r := httptest.NewRequest(http.MethodGet, "http://localhost/", nil)
	assert.True(t, localHost(r))
	r.Host = "[::1]"
	assert.True(t, localHost(r))
	r.Host = ""
	assert.False(t, localHost(r))
}

func TestLogHoldsOneLineARequestAndNoSecrets(t *testing.T) {
	var out bytes.Buffer
	handler := LogRequests(named("ok"), &out)
	r := httptest.NewRequest(http.MethodPost, "/cgi-bin/musics.fcg?_=1&sign=zzcabc", strings.NewReader(`{"comm":{"authst":"Q_H_L_secret"},"text":"悄悄话"}`))
	r.Header.Set("Cookie", "qqmusic_key=Q_H_L_secret")
	handler.ServeHTTP(httptest.NewRecorder(), r)
	assert.Regexp(t, `^POST "/cgi-bin/musics.fcg" 200 \d+ms\n$`, out.String())

	out.Reset()
	cut := LogRequests(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }), &out)
	assert.Panics(t, func() { cut.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/a%0Ab", nil)) })
	assert.Regexp(t, `^GET "/a\\nb" 0 \d+ms\n$`, out.String(), "a cut connection is logged, and no path makes two lines")

	out.Reset()
	status := LogRequests(http.NotFoundHandler(), &out)
	w := httptest.NewRecorder()
	status.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/x", nil))
	require.Equal(t, http.StatusNotFound, w.Code)
	assert.Contains(t, out.String(), " 404 ")
}
