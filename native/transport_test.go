package native

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"math"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/core"
	"qqmusicpm/internal/contraryserver"
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

// stickyJar has a cookie for every address.
type stickyJar struct{ kept []*http.Cookie }

func (j *stickyJar) SetCookies(_ *url.URL, cookies []*http.Cookie) {
	j.kept = append(j.kept, cookies...)
}

func (j *stickyJar) Cookies(*url.URL) []*http.Cookie { return []*http.Cookie{{Name: "a", Value: "b"}} }

func TestNoCookiesAndNoRedirects(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("the login went elsewhere")
	}))
	defer elsewhere.Close()
	jar := &stickyJar{}
	follow := func(*http.Request, []*http.Request) error { return nil }
	for name, client := range map[string]*http.Client{"own client": nil, "the caller's client": {Jar: jar, CheckRedirect: follow}} {
		for _, status := range []int{301, 302, 303, 307, 308} {
			t.Run(fmt.Sprint(name, " ", status), func(t *testing.T) {
				response, err := post(t, t.Context(), client, 100, func(w http.ResponseWriter, r *http.Request) {
					assert.Empty(t, r.Cookies())
					http.SetCookie(w, &http.Cookie{Name: "c", Value: "d"})
					http.Redirect(w, r, elsewhere.URL, status)
				})
				require.NoError(t, err)
				assert.Equal(t, status, response.Status)
			})
		}
	}
	assert.Empty(t, jar.kept)
}

func TestTheCallersClientIsNotChanged(t *testing.T) {
	jar := &stickyJar{}
	client := &http.Client{Jar: jar, Timeout: time.Minute}
	Host(client)
	assert.Same(t, jar, client.Jar)
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

// watched counts what is read of the bodies of answers, and how many are open.
type watched struct {
	http.RoundTripper
	read, open int
}

func (w *watched) RoundTrip(request *http.Request) (*http.Response, error) {
	answer, err := w.RoundTripper.RoundTrip(request)
	if err == nil {
		w.open++
		answer.Body = &watchedBody{ReadCloser: answer.Body, by: w}
	}
	return answer, err
}

type watchedBody struct {
	io.ReadCloser
	by *watched
}

func (b *watchedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.by.read += n
	return n, err
}

func (b *watchedBody) Close() error {
	b.by.open--
	return b.ReadCloser.Close()
}

func TestNoMoreIsReadThanIsNeededAndEveryBodyIsClosed(t *testing.T) {
	answer := func(status, size int, stream bool) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			if stream {
				w.(http.Flusher).Flush()
			}
			_, _ = w.Write(make([]byte, size))
		}
	}
	for name, c := range map[string]struct {
		handle http.HandlerFunc
		read   int
	}{
		"fits":                           {answer(200, 10, false), 10},
		"too long, with its length":      {answer(200, 1000, false), 0},
		"too long, streamed":             {answer(200, 1<<20, true), 11},
		"busy":                           {answer(503, 1000, false), 0},
		"moved":                          {answer(307, 1000, true), 0},
		"not found":                      {answer(404, 1000, true), 0},
		"no content":                     {answer(204, 0, false), 0},
		"partial content, which is none": {answer(206, 5, false), 0},
		"cut": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "10")
			_, _ = w.Write(make([]byte, 5))
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}, 5},
	} {
		t.Run(name, func(t *testing.T) {
			bodies := &watched{RoundTripper: http.DefaultTransport}
			_, _ = post(t, t.Context(), &http.Client{Transport: bodies}, 10, c.handle)
			assert.Equal(t, c.read, bodies.read, "bytes read")
			assert.Zero(t, bodies.open, "open bodies")
		})
	}
}

func TestABombOfZerosEndsAtTheLimit(t *testing.T) {
	const limit, size, piece = 1 << 16, 1 << 30, 1 << 20
	var zeros bytes.Buffer // one piece; a gzip file may have many
	z, err := gzip.NewWriterLevel(&zeros, gzip.BestCompression)
	require.NoError(t, err)
	_, err = z.Write(make([]byte, piece))
	require.NoError(t, err)
	require.NoError(t, z.Close())

	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err = post(t, t.Context(), nil, limit, func(w http.ResponseWriter, r *http.Request) {
		require.Equal(t, "gzip", r.Header.Get("Accept-Encoding"))
		w.Header().Set("Content-Encoding", "gzip")
		for range size / piece {
			if _, err := w.Write(zeros.Bytes()); err != nil {
				return
			}
		}
	})
	runtime.ReadMemStats(&after)
	assert.Same(t, core.ErrBodyTooLarge, err)
	assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(32*limit), "bytes allocated")
}

