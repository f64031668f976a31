package core

import (
	"errors"

	"qqmusicpm/core/scope"
)

// The names of package scope, so that core reads like any Go package.
type (
	// Context is context.Context.
	Context = scope.Context
	// Duration is time.Duration.
	Duration = scope.Duration
)

const (
	millisecond = scope.Millisecond
	second      = scope.Second
)

// Host is what the client needs from the world around it. Package native has
// one for Go programs; in a browser it is made of fetch and the page's clock.
type Host struct {
	// Transport sends requests. Required.
	Transport Transport
	// Clock tells the time. Required.
	Clock Clock
	// Random fills p with random bytes, for device ids and the jitter of waits. Required.
	Random func(p []byte)
	// DecodeGBK turns GBK text into UTF-8; some write calls answer in it.
	// Without it such an answer is read with U+FFFD in place of what is not UTF-8.
	DecodeGBK func(text []byte) ([]byte, error)
}

// Transport sends one request and returns the answer, whatever its status.
// It returns as soon as ctx ends, may be used by many goroutines, follows no
// redirects to other origins and sends no cookies.
type Transport interface {
	RoundTrip(ctx Context, request *Request) (*Response, error)
}

// Request is one HTTP POST.
type Request struct {
	// URL is absolute, or a path when the client's endpoint is one.
	URL string
	// Header lists what the protocol sends. A browser drops User-Agent silently, so nothing may depend on it.
	Header []HeaderField
	// Body is JSON. It must not be changed.
	Body []byte
	// MaxBytes is how long the answer may be; a transport stops reading there and returns ErrBodyTooLarge.
	MaxBytes int64
}

// HeaderField is one header of a request.
type HeaderField struct{ Name, Value string }

// Response is the answer to a Request.
type Response struct {
	// Status is the HTTP status.
	Status int
	// RetryAfter is how long the Retry-After header asks to wait, 0 when there is none or it cannot be read.
	RetryAfter Duration
	// Body is the whole body. The client keeps it.
	Body []byte
}

// ErrBodyTooLarge is returned by a Transport whose answer is longer than Request.MaxBytes.
var ErrBodyTooLarge = errors.New("the answer is too large")

// Clock tells the time and calls back later.
type Clock interface {
	// Now returns the time since 1970-01-01 00:00 UTC.
	Now() Duration
	// AfterFunc calls f once after d. The function it returns stops that and reports whether it was in time.
	AfterFunc(d Duration, f func()) (stop func() bool)
}

// Storage keeps small texts between page loads and program runs: the device
// and the gateway session, never the credential. A failing Storage never fails a call.
type Storage interface {
	// Get returns the text kept under key, "" when there is none.
	Get(ctx Context, key string) (string, error)
	// Set keeps a text under key.
	Set(ctx Context, key, value string) error
	// Delete forgets key.
	Delete(ctx Context, key string) error
}

// wait returns when d has passed or ctx has ended.
func wait(ctx Context, clock Clock, d Duration) error {
	if d <= 0 {
		return scope.Cause(ctx)
	}
	passed := scope.New(scope.Background())
	stop := clock.AfterFunc(d, func() { passed.Cancel(nil) })
	defer stop()
	scope.Either(passed, ctx)
	return scope.Cause(ctx)
}

// kept returns the text that storage has under key. None, a failure and a panic are all "".
func kept(ctx Context, storage Storage, key string) (text string) {
	if storage == nil {
		return ""
	}
	var err error
	defer func() {
		if err != nil {
			text = ""
		}
	}()
	defer Catch(&err)
	text, err = storage.Get(ctx, key)
	return text
}

// keep puts a text into storage. What goes wrong there is nobody's failure: the text is made again when it is missed.
func keep(ctx Context, storage Storage, key, value string) {
	if storage == nil {
		return
	}
	var ignored error
	defer Catch(&ignored)
	ignored = storage.Set(ctx, key, value)
}
