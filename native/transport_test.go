package native

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
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