func TestTheLengthOfACompressedBodyIsNotThatOfThePlainOne(t *testing.T) {
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	_, _ = z.Write([]byte("answer"))
	_ = z.Close()
	answer := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Content-Length", strconv.Itoa(zipped.Len()))
		_, _ = w.Write(zipped.Bytes())
	}
	response, err := post(t, t.Context(), nil, 6, answer)
	require.NoError(t, err)
	assert.Equal(t, "answer", string(response.Body))
	_, err = post(t, t.Context(), nil, 5, answer)
	assert.Same(t, core.ErrBodyTooLarge, err)
}

func TestABusyAnswerWhoseBodyStaysOpenIsReportedAtOnce(t *testing.T) {
	closed := make(chan struct{})
	response, err := post(t, t.Context(), nil, 10, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // a server notices that its client has gone only behind the body
		w.Header().Set("Retry-After", "7")
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte("busy"))
		w.(http.Flusher).Flush()
		<-r.Context().Done()
		close(closed)
	})
	require.NoError(t, err)
	assert.Equal(t, &core.Response{Status: 503, RetryAfter: 7 * time.Second}, response)
	<-closed
}

func TestACutAnswerIsAnError(t *testing.T) {
	_, err := post(t, t.Context(), nil, 100, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "50")
		_, _ = w.Write([]byte("half"))
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	})
	assert.EqualError(t, err, "the connection was cut: unexpected EOF")
	assert.ErrorIs(t, err, io.ErrUnexpectedEOF)
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
	for address, want := range map[string]string{
		"://?sign=zzcabc":                   "missing protocol scheme",
		"/cgi-bin/musicu.fcg?sign=zzcabc":   `unsupported protocol scheme "…"`,
		"http:///cgi-bin?sign=zzcabc":       "http: no Host in request URL",
		"http://127.0.0.1:x/?sign=zzcabc":   `invalid port "…" after host`,
		"http://127.0.0.1:1\n/?sign=zzcabc": "net/url: invalid control character in URL",
	} {
		_, err := Host(nil).Transport.RoundTrip(t.Context(), &core.Request{URL: address, MaxBytes: 10})
		assert.EqualError(t, err, want, address)
	}
}

func TestWhatWentWrongIsToldApart(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	stranger := httptest.NewTLSServer(nil)
	stranger.Config.ErrorLog = log.New(io.Discard, "", 0)
	defer stranger.Close()
	echo := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		conn, _, err := http.NewResponseController(w).Hijack()
		if assert.NoError(t, err) {
			_, _ = fmt.Fprintf(conn, "HTTP/1.1 %s %s\r\n\r\n", body, r.URL)
			_ = conn.Close()
		}
	}))
	defer echo.Close()
	cutting := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	defer cutting.Close()
	host := strings.TrimPrefix(gone.URL, "http://")
	nowhere := &http.Client{Transport: &http.Transport{DialContext: (&net.Dialer{Resolver: contraryserver.NoNames(t)}).DialContext}}

	for name, c := range map[string]struct {
		client  *http.Client
		origin  string
		pattern string
	}{
		"refused":  {nil, gone.URL, `^dial tcp ` + regexp.QuoteMeta(host) + `: connect: connection refused$`},
		"no name":  {nowhere, "http://u.y.qq.test", `^dial tcp: lookup u\.y\.qq\.test.*: no such host$`},
		"no trust": {nil, stranger.URL, `^tls: failed to verify certificate: x509: certificate signed by unknown authority$`},
		"no TLS":   {nil, strings.Replace(cutting.URL, "http:", "https:", 1), `^http: server gave HTTP response to HTTPS client$`},
		"cut":      {nil, cutting.URL, `^the connection was cut: EOF$`},
		"no HTTP":  {nil, echo.URL, `^net/http: HTTP/1\.x transport connection broken: malformed HTTP status code "…"$`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Host(c.client).Transport.RoundTrip(t.Context(), &core.Request{
				URL: c.origin + "/cgi-bin/musics.fcg?_=1773489600000&sign=zzcabc", Body: []byte(`{"authst":"Q_H_L_very0secret"}`), MaxBytes: 10,
			})
			require.Error(t, err)
			assert.Regexp(t, c.pattern, err.Error())
		})
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
