package core

import (
	"unicode/utf8"

	"qqmusicpm/internal/jsondoc"
	"qqmusicpm/internal/scope"
	"qqmusicpm/internal/small/context"
	"qqmusicpm/internal/small/time"
	"qqmusicpm/internal/wire"
)

// delivery is one request on its way: calls that share account, endpoint and settings.
type delivery struct {
	calls      []*Call
	credential *Credential
	session    *GatewaySession
	settings   *settings
	signed     bool
}

// newDelivery makes a request for a call after every check that needs no network.
func (c *Client) newDelivery(ctx context.Context, call *Call, options []CallOption, own *ownLogin) (*delivery, error) {
	settings, err := c.settingsOf(options)
	var credential *Credential
	if err == nil {
		credential, err = c.login(ctx, call, settings.credential, own)
	}
	if err != nil {
		return nil, named(err, call.Name())
	}
	settings.credential = nil // so that settings with the same effect are equal
	return &delivery{calls: []*Call{call}, credential: credential, settings: settings}, nil
}

func (d *delivery) name() string {
	if len(d.calls) == 1 {
		return d.calls[0].Name()
	}
	return "batch"
}

// body is what AppendRequest makes, with the comm written in its place.
func (d *delivery) body(c *Client, profile *DeviceProfile) []byte {
	w := jsondoc.Writer{Text: make([]byte, 0, commSize+sizeOf(d.calls))}
	w.Raw(`{"comm":`)
	comm := d.comm(c, profile)
	comm.write(&w, c.speaks.declared())
	writeCalls(&w, d.calls)
	return w.Text
}

// comm says who asks. A delivery without a login asks for the device alone.
func (d *delivery) comm(c *Client, profile *DeviceProfile) Comm {
	comm := Comm{Device: *profile, Now: c.host.Clock.Now(), Members: c.comm}
	if d.credential != nil {
		comm.Credential = *d.credential
	}
	if d.session != nil {
		comm.Session = *d.session
	}
	return comm
}

func (d *delivery) writes() bool {
	for _, call := range d.calls {
		if call.Writes() {
			return true
		}
	}
	return false
}

// send makes the calls of a request and returns an answer for each. It gets the gateway session first.
func (c *Client) send(ctx context.Context, d *delivery) []Answer {
	var err error
	if d.session, err = c.session(ctx, d.credential, d.settings); err != nil {
		return failed(ctx, d.calls, err, false)
	}
	mode := d.settings.sign
	d.signed = c.signs(d.calls[0], mode)
	answers := c.deliver(ctx, d)
	if d.signed || mode != SignAuto {
		return answers
	}
	// Calls refused for want of a signature were not carried out: they are signed and sent once more.
	again := &delivery{credential: d.credential, session: d.session, settings: d.settings, signed: true}
	var places []int
	for i, call := range d.calls {
		if _, refused := answers[i].err.(*SignatureRequiredError); refused {
			c.rememberToSign(call)
			again.calls = append(again.calls, call)
			places = append(places, i)
		}
	}
	if len(places) > 0 {
		for i, answer := range c.deliver(ctx, again) {
			answers[places[i]] = answer
		}
	}
	return answers
}

// failed answers every call with the same error. The error of a gateway session
// keeps its own name. A write that left may have reached the gateway, which makes repeating it unsafe.
func failed(ctx context.Context, calls []*Call, err error, left bool) []Answer {
	answers := make([]Answer, len(calls))
	for i, call := range calls {
		cause := err
		doubtful := left && call.Writes() && mayHaveArrived(err)
		if doubtful && fieldsOf(err) == nil {
			cause = aborted(ctx, err)
		}
		f, copied := copyError(cause)
		if f.Call == "" {
			f.Call = call.Name()
		}
		f.MaybeSent = doubtful
		f.Retryable = f.Retryable && !doubtful
		answers[i].call, answers[i].err = call, copied
	}
	return answers
}

// deliver sends a request, again and again where that is safe, and returns an answer for each call.
func (c *Client) deliver(ctx context.Context, d *delivery) []Answer {
	left := false
	profile, err := c.deviceProfile(ctx)
	if err == nil {
		body := d.body(c, profile)
		for attempt := 1; err == nil; attempt++ {
			if err = c.limiter.wait(ctx); err != nil {
				break
			}
			left = true
			var answers []Answer
			if answers, err = c.attempt(ctx, d, body, profile, attempt); err == nil {
				return answers
			}
			f := FaultOf(err)
			if f == nil || !f.Retryable || d.writes() || attempt > d.settings.retries {
				break
			}
			pause := f.RetryAfter
			if pause == 0 {
				if pause, err = c.backoff(attempt - 1); err != nil {
					break
				}
			}
			if pause > maxRetryAfter {
				break
			}
			err = wait(ctx, c.host.Clock, pause)
		}
	}
	return failed(ctx, d.calls, err, left)
}

