package core

import (
	"qqmusicpm/internal/small/context"
	"qqmusicpm/internal/small/time"
)

// Event tells what happened in one attempt to send a request, or that the storage failed. It holds no secret and no message text.
type Event struct {
	// Call is the public name of the call, "getSession" for the gateway session, "batch" for several
	// calls in one request, "storage" for a [Storage] that failed or did not answer.
	Call string
	// Attempt counts from 1.
	Attempt int
	// Status is the HTTP status, 0 when no answer came.
	Status int
	// Code is the gateway's outer code, or the call's own when that is 0.
	Code int64
	// TraceID is what the service could look the request up by, "" when no answer gave one.
	TraceID string
	// Problems is how many values of the answer could not be read, 100 at most for each call.
	Problems int
	// Elapsed is how long the attempt took, without waits.
	Elapsed time.Duration
	// BytesOut and BytesIn are the lengths of the request's and the answer's body.
	BytesOut, BytesIn int
	// MaybeSent says that a write failed, or was given up, that may have reached the gateway.
	MaybeSent bool
	// Err is why the attempt failed, nil when it succeeded: an error of this package, or the cause of the caller's context.
	Err error
}

// listenerTime is how long a call waits for the listener of its events.
const listenerTime = 2 * time.Second

// tell hands an event to the listener. That is not part of the call: its panic is no reason to fail it, nor is its slowness.
func (c *Client) tell(ctx context.Context, event *Event) {
	if c.onEvent == nil {
		return
	}
	_ = outside(c.root, c.host.Clock, listenerTime, func(context.Context) error {
		c.onEvent(ctx, *event)
		return nil
	})
}

// eventTime is the time, or 0 when no event tells it: the host's clock is slow to read.
func (c *Client) eventTime() time.Duration {
	if c.onEvent == nil {
		return 0
	}
	return c.host.Clock.Now()
}
