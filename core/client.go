package core

import (
	"sync"

	"qqmusicpm/core/scope"
)

// Defaults of a client.
const (
	// DefaultEndpoint is the gateway's origin.
	DefaultEndpoint = "https://u.y.qq.com"
	// DefaultTimeout is how long one attempt may take.
	DefaultTimeout = 15 * second
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
	CredentialSource func(ctx Context) (Credential, error)
	// Endpoint is the gateway's origin, or a path such as "/" for the page's own; DefaultEndpoint when empty.
	Endpoint string
	// Timeout is for each attempt; DefaultTimeout when 0, none when negative.
	Timeout Duration
	// MaxRetries is how often a read is repeated; DefaultMaxRetries when not set.
	MaxRetries Optional[int]
	// RateLimit is how fast requests are sent; DefaultRate and DefaultBurst when nil, no limit when Rate is 0.
	RateLimit *RateLimit
	// Sign says which calls are signed.
	Sign SignMode
	// Device is the device that the client says it is.
	Device DeviceProfile
	// Storage keeps the device and the gateway sessions; nil keeps them in memory.
	Storage Storage
	// OnEvent is called after each attempt, from the goroutine of the call.
	OnEvent func(Event)
	// MaxBytes is how long an answer may be; DefaultMaxBytes when 0.
	MaxBytes int64
}

// Client makes calls for one account at a time. All methods may be used by many goroutines at once.
type Client struct {
	host     Host
	endpoint string
	storage  Storage
	onEvent  func(Event)
	maxBytes int64
	limiter  *limiter
	defaults settings
	source   func(ctx Context) (Credential, error)
	sessions sessions
	device   device

	// root ends when the client is closed.
	root *scope.Scope

	mu         sync.Mutex
	credential *Credential
	// wantSign are the calls that were refused for want of a signature.
	wantSign []*callSpec
}

// settings are what a call can change for itself.
type settings struct {
	credential *Credential
	timeout    Duration
	retries    int
	sign       SignMode
}

// CallOption changes the client's settings for one call.
type CallOption func(*settings)

// WithCredential uses another login; an empty one makes the call fail with a CredentialInvalidError.
func WithCredential(credential Credential) CallOption {
	return func(s *settings) { s.credential = &credential }
}

// WithTimeout changes how long one attempt may take; none when d is 0 or negative.
func WithTimeout(d Duration) CallOption { return func(s *settings) { s.timeout = d } }

// WithMaxRetries changes how often a read is repeated.
func WithMaxRetries(n int) CallOption { return func(s *settings) { s.retries = n } }

// WithSign changes whether the call is signed.
func WithSign(mode SignMode) CallOption { return func(s *settings) { s.sign = mode } }

// NewClient makes a client. Its error is an *InvalidArgumentError.
func NewClient(config Config) (*Client, error) {
	credential := config.Credential
	c := &Client{
		host: config.Host, storage: config.Storage, onEvent: config.OnEvent, maxBytes: config.MaxBytes,
		credential: &credential, source: config.CredentialSource,
		defaults: settings{timeout: config.Timeout, retries: DefaultMaxRetries, sign: config.Sign},
		device:   device{profile: config.Device},
	}
	if c.host.Transport == nil || c.host.Clock == nil || c.host.Random == nil {
		return nil, invalidArgument("host", "needs a transport, a clock and a random source")
	}
	var err *InvalidArgumentError
	if c.endpoint, err = endpointOf(config.Endpoint); err != nil {
		return nil, err
	}
	if c.defaults.timeout == 0 {
		c.defaults.timeout = DefaultTimeout
	}
	if config.MaxRetries.state == given {
		c.defaults.retries = config.MaxRetries.value
	}
	if c.defaults.retries < 0 {
		return nil, invalidArgument("maxRetries", "must not be negative")
	}
	if c.maxBytes == 0 {
		c.maxBytes = DefaultMaxBytes
	}
	limit := RateLimit{Rate: DefaultRate, Burst: DefaultBurst}
	if config.RateLimit != nil {
		limit = *config.RateLimit
	}
	if limit.Rate < 0 || limit.Rate > 0 && limit.Burst < 1 {
		return nil, invalidArgument("rateLimit", "needs a rate above 0 and a burst of at least 1")
	}
	if limit.Rate > 0 {
		c.limiter = newLimiter(limit, c.host.Clock)
	}
	c.root = scope.New(scope.Background())
	return c, nil
}

func endpointOf(endpoint string) (string, *InvalidArgumentError) {
	switch {
	case endpoint == "":
		return DefaultEndpoint, nil
	case startsWith(endpoint, "/") && !startsWith(endpoint, "//"), hasHost(endpoint, "https://"), hasHost(endpoint, "http://"):
		if isAddress(endpoint) {
			for endpoint != "" && endpoint[len(endpoint)-1] == '/' {
				endpoint = endpoint[:len(endpoint)-1]
			}
			return endpoint, nil
		}
	}
	return "", invalidArgument("endpoint", "must be an http or https origin, or a path that starts with /")
}

