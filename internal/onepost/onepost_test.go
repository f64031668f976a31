package onepost

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReasonLeavesOutTheAddressAndTheServersWords(t *testing.T) {
	for text, want := range map[string]string{
		"dial tcp 127.0.0.1:1: connect: connection refused":                             "dial tcp 127.0.0.1:1: connect: connection refused",
		`malformed HTTP response "secret"`:                                              `malformed HTTP response "…"`,
		`malformed HTTP response "a \"secret\" \\"`:                                     `malformed HTTP response "…"`,
		`too many transfer encodings: ["secret" "secret"]`:                              `too many transfer encodings: ["…" "…"]`,
		"net/http: HTTP/1.x transport connection broken: malformed MIME header: secret": "net/http: HTTP/1.x transport connection broken: malformed MIME header",
		"malformed MIME header line: secret\nsecret":                                    "malformed MIME header",
		`http2: server sent GOAWAY; LastStreamID=1, ErrCode=NO_ERROR, debug="secret"`:   `http2: server sent GOAWAY; LastStreamID=1, ErrCode=NO_ERROR, debug="…"`,
		"http2: Transport: cannot retry err [stream error: stream ID 3; REFUSED_STREAM] after Request.Body was written; define Request.GetBody to avoid this error": "stream error: stream ID 3; REFUSED_STREAM",
	} {
		below := errors.New(text)
		for _, err := range []error{below, &url.Error{Op: "Post", URL: "https://u.y.qq.com/?sign=secret", Err: below}} {
			got := Reason(err)
			assert.EqualError(t, got, want)
			assert.ErrorIs(t, got, below)
		}
	}
	assert.EqualError(t, Reason(io.EOF), "the connection was cut: EOF")
	assert.EqualError(t, Reason(io.ErrUnexpectedEOF), "the connection was cut: unexpected EOF")
	assert.ErrorIs(t, Reason(io.EOF), io.EOF)
	assert.NoError(t, Reason(nil))
}

func TestARequestCanBeReadOnce(t *testing.T) {
	request, err := New(t.Context(), "https://u.y.qq.com/cgi-bin/musicu.fcg", []byte("{}"))
	require.NoError(t, err)
	assert.Equal(t, http.MethodPost, request.Method)
	assert.EqualValues(t, 2, request.ContentLength)
	assert.Nil(t, request.GetBody)
	assert.Nil(t, request.Clone(context.Background()).GetBody)
}

func TestTheBaseOfAClientIsNotChanged(t *testing.T) {
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	base := &http.Client{Jar: jar, Timeout: time.Minute}
	client := Client(base)
	assert.Equal(t, http.CookieJar(jar), base.Jar)
	assert.Nil(t, base.CheckRedirect)
	assert.Nil(t, client.Jar)
	assert.Equal(t, time.Minute, client.Timeout)
}
