package native

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"math"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/core"
)

// post sends a request through the transport of a host to a server that does what handle does.
func post(t *testing.T, ctx context.Context, client *http.Client, limit int64, handle http.HandlerFunc) (*core.Response, error) {
	t.Helper()
	server := httptest.NewServer(handle)
	t.Cleanup(server.Close)
	return Host(client).Transport.RoundTrip(ctx, &core.Request{
		URL:    server.URL + "/cgi-bin/musicu.fcg",
		Header: []core.HeaderField{{Name: "Content-Type", Value: "application/json"}, {Name: "User-Agent", Value: "QQMusic 1(android 10)"}},
		Body:   []byte(`{"comm":{}}`), MaxBytes: limit,
	})
}

func TestARequestIsSentAsItIs(t *testing.T) {
	response, err := post(t, t.Context(), nil, 100, func(w http.ResponseWriter, r *http.Request) {
		assert.Equal(t, http.MethodPost, r.Method)
		assert.Equal(t, "/cgi-bin/musicu.fcg", r.URL.Path)
		assert.Equal(t, "application/json", r.Header.Get("Content-Type"))
		assert.Equal(t, "QQMusic 1(android 10)", r.UserAgent())
		assert.EqualValues(t, 11, r.ContentLength)
		_, _ = w.Write([]byte("answer"))
	})
	require.NoError(t, err)
	assert.Equal(t, &core.Response{Status: 200, Body: []byte("answer")}, response)
}

func TestNoCookiesAndNoRedirects(t *testing.T) {
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("the login went elsewhere")
	}))
	defer elsewhere.Close()
	for name, client := range map[string]*http.Client{"own client": nil, "the caller's client": {Jar: jar}} {
		t.Run(name, func(t *testing.T) {
			response, err := post(t, t.Context(), client, 100, func(w http.ResponseWriter, r *http.Request) {
				if client != nil {
					self := &url.URL{Scheme: "http", Host: r.Host}
					jar.SetCookies(self, []*http.Cookie{{Name: "a", Value: "b"}})
				}
				assert.Empty(t, r.Cookies())
				http.SetCookie(w, &http.Cookie{Name: "c", Value: "d"})
				http.Redirect(w, r, elsewhere.URL, http.StatusTemporaryRedirect)
			})
			require.NoError(t, err)
			assert.Equal(t, 307, response.Status)
		})
	}
	assert.NotNil(t, (&http.Client{Jar: jar}).Jar)
}

func TestTheCallersClientIsNotChanged(t *testing.T) {
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	client := &http.Client{Jar: jar, Timeout: time.Minute}
	Host(client)
	assert.Equal(t, http.CookieJar(jar), client.Jar)
	assert.Nil(t, client.CheckRedirect)
}

func TestAnswersTooLong(t *testing.T) {
	stream := func(w http.ResponseWriter, text string) {
		w.(http.Flusher).Flush() // no Content-Length
		_, _ = w.Write([]byte(text))
	}
	zipped := func(w http.ResponseWriter, text string) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = z.Write([]byte(text))
		_ = z.Close()
	}
	plain := func(w http.ResponseWriter, text string) { _, _ = w.Write([]byte(text)) }
	for name, write := range map[string]func(http.ResponseWriter, string){"with its length": plain, "streamed": stream, "compressed": zipped} {
		t.Run(name, func(t *testing.T) {
			for size, fits := range map[int]bool{10: true, 11: false, 1 << 20: false} {
				response, err := post(t, t.Context(), nil, 10, func(w http.ResponseWriter, _ *http.Request) { write(w, strings.Repeat("a", size)) })
				if fits {
					require.NoError(t, err)
					assert.Len(t, response.Body, size)
					continue
				}
				assert.Same(t, core.ErrBodyTooLarge, err)
			}
		})
	}
	response, err := post(t, t.Context(), nil, math.MaxInt64, func(w http.ResponseWriter, _ *http.Request) { plain(w, "a") })
	require.NoError(t, err)
	assert.Len(t, response.Body, 1)
}

