package core

import (
	"qqmusicpm/internal/small/context"
	"qqmusicpm/internal/small/time"
)

// Defaults of a client.
const (
	// DefaultEndpoint is the gateway's origin.
	DefaultEndpoint = "https://u.y.qq.com"
	// DefaultTimeout is how long one attempt may take.
	DefaultTimeout = 15 * time.Second
	// DefaultMaxRetries is how often a read is repeated.
	DefaultMaxRetries = 2
	// DefaultRate and DefaultBurst are the rate limit, in requests a second.
	DefaultRate, DefaultBurst = 10, 50
	// DefaultMaxBytes is how long an answer may be, 8 MiB.
	DefaultMaxBytes = 8 << 20
)

const (
	unsignedPath = "/cgi-bin/musicu.fcg"
	signedPath   = "/cgi-bin/musics.fcg"
)

// SignMode says which calls are signed (签名).
type SignMode uint8

const (
	// SignAuto signs the calls known to want it, and a call that was refused for want of a signature.
	SignAuto SignMode = iota
	// SignAlways signs every call.
	SignAlways
	// SignNever signs none.
	SignNever
)

// Config says how a client behaves. Only Host is required.
type Config struct {
	// Host is the world around the client.
	Host Host
	// Credential is the login that calls use.
	Credential Credential
	// CredentialSource, when given, is asked for the login before each call, in place of Credential.
	CredentialSource func(ctx context.Context) (Credential, error)
	// Endpoint is the gateway's origin, or a path such as "/" for the page's own; DefaultEndpoint when empty.
	Endpoint string
	// Timeout is for each attempt; DefaultTimeout when 0, none when negative.
	Timeout time.Duration
	// MaxRetries is how often a read is repeated; DefaultMaxRetries when not set.
	MaxRetries Optional[int]
	// RateLimit is how fast requests are sent; DefaultRate and DefaultBurst when nil, no limit when Rate is 0.
	RateLimit *RateLimit
	// Sign says which calls are signed.
	Sign SignMode
	// Dialect is how the phone app speaks; Dialect20_9 when empty.
	Dialect Dialect
	// Comm sets or leaves out single members of comm in every request, GetSession's too.
	Comm []CommMember
	// Strict makes every value that cannot be read a DataError. Otherwise that is for values without which the
	// answer would mislead; any other takes its default and is listed in the answer's Problems.
	Strict bool
	// Device is the device that the client says it is.
	Device DeviceProfile
	// Storage keeps the device and the gateway sessions; nil keeps them in memory.
	Storage Storage
	// OnEvent is called after each attempt, with the context of the call. The call waits for it, two seconds at most.
	OnEvent func(ctx context.Context, event Event)
	// MaxBytes is how long an answer may be; DefaultMaxBytes when 0. It cannot be negative.
	MaxBytes int64
}

// settings are what a call can change for itself.
type settings struct {
	credential *Credential
	timeout    time.Duration
	retries    int
	sign       SignMode
	strict     bool
}

func (s *settings) check() *InvalidArgumentError {
	switch {
	case s.retries < 0:
		return invalidArgument("maxRetries", "must not be negative")
	case s.sign > SignNever:
		return invalidArgument("sign", "must be SignAuto, SignAlways or SignNever")
	}
	return nil
}

// CallOption changes the client's settings for one call.
type CallOption func(*settings)

// WithCredential uses another login; an empty one makes the call fail with a CredentialInvalidError.
func WithCredential(credential Credential) CallOption {
	return func(s *settings) { s.credential = &credential }
}

// WithTimeout changes how long one attempt may take; none when d is 0 or negative.
func WithTimeout(d time.Duration) CallOption { return func(s *settings) { s.timeout = d } }

// WithMaxRetries changes how often a read is repeated.
func WithMaxRetries(n int) CallOption { return func(s *settings) { s.retries = n } }

// WithSign changes whether the call is signed.
func WithSign(mode SignMode) CallOption { return func(s *settings) { s.sign = mode } }

// WithStrict changes whether every value that cannot be read is a DataError.
func WithStrict(strict bool) CallOption { return func(s *settings) { s.strict = strict } }

// settingsOf applies the options of a call.
func (c *Client) settingsOf(options []CallOption) (*settings, error) {
	s := new(settings)
	*s = c.defaults
	for _, option := range options {
		option(s)
	}
	if problem := s.check(); problem != nil {
		return nil, problem
	}
	return s, nil
}

// endpointOf reads an endpoint: an http or https origin, perhaps with a path, or a path alone. It has no query, no
// fragment, no login and nothing that a browser would read in another way.
func endpointOf(endpoint string) (string, bool) {
	if endpoint == "" {
		return DefaultEndpoint, true
	}
	host := 0 // where the host begins
	for _, scheme := range [...]string{"https://", "http://", "/"} {
		if startsWith(endpoint, scheme) {
			host = len(scheme)
			break
		}
	}
	isPath := host == 1
	if host == 0 || !isPath && len(endpoint) == host || len(endpoint) > host && endpoint[host] == '/' {
		return "", false
	}
	for i := range len(endpoint) {
		switch c := endpoint[i]; {
		case c <= ' ', c >= 0x7f, c == '?', c == '#', c == '@', c == '\\':
			return "", false
		}
	}
	for endpoint != "" && endpoint[len(endpoint)-1] == '/' {
		endpoint = endpoint[:len(endpoint)-1]
	}
	return endpoint, true
}
