package core

import (
	"errors"
	"slices"
	"unicode/utf8"

	"qqmusicpm/core/internal/jsondoc"
	"qqmusicpm/core/scope"
)

// post is one request on its way: calls that share account, endpoint and settings.
type post struct {
	_          incomparable
	calls      []*Call
	credential *Credential
	session    *GatewaySession
	settings   *settings
	signed     bool
	// at are the places of the calls among those it was made of.
	at []int
	// context ends this request alone; nil means that nothing but what it is sent in does.
	context Context
}

// newPost makes a request for a call after every check that needs no network. The
// client's own login, when it is used, is asked for once and kept in own.
func (c *Client) newPost(ctx Context, call *Call, options []CallOption, own **Credential) (*post, error) {
	s := c.settingsOf(options)
	given := s.credential
	if given == nil {
		given = *own
	}
	credential, err := c.login(ctx, given)
	if err != nil {
		return nil, named(err, call.Name())
	}
	if s.credential == nil {
		*own = credential
	}
	s.credential = nil
	return &post{credential: credential, settings: s}, nil
}

func (p *post) name() string {
	if len(p.calls) == 1 {
		return p.calls[0].Name()
	}
	return "batch"
}

// body is what AppendRequest makes, with the comm written in its place.
func (p *post) body(profile *DeviceProfile) []byte {
	w := jsondoc.Writer{Text: make([]byte, 0, commSize+sizeOf(p.calls))}
	w.Raw(`{"comm":`)
	writeComm(&w, p.credential, profile, p.session)
	writeCalls(&w, p.calls)
	return w.Text
}

func (p *post) writes() bool {
	for _, call := range p.calls {
		if call.Writes() {
			return true
		}
	}
	return false
}

// signs says whether a call goes to the signed endpoint.
func (c *Client) signs(call *Call, mode SignMode) bool {
	c.mu.Lock()
	wanted := call.WantsSignature() || slices.Contains(c.wantSign, call.spec)
	c.mu.Unlock()
	return mode == SignAlways || mode == SignAuto && wanted
}

// send makes the calls of a request and returns an answer for each. It gets the gateway session first.
func (c *Client) send(ctx Context, p *post) []Answer {
	var err error
	if p.session, err = c.session(ctx, p.credential); err != nil {
		return failed(p.calls, err, false)
	}
	mode := p.settings.sign
	p.signed = c.signs(p.calls[0], mode)
	answers := c.deliver(ctx, p)
	if p.signed || mode != SignAuto {
		return answers
	}
	// Calls refused for want of a signature were not carried out: they are signed and sent once more.
	again := &post{credential: p.credential, session: p.session, settings: p.settings, signed: true}
	for i, call := range p.calls {
		if _, refused := answers[i].err.(*SignatureRequiredError); refused {
			c.mu.Lock()
			c.wantSign = append(c.wantSign, call.spec)
			c.mu.Unlock()
			again.calls = append(again.calls, call)
			again.at = append(again.at, i)
		}
	}
	if len(again.at) > 0 {
		for i, answer := range c.deliver(ctx, again) {
			answers[again.at[i]] = answer
		}
	}
	return answers
}

// failed answers every call with the same error. The error of a gateway session
// keeps its own name. A write that was sent may have reached the gateway, which makes repeating it unsafe.
func failed(calls []*Call, err error, sent bool) []Answer {
	answers := make([]Answer, len(calls))
	for i, call := range calls {
		f, own := amended(err)
		if f.Call == "" {
			f.Call = call.Name()
		}
		if sent && call.Writes() {
			switch err.(type) {
			case *NetworkError, *TimeoutError, *DataError, *ModuleError, *ClosedError:
				f.MaybeSent = true
			case *HTTPError:
				f.MaybeSent = f.Status < 400 || f.Status >= 500
			}
			f.Retryable = f.Retryable && !f.MaybeSent
		}
		answers[i].call, answers[i].err = call, own
	}
	return answers
}

// deliver sends a request, again and again where that is safe, and returns an answer for each call.
func (c *Client) deliver(ctx Context, p *post) []Answer {
	sent := false
	profile, err := c.deviceProfile(ctx)
	if err == nil {
		body := p.body(profile)
		for attempt := 1; err == nil; attempt++ {
			if err = c.limiter.wait(ctx); err != nil {
				break
			}
			var answers []Answer
			if answers, err = c.attempt(ctx, p, body, profile, attempt); err == nil {
				return answers
			}
			sent = true
			f := FaultOf(err)
			pause := backoff(attempt-1, c.host.Random)
			if f != nil && f.RetryAfter > 0 {
				pause = Duration(f.RetryAfter) * millisecond
			}
			if f == nil || !f.Retryable || p.writes() || attempt > p.settings.retries || pause > maxRetryAfter {
				break
			}
			err = wait(ctx, c.host.Clock, pause)
		}
	}
	return failed(p.calls, err, sent)
}