// attempt sends a request once.
func (c *Client) attempt(ctx context.Context, d *delivery, body []byte, profile *DeviceProfile, number int) ([]Answer, error) {
	limited, free := within(ctx, c.host.Clock, d.settings.timeout, errTooSlow)
	defer free()
	started := c.eventTime()
	response, err := c.roundTrip(limited, &Request{
		URL:      c.endpointURL(body, d.signed),
		Header:   []HeaderField{{"Content-Type", "application/json"}, {"User-Agent", userAgent(c.speaks.declared(), profile, c.comm)}},
		Body:     body,
		MaxBytes: c.maxBytes,
	})
	event := Event{Call: d.name(), Attempt: number, Elapsed: c.eventTime() - started, BytesOut: len(body)}
	var answers []Answer
	if err == nil {
		event.Status, event.BytesIn = response.Status, len(response.Body)
		if err = c.refusedByStatus(response); err == nil {
			answers, err = c.read(response.Body, d)
		}
	} else {
		err = c.undelivered(ctx, limited, err)
	}
	if c.onEvent != nil {
		event.describe(d, answers, err)
		c.tell(ctx, &event)
	}
	return answers, err
}

const noAnswerInTime = "no answer within the timeout"

// describe puts into an event how an attempt ended.
func (e *Event) describe(d *delivery, answers []Answer, err error) {
	e.Err = err
	e.MaybeSent = err != nil && d.writes() && mayHaveArrived(err)
	for i := range answers {
		if e.TraceID = answers[i].traceID; answers[i].err == nil {
			e.Problems += answers[i].wire.CountProblems()
		}
		err := answers[i].modelErr()
		if f := FaultOf(err); f != nil {
			e.MaybeSent = e.MaybeSent || f.MaybeSent
			if e.Err == nil {
				e.Err = err
			}
		}
	}
	if f := FaultOf(e.Err); f != nil {
		e.Code, e.TraceID = f.Code, f.TraceID
	}
}

// roundTrip hands a request to the transport.
func (c *Client) roundTrip(ctx context.Context, request *Request) (response *Response, err error) {
	err = guard(func() (err error) {
		response, err = c.host.Transport.RoundTrip(ctx, request)
		if err == nil && response == nil {
			panic("the transport returned nothing")
		}
		return err
	})
	return response, err
}

// read reads the body of an answer. One that is no UTF-8 fails and is read again; all others are gone over only once.
func (c *Client) read(body []byte, d *delivery) (answers []Answer, err error) {
	err = guard(func() (err error) {
		answers, err = ParseResponse(body, d.calls...)
		if err != nil && !utf8.Valid(body) {
			answers, err = ParseResponse(toUTF8(wire.WithoutMark(body), c.host.DecodeGBK), d.calls...)
		}
		return err
	})
	for i := range answers {
		answers[i].account, answers[i].strict = d.credential, d.settings.strict
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
		Retryable: response.Status == 429 || response.Status >= 500, RetryAfter: response.RetryAfter}}
}

// undelivered makes the error of an attempt that got no answer.
func (c *Client) undelivered(ctx, limited context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return scope.Cause(ctx)
	case scope.Cause(limited) == errTooSlow:
		return &TimeoutError{Fault{Message: noAnswerInTime, Retryable: true}}
	case isCause(err, ErrBodyTooLarge):
		return c.tooLarge(err)
	}
	if broken, ok := err.(*ModuleError); ok {
		return broken
	}
	return &NetworkError{Fault{Message: "no answer from the gateway: " + err.Error(), Retryable: true, Cause: err}}
}

func (c *Client) tooLarge(cause error) error {
	return &DataError{Fault{Message: "the answer is longer than " + digits(c.maxBytes) + " bytes", Cause: cause}}
}

const (
	// firstBackoff is the longest wait before the first repetition; it doubles each time.
	firstBackoff = time.Second
	// maxRetryAfter is how long a Retry-After is obeyed; beyond that the caller decides.
	maxRetryAfter = 60 * time.Second
)

// backoff returns how long to wait before repetition n, counted from 0: between half of a doubling bound and the whole of it.
func (c *Client) backoff(n int) (time.Duration, error) {
	var b [1]byte
	err := guard(func() error {
		c.host.Random(b[:])
		return nil
	})
	bound := firstBackoff << min(n, 5)
	return bound/2 + bound/2*time.Duration(b[0])/255, err
}
