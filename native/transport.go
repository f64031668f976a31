package native

import (
	"context"
	"io"
	"math"
	"net/http"
	"strconv"
	"time"

	"qqmusicpm/core"
	"qqmusicpm/internal/onepost"
)

// transport sends requests with net/http, each of them once.
type transport struct{ client *http.Client }

// RoundTrip implements core.Transport.
func (t transport) RoundTrip(ctx context.Context, request *core.Request) (*core.Response, error) {
	post, err := onepost.New(ctx, request.URL, request.Body)
	if err != nil {
		return nil, err
	}
	for _, field := range request.Header {
		post.Header.Set(field.Name, field.Value)
	}
	answer, err := onepost.Do(t.client, post)
	if err != nil {
		return nil, err
	}
	defer func() { _ = answer.Body.Close() }()
	response := &core.Response{Status: answer.StatusCode, RetryAfter: retryAfter(answer.Header.Get("Retry-After"), time.Now())}
	if response.Status == http.StatusOK {
		response.Body, err = readBody(answer, request.MaxBytes)
	}
	if err != nil {
		return nil, err
	}
	return response, nil
}

func readBody(answer *http.Response, limit int64) ([]byte, error) {
	limit = min(limit, math.MaxInt64-1)
	if answer.ContentLength > limit {
		return nil, core.ErrBodyTooLarge
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, limit+1))
	if int64(len(body)) > limit {
		return nil, core.ErrBodyTooLarge
	}
	return body, onepost.Reason(err)
}

// retryAfter reads a Retry-After header: seconds, or a date. It returns 0 when
// there is none, when it is over or when it cannot be read.
func retryAfter(header string, now time.Time) time.Duration {
	if isDigits(header) {
		seconds, err := strconv.ParseInt(header, 10, 64)
		if err != nil || seconds > int64(math.MaxInt64/time.Second) {
			return math.MaxInt64
		}
		return time.Duration(seconds) * time.Second
	}
	at, err := http.ParseTime(header)
	if err != nil {
		return 0
	}
	return max(0, at.Sub(now))
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