// errAttemptTimeout is the cause of an attempt that took too long.
var errAttemptTimeout = errors.New("timeout")

// attempt sends a request once.
func (c *Client) attempt(ctx Context, p *post, body []byte, profile *DeviceProfile, number int) ([]Answer, error) {
	if ctx.Err() != nil {
		return nil, scope.Cause(ctx)
	}
	limited := scope.New(ctx)
	defer limited.Cancel(nil)
	if p.settings.timeout > 0 {
		stop := c.host.Clock.AfterFunc(p.settings.timeout, func() { limited.Cancel(errAttemptTimeout) })
		defer stop()
	}
	started := c.eventTime()
	response, err := c.roundTrip(limited, &Request{
		URL:      c.endpointURL(body, p.signed),
		Header:   []HeaderField{{"Content-Type", "application/json"}, {"User-Agent", UserAgent(*profile)}},
		Body:     body,
		MaxBytes: c.maxBytes,
	})
	event := Event{Call: p.name(), Attempt: number, Elapsed: c.eventTime() - started, BytesOut: len(body)}
	var answers []Answer
	if err == nil {
		event.Status, event.BytesIn = response.Status, len(response.Body)
		if err = c.refusedByStatus(response); err == nil {
			answers, err = c.read(response.Body, p.calls)
		}
	} else {
		err = c.undelivered(ctx, limited, err)
	}
	c.report(&event, answers, err)
	return answers, err
}

// roundTrip hands a request to the transport, whose panic is an error like any other.
func (c *Client) roundTrip(ctx Context, request *Request) (response *Response, err error) {
	defer Catch(&err)
	response, err = c.host.Transport.RoundTrip(ctx, request)
	if err == nil && response == nil {
		panic("the transport returned nothing")
	}
	return response, err
}

// read reads the body of an answer. One that is no UTF-8 fails and is read again; all others are gone over only once.
func (c *Client) read(body []byte, calls []*Call) (answers []Answer, err error) {
	defer Catch(&err)
	answers, err = ParseResponse(body, calls...)
	if err != nil && !utf8.Valid(body) {
		answers, err = ParseResponse(toUTF8(body, c.host.DecodeGBK), calls...)
	}
	return answers, err
}

// refusedByStatus makes the error of an answer whose status is not 200 or whose body is too long.
func (c *Client) refusedByStatus(response *Response) error {
	if response.Status == 200 {
		if int64(len(response.Body)) > c.maxBytes {
			return c.tooLarge(nil)
		}
		return nil
	}
	return &HTTPError{Fault{Status: response.Status, Message: "the gateway answered with HTTP status " + digits(int64(response.Status)),
		Retryable: response.Status == 429 || response.Status >= 500, RetryAfter: response.RetryAfter.Milliseconds()}}
}

// undelivered makes the error of an attempt that got no answer.
func (c *Client) undelivered(ctx, limited Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return scope.Cause(ctx)
	case scope.Cause(limited) == errAttemptTimeout:
		return &TimeoutError{Fault{Message: "no answer within the timeout", Retryable: true}}
	case isCause(err, ErrBodyTooLarge):
		return c.tooLarge(err)
	}
	if broken, ok := err.(*ModuleError); ok {
		return broken
	}
	return &NetworkError{Fault{Message: "no answer from the gateway", Retryable: true, Cause: err}}
}

func (c *Client) tooLarge(cause error) error {
	return &DataError{Fault{Message: "the answer is longer than " + digits(c.maxBytes) + " bytes", Cause: cause}}
}

// eventTime is the time, or 0 when no event tells it: the host's clock is slow to read.
func (c *Client) eventTime() Duration {
	if c.onEvent == nil {
		return 0
	}
	return c.host.Clock.Now()
}

func (c *Client) report(event *Event, answers []Answer, err error) {
	if c.onEvent == nil {
		return
	}
	for i := range answers {
		if err == nil {
			err = answers[i].err
		}
	}
	if e, ok := err.(QQMusicError); ok {
		event.Error, event.Code = e.Name(), e.fault().Code
	} else if err != nil {
		event.Error = "aborted"
	}
	// The listener is not part of the call: its panic is no reason to fail it.
	var ignored error
	defer Catch(&ignored)
	c.onEvent(*event)
}
