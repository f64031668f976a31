package core

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// An abort ends a call at once, wherever it is, with the caller's own reason.
func TestAbortEndsACallAtOnce(t *testing.T) {
	errLeft := errors.New("the page was left")
	succeed := func(_ context.Context, r *sent) (*Response, error) { return r.succeed() }
	for name, c := range map[string]struct {
		session, answer func(context.Context, *sent) (*Response, error)
		limit           RateLimit
		requests        int
	}{
		"in flight":              {nil, hang, RateLimit{}, 1},
		"during a back-off":      {nil, always(func() (*Response, error) { return &Response{Status: 503, RetryAfter: time.Minute}, nil }), RateLimit{}, 1},
		"waiting for the limit":  {nil, succeed, RateLimit{Rate: 0.01, Burst: 1}, 0},
		"waiting for GetSession": {hang, succeed, RateLimit{}, 0},
		"GetSession backing off": {always(func() (*Response, error) { return &Response{Status: 503, RetryAfter: time.Minute}, nil }), succeed, RateLimit{}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			for _, call := range []*Call{readCall(t), anyCall(t, "getFriendshipBadge")} {
				bubble(t, func(t *testing.T, client *Client, s *script) {
					s.session, s.answer = c.session, c.answer
					ctx, abort := context.WithCancelCause(t.Context())
					time.AfterFunc(5*time.Second, func() { abort(errLeft) })
					_, err := client.Do(ctx, call)
					assert.Same(t, errLeft, err, "the reason itself")
					assert.Equal(t, 5*time.Second, time.Since(s.start))
					assert.Len(t, s.requests, c.requests)
				}, func(config *Config) { config.RateLimit = &c.limit })
			}
		})
	}
}

func TestAbortedBeforeItBegan(t *testing.T) {
	errLeft := errors.New("the page was left")
	bubble(t, func(t *testing.T, client *Client, s *script) {
		ctx, abort := context.WithCancelCause(t.Context())
		abort(errLeft)
		_, err := client.Do(ctx, readCall(t))
		assert.Same(t, errLeft, err)
		results, err := client.Batch(ctx, []BatchCall{{Call: readCall(t)}}, BatchOptions{Settled: true})
		assert.Same(t, errLeft, err)
		assert.Nil(t, results)
		assert.Empty(t, s.sessions)
		assert.Empty(t, s.requests)
	})
}

func TestAContextsDeadlineIsItsOwnError(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = hang
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		_, err := client.Do(ctx, readCall(t))
		assert.Equal(t, context.DeadlineExceeded, err)
		assert.Equal(t, 3*time.Second, time.Since(s.start))
	})
}

// A context's error wins over the transport's error that it caused, even when
// the transport reports another reason and the timeout comes at the same time.
func TestTheCauseOfAnAbortWins(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = func(ctx context.Context, _ *sent) (*Response, error) {
			<-ctx.Done()
			return nil, errCut
		}
		ctx, abort := context.WithCancelCause(t.Context())
		errLeft := errors.New("the page was left")
		time.AfterFunc(time.Second, func() { abort(errLeft) })
		_, err := client.Do(ctx, readCall(t))
		assert.Same(t, errLeft, err)
	})
}

// A deadline is the usual timeout of a Go program: of a write that had left it tells that it may have been carried out.
func TestAContextThatEndsAWrite(t *testing.T) {
	deadline := func(ctx context.Context) (context.Context, context.CancelFunc) {
		return context.WithTimeout(ctx, time.Second)
	}
	abort := func(ctx context.Context) (context.Context, context.CancelFunc) {
		ctx, abort := context.WithCancel(ctx)
		time.AfterFunc(time.Second, abort)
		return ctx, abort
	}
	reason := func(ctx context.Context) (context.Context, context.CancelFunc) {
		ctx, abort := context.WithCancelCause(ctx)
		time.AfterFunc(time.Second, func() { abort(errCut) })
		return ctx, func() { abort(nil) }
	}
	for _, c := range []struct {
		name string
		end  func(context.Context) (context.Context, context.CancelFunc)
		is   []error
	}{
		{"a deadline", deadline, []error{context.DeadlineExceeded}},
		{"an abort", abort, []error{context.Canceled}},
		{"an abort with a reason", reason, []error{errCut, context.Canceled}},
	} {
		for _, left := range []bool{true, false} {
			t.Run(fmt.Sprint(c.name, ", the write has left: ", left), func(t *testing.T) {
				events, listener := listen()
				bubble(t, func(t *testing.T, client *Client, s *script) {
					s.answer = hang
					if !left {
						s.session = hang
					}
					ctx, cancel := c.end(t.Context())
					defer cancel()
					_, err := client.DeleteSession(ctx, DeleteSessionParams{SessionID: "s"})
					f := FaultOf(err)
					assert.Equal(t, left, f != nil && f.MaybeSent)
					assert.ErrorIs(t, err, c.is[0])
					if left {
						for _, target := range c.is {
							assert.ErrorIs(t, err, target)
						}
						assert.NotErrorIs(t, err, errors.ErrUnsupported)
						assert.Equal(t, "deleteSession: given up when it had been sent: "+c.is[0].Error(), err.Error())
						assert.Equal(t, "deleteSession", f.Call)
						assert.False(t, f.Retryable)
						last := (*events)[len(*events)-1]
						assert.True(t, last.MaybeSent)
						assert.ErrorIs(t, last.Err, c.is[0])
					}
				}, listener)
			})
		}
	}
}