func hasHost(endpoint, scheme string) bool {
	return startsWith(endpoint, scheme) && len(endpoint) > len(scheme) && endpoint[len(scheme)] != '/'
}

// isAddress reports whether an endpoint has no query, no fragment, no login and nothing a browser would read in another way.
func isAddress(endpoint string) bool {
	for i := range len(endpoint) {
		switch c := endpoint[i]; {
		case c <= ' ', c >= 0x7f, c == '?', c == '#', c == '@', c == '\\':
			return false
		}
	}
	return true
}

// SetCredential changes the login for the calls made from now on; calls on their way keep theirs.
func (c *Client) SetCredential(credential Credential) {
	c.mu.Lock()
	c.credential, c.source = &credential, nil
	c.mu.Unlock()
}

// SetCredentialSource changes where the login comes from, for the calls made from now on.
func (c *Client) SetCredentialSource(source func(ctx Context) (Credential, error)) {
	c.mu.Lock()
	c.source = source
	c.mu.Unlock()
}

// Close ends the client: what is pending and what comes later fails with a ClosedError.
func (c *Client) Close() {
	c.root.Cancel(&ClosedError{Fault{Message: "the client is closed"}})
}

// Do makes one call and returns its answer, whose error is nil. The typed
// methods, such as [Client.GetSessions], call it.
func (c *Client) Do(ctx Context, call *Call, options ...CallOption) (*Answer, error) {
	bound := scope.Within(ctx, c.root)
	defer bound.Cancel(nil)
	p, err := c.newPost(bound, call, options, new(*Credential))
	if err != nil {
		return nil, err
	}
	p.calls = []*Call{call}
	answer := &c.send(bound, p)[0]
	if answer.err != nil {
		return nil, answer.err
	}
	return answer, nil
}

// do makes a typed call.
func do[T any, P decodable[T]](ctx Context, c *Client, p parameters, options []CallOption) (*T, error) {
	call, err := p.NewCall()
	if err != nil {
		return nil, err
	}
	answer, err := c.Do(ctx, call, options...)
	if err != nil {
		return nil, err
	}
	return decodeAnswer[T, P](answer)
}

func (c *Client) settingsOf(options []CallOption) *settings {
	s := new(settings)
	*s = c.defaults
	for _, option := range options {
		option(s)
	}
	return s
}

// login returns the credential of a call, the one given for it alone or the client's, after every check that needs no network.
func (c *Client) login(ctx Context, given *Credential) (*Credential, error) {
	if ctx.Err() != nil {
		return nil, scope.Cause(ctx)
	}
	c.mu.Lock()
	own, source := c.credential, c.source
	c.mu.Unlock()
	credential := new(Credential)
	switch {
	case given != nil:
		*credential = *given
	case source == nil:
		*credential = *own
	default:
		if err := ask(ctx, source, credential); err != nil {
			switch {
			case ctx.Err() != nil:
				return nil, scope.Cause(ctx)
			case FaultOf(err) != nil:
				return nil, err
			}
			return nil, &CredentialInvalidError{Fault{Message: "the credential could not be had", Cause: err}}
		}
	}
	return credential, credential.check(c.host.Clock)
}

// ask gets the login from the caller's source, whose panic is an error like any other.
func ask(ctx Context, source func(Context) (Credential, error), credential *Credential) (err error) {
	defer Catch(&err)
	*credential, err = source(ctx)
	return err
}

//go:noinline // it stands in many places
func named(err error, call string) error {
	f, err := amended(err)
	f.Call = call
	return err
}

// device is the device profile, completed on first use.
type device struct {
	_ incomparable
	// ready ends when the profile is complete; nil before it was asked for.
	ready   *scope.Scope
	profile DeviceProfile
	err     error
}

func (c *Client) deviceProfile(ctx Context) (*DeviceProfile, error) {
	d := &c.device
	c.mu.Lock()
	first := d.ready == nil
	if first {
		d.ready = scope.New(scope.Background())
	}
	c.mu.Unlock()
	if first {
		go func() {
			defer d.ready.Cancel(nil)
			defer Catch(&d.err)
			loadDevice(c.root, &d.profile, c.storage, c.host.Random)
		}()
	}
	scope.Either(d.ready, ctx)
	if d.ready.Err() == nil {
		return nil, scope.Cause(ctx)
	}
	return &d.profile, d.err
}

// endpointURL returns where a body is sent.
func (c *Client) endpointURL(body []byte, signed bool) string {
	if !signed {
		return c.endpoint + unsignedPath
	}
	now := digits(c.host.Clock.Now().Milliseconds())
	return c.endpoint + signedPath + "?_=" + now + "&sign=" + Sign(body)
}
