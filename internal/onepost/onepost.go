// Package onepost sends POST requests once. Each may hold a message that a
// person wrote, and one that the server got is not to be sent again because its
// answer was lost.
package onepost

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"regexp"
)

// Client returns a copy of base, or a client of its own when that is nil, that
// sends no cookies and follows no redirect: the body of a request holds the login.
func Client(base *http.Client) *http.Client {
	client := http.Client{}
	if base != nil {
		client = *base
	}
	client.Jar = nil
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &client
}

// New returns a request. It has no GetBody: what net/http cannot read a second
// time it does not send a second time, whatever the server does and whatever a
// RoundTripper puts into the headers. With it a request is sent for ever to an
// HTTP/2 server that answers it with RST_STREAM.
func New(ctx context.Context, address string, body []byte) (*http.Request, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return nil, Reason(err)
	}
	request.GetBody = nil
	return request, nil
}

// Do sends a request. Its error is the [Reason].
func Do(client *http.Client, request *http.Request) (*http.Response, error) {
	answer, err := client.Do(request)
	return answer, Reason(err)
}

var (
	// repeatAdvice is what HTTP/2 puts around the reason why it would have repeated a request.
	repeatAdvice = regexp.MustCompile(`(?s)^http2: Transport: cannot retry err \[(.*)\] after Request\.Body was written.*$`)
	// serverWords are where an error quotes what the server sent, which may be the request.
	serverWords = regexp.MustCompile(`(?s)"(?:[^"\\]|\\.)*"`)
	headerLine  = regexp.MustCompile(`(?s)(malformed MIME header)\b.*$`)
)

// Reason returns an error of net/http without the address that it puts before
// what went wrong, and without what the server sent.
func Reason(err error) error {
	if about, ok := errors.AsType[*url.Error](err); ok {
		err = about.Err
	}
	if err == nil {
		return nil
	}
	text := err.Error()
	short := repeatAdvice.ReplaceAllString(text, "$1")
	short = serverWords.ReplaceAllString(short, `"…"`)
	short = headerLine.ReplaceAllString(short, "$1")
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		short = "the connection was cut: " + short
	}
	if short == text {
		return err
	}
	return &reason{short, err}
}

// reason is an error in other words.
type reason struct {
	text string
	err  error
}

func (r *reason) Error() string { return r.text }

func (r *reason) Unwrap() error { return r.err }
