package core

import (
	"slices"
	"sync"
	"sync/atomic"

	"qqmusicpm/internal/scope"
	"qqmusicpm/internal/small/context"
	"qqmusicpm/internal/wire"
)

// Client makes calls for one account at a time. All methods may be used by many goroutines at once.
type Client struct {
	host     Host
	endpoint string
	speaks   dialectNumber
	comm     []CommMember
	onEvent  func(ctx context.Context, event Event)
	maxBytes int64
	limiter  *limiter
	defaults settings
	sessions sessions
	device   device

	storage     Storage
	storageGone atomic.Bool

	// root ends when the client is closed.
	root *scope.Scope

	mu         sync.Mutex
	credential *Credential
	source     func(ctx context.Context) (Credential, error)
	// wantSign are the names of the calls that were refused for want of a signature.
	wantSign []string
}

// NewClient makes a client. Its error is an *InvalidArgumentError.
func NewClient(config Config) (*Client, error) {
	credential := config.Credential
	c := &Client{
		host: config.Host, storage: config.Storage, onEvent: config.OnEvent, maxBytes: config.MaxBytes,
		credential: &credential, source: config.CredentialSource,
		defaults: settings{timeout: config.Timeout, retries: DefaultMaxRetries, sign: config.Sign, strict: config.Strict},
		device:   device{profile: config.Device},
	}
	if c.host.Transport == nil || c.host.Clock == nil || c.host.Random == nil {
		return nil, invalidArgument("host", "needs a transport, a clock and a random source")
	}
	var ok bool
	if c.endpoint, ok = endpointOf(config.Endpoint); !ok {
		return nil, invalidArgument("endpoint", "must be an http or https origin, or a path that starts with /")
	}
	if c.speaks, ok = dialectOf(config.Dialect); !ok {
		return nil, invalidArgument("dialect", `must be "20.9" or "14.9"`)
	}
	if problem := checkMembers(config.Comm); problem != nil {
		return nil, problem
	}
	if !isPrintable(config.Device.OSVersion) {
		return nil, invalidArgument("device.osVersion", notPrintable)
	}
	c.comm = slices.Clone(config.Comm)
	if c.defaults.timeout == 0 {
		c.defaults.timeout = DefaultTimeout
	}
	if retries, given := config.MaxRetries.Get(); given {
		c.defaults.retries = retries
	}
	if problem := c.defaults.check(); problem != nil {
		return nil, problem
	}
	if c.maxBytes == 0 {
		c.maxBytes = DefaultMaxBytes
	}
	if c.maxBytes < 0 {
		return nil, invalidArgument("maxBytes", "must not be negative")
	}
	limit := RateLimit{Rate: DefaultRate, Burst: DefaultBurst}
	if config.RateLimit != nil {
		limit = *config.RateLimit
	}
	if limit != (RateLimit{}) {
		if problem := limit.check(); problem != nil {
			return nil, problem
		}
		c.limiter = newLimiter(limit, c.host.Clock)
	}
	c.root = scope.New(context.Background())
	return c, nil
}

// SetCredential changes the login for the calls made from now on; calls on their way keep theirs.
func (c *Client) SetCredential(credential Credential) {
	c.mu.Lock()
	c.credential, c.source = &credential, nil
	c.mu.Unlock()
}

// SetCredentialSource changes where the login comes from, for the calls made from now on.
func (c *Client) SetCredentialSource(source func(ctx context.Context) (Credential, error)) {
	c.mu.Lock()
	c.source = source
	c.mu.Unlock()
}

// Close ends the client: what is pending and what comes later fails with a ClosedError.
func (c *Client) Close() {
	c.root.Cancel(&ClosedError{Fault{Message: "the client is closed"}})
}

// Do makes one call and returns its answer. A call that is refused is an error of Do: [Answer.Err] of what it
// returns is nil. The typed methods, such as [Client.GetSessions], are Do and [Decode].
func (c *Client) Do(ctx context.Context, call *Call, options ...CallOption) (*Answer, error) {
	bound := scope.Within(ctx, c.root)
	defer bound.Cancel(nil)
	d, err := c.newDelivery(bound, call, options, new(ownLogin))
	if err != nil {
		return nil, err
	}
	answer := &c.send(bound, d)[0]
	if answer.err != nil {
		return nil, answer.err
	}
	return answer, nil
}

// do makes a typed call.
func do[T any, P decodable[T]](ctx context.Context, c *Client, p parameters, options []CallOption) (*T, error) {
	call, err := p.NewCall()
	if err != nil {
		return nil, err
	}
	answer, err := c.Do(ctx, call, options...)
	if err != nil {
		return nil, err
	}
	return Decode[T, P](answer)
}

// signs says whether a call goes to the signed endpoint.
func (c *Client) signs(call *Call, mode SignMode) bool {
	c.mu.Lock()
	wanted := call.wire().WantsSignature() || slices.Contains(c.wantSign, call.Name())
	c.mu.Unlock()
	return mode == SignAlways || mode == SignAuto && wanted
}

// rememberToSign signs a call from now on that was refused for want of a signature.
func (c *Client) rememberToSign(call *Call) {
	c.mu.Lock()
	if !slices.Contains(c.wantSign, call.Name()) {
		c.wantSign = append(c.wantSign, call.Name())
	}
	c.mu.Unlock()
}

// endpointURL returns where a body is sent.
func (c *Client) endpointURL(body []byte, signed bool) string {
	if !signed {
		return c.endpoint + unsignedPath
	}
	now := digits(c.host.Clock.Now().Milliseconds())
	return c.endpoint + signedPath + "?_=" + now + "&sign=" + Sign(body)
}

func digits(n int64) string { return wire.Digits(n) }