func TestOnlyTheBodyOfA200IsRead(t *testing.T) {
	response, err := post(t, t.Context(), nil, 10, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "7")
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte(strings.Repeat("a", 1000)))
	})
	require.NoError(t, err)
	assert.Equal(t, &core.Response{Status: 503, RetryAfter: 7 * time.Second}, response)
}

func TestACutAnswerIsAnError(t *testing.T) {
	_, err := post(t, t.Context(), nil, 100, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "50")
		_, _ = w.Write([]byte("half"))
		panic(http.ErrAbortHandler)
	})
	assert.ErrorContains(t, err, "EOF")
}

func TestAnEndedContextEndsTheRequest(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	errLeft := errors.New("left")
	_, err := post(t, ctx, nil, 100, func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // a server notices that its client has gone only behind the body
		cancel(errLeft)
		<-r.Context().Done()
	})
	assert.ErrorIs(t, err, errLeft)
}

func TestAnAddressThatIsNone(t *testing.T) {
	for _, address := range []string{"://", "/cgi-bin/musicu.fcg", "http://127.0.0.1:1/"} {
		_, err := Host(nil).Transport.RoundTrip(t.Context(), &core.Request{URL: address, MaxBytes: 10})
		assert.Error(t, err, address)
	}
}

var noon = time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)

var retryAfters = map[string]time.Duration{
	"": 0, "0": 0, "1": time.Second, "120": 2 * time.Minute, "007": 7 * time.Second,
	"9223372036":                       9223372036 * time.Second,
	"9223372037":                       math.MaxInt64,
	"99999999999999999999":             math.MaxInt64,
	"Sat, 14 Mar 2026 12:01:00 GMT":    time.Minute,
	"Sat, 14 Mar 2026 12:00:00 GMT":    0,
	"Sat, 14 Mar 2026 11:59:00 GMT":    0,
	"Saturday, 14-Mar-26 12:01:00 GMT": time.Minute,
	"Sat Mar 14 12:01:00 2026":         time.Minute,
	"Sun, 06 Nov 1994 08:49:37 GMT":    0,
	"-1":                               0, "+1": 0, "1.5": 0, " 1": 0, "soon": 0, "1s": 0,
}

func TestRetryAfter(t *testing.T) {
	for header, want := range retryAfters {
		assert.Equal(t, want, retryAfter(header, noon), header)
	}
}

func FuzzRetryAfter(f *testing.F) {
	for header := range retryAfters {
		f.Add(header)
	}
	f.Fuzz(func(t *testing.T, header string) {
		if wait := retryAfter(header, noon); wait < 0 {
			t.Fatalf("%q asks to wait %v", header, wait)
		}
	})
}

func TestGBKIsReadAsBrowsersReadIt(t *testing.T) {
	for text, want := range map[string]string{
		"":                 "",
		"{\"msg\":\"ok\"}": "{\"msg\":\"ok\"}",
		"\xc4\xe3\xba\xc3": "你好",
		"\xcb\xbd\xd0\xc5": "私信",
		"\x81\x5c\x84\x7b": "乗剓", // second bytes that are a backslash and a brace in ASCII
		"\x81\x30\x81\x30": "\u0080",
		"\xff":             "\ufffd",
		"\xc4":             "\ufffd",
	} {
		got, err := Host(nil).DecodeGBK([]byte(text))
		require.NoError(t, err)
		assert.Equal(t, want, string(got), "%q", text)
	}
}

func TestRandomIsRandom(t *testing.T) {
	a, b := make([]byte, 16), make([]byte, 16)
	Host(nil).Random(a)
	Host(nil).Random(b)
	assert.NotEqual(t, a, b)
}

func TestClockIsTheSystems(t *testing.T) {
	before := time.Now().UnixNano()
	now := Host(nil).Clock.Now()
	assert.GreaterOrEqual(t, int64(now), before)
	assert.LessOrEqual(t, int64(now), time.Now().UnixNano())
	called := make(chan struct{})
	Host(nil).Clock.AfterFunc(0, func() { close(called) })
	<-called
	assert.True(t, Host(nil).Clock.AfterFunc(time.Hour, func() {})(), "stopped in time")
}
