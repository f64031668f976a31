package core

import (
	"errors"

	"qqmusicpm/internal/small/context"
	"qqmusicpm/internal/small/time"
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

// Transport sends one request, once, and returns the answer, whatever its status.
//
// Nothing below it may send a request again: not after a connection that was cut, not after a
// stream that was reset, not even when the server says that it did not look at the request. A
// write could be carried out twice, and which request holds one only the client knows, which does
// all repeating. With net/http that means a request without GetBody, as package native makes it.
// (A browser's fetch repeats a POST by itself when a connection that it uses again is cut before any
// answer; nothing in JavaScript prevents that, which is why [Client.SendText] gives each message a key.)
//
// It returns as soon as ctx ends, may be used by many goroutines, follows no redirects, whose
// target would get the login, and sends no cookies. An error status is told when the head of the answer
// is there, whatever becomes of the body. The text of an error becomes part of [NetworkError].
type Transport interface {
	RoundTrip(ctx context.Context, request *Request) (*Response, error)
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
	RetryAfter time.Duration
	// Body is the whole body. The client keeps it.
	Body []byte
}

// ErrBodyTooLarge is returned by a Transport whose answer is longer than Request.MaxBytes.
var ErrBodyTooLarge = errors.New("the answer is too large")

// Clock tells the time and calls back later.
type Clock interface {
	// Now returns the time since 1970-01-01 00:00 UTC.
	Now() time.Duration
	// AfterFunc calls f once after d. The function it returns stops that and reports whether it was in time.
	AfterFunc(d time.Duration, f func()) (stop func() bool)
}
