package core

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A look that fails in the middle is made again as a whole: nothing of what it saw is taken for known.
func TestALookThatFailsOnItsSecondPageLosesNothing(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		l := list(30)
		broken := false
		s.answer = func(ctx context.Context, r *sent) (*Response, error) {
			if broken && !strings.Contains(string(r.Calls[0].Param), `"last_id":""`) {
				broken = false
				return refused(2001)
			}
			return l.answer(ctx, r)
		}
		updates := watchFor(t, client, s, WatchParams{}, 2, func(int) {
			for i := range 25 {
				l.write(fmt.Sprintf("s%d", i))
			}
			broken = true
		})
		assert.Len(t, strings.Fields(updates[1])[3:], 25)
		assert.Contains(t, updates[1], "3m0s ", "two intervals later")
	})
}

func TestWatchWaitsErrorsOut(t *testing.T) {
	for name, c := range map[string]struct {
		failure func() (*Response, error)
		at      []time.Duration
	}{
		"a cut connection": {cut, []time.Duration{0, 2, 6, 14, 24, 34}},
		"503":              {func() (*Response, error) { return status(503) }, []time.Duration{0, 2, 6, 14, 24, 34}},
		"a rate limit":     {func() (*Response, error) { return refused(2001) }, []time.Duration{0, 2, 6, 14, 24, 34}},
		"429 with a wait":  {func() (*Response, error) { return &Response{Status: 429, RetryAfter: 5 * time.Minute}, nil }, []time.Duration{0, 5, 10, 18, 28, 38}},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				l, failures := list(1), 0
				s.answer = func(ctx context.Context, r *sent) (*Response, error) {
					if failures++; failures < 6 {
						return c.failure()
					}
					return l.answer(ctx, r)
				}
				updates := watchFor(t, client, s, WatchParams{}, 1, nil)
				assert.Len(t, updates, 1)
				for i, at := range s.times() {
					assert.Equal(t, c.at[i]*time.Minute, at, "look %d", i+1)
				}
				assert.Len(t, s.times(), 6)
			}, func(config *Config) { config.MaxRetries = Set(0) })
		})
	}
}

func TestWatchWaitsADayAtMostWhateverTheGatewayAsks(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = inOrder(
			always(func() (*Response, error) { return &Response{Status: 503, RetryAfter: 365 * 24 * time.Hour}, nil }),
			list(1).answer,
		)
		for update, err := range client.Watch(t.Context(), WatchParams{}) {
			require.NoError(t, err)
			assert.Equal(t, "24h0m0s first=true unread=0 s0", told(s, update))
			break
		}
	}, withSession, func(config *Config) { config.MaxRetries = Set(0) })
}

func TestOtherErrorsEndAWatch(t *testing.T) {
	for name, failure := range map[string]func() (*Response, error){
		"expired": func() (*Response, error) { return refused(1000) }, "refused": func() (*Response, error) { return refused(7) },
		"404": func() (*Response, error) { return status(404) }, "no JSON": func() (*Response, error) { return text("<html>") },
	} {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			s.answer = always(failure)
			var errs []error
			for update, err := range client.Watch(t.Context(), WatchParams{}) {
				assert.Nil(t, update)
				errs = append(errs, err)
			}
			require.Len(t, errs, 1, name)
			assert.Equal(t, "getSessions", FaultOf(errs[0]).Call)
			assert.Len(t, s.requests, 1)
		})
	}
}

func TestAWatchEndsAtOnce(t *testing.T) {
	for name, c := range map[string]struct {
		answer func(context.Context, *sent) (*Response, error)
		end    func(client *Client, abort func(error))
		want   func(t *testing.T, err error)
	}{
		"aborted while it waits": {list(1).answer, func(_ *Client, abort func(error)) { abort(errCut) }, func(t *testing.T, err error) { assert.Same(t, errCut, err) }},
		"aborted while it looks": {hang, func(_ *Client, abort func(error)) { abort(errCut) }, func(t *testing.T, err error) { assert.Same(t, errCut, err) }},
		"closed while it waits":  {list(1).answer, func(client *Client, _ func(error)) { client.Close() }, func(t *testing.T, err error) { as[*ClosedError](t, err) }},
		"closed while it looks":  {hang, func(client *Client, _ func(error)) { client.Close() }, func(t *testing.T, err error) { as[*ClosedError](t, err) }},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				s.answer = c.answer
				ctx, abort := context.WithCancelCause(t.Context())
				time.AfterFunc(5*time.Second, func() { c.end(client, abort) })
				var last error
				for _, err := range client.Watch(ctx, WatchParams{}) {
					last = err
				}
				c.want(t, last)
				assert.Equal(t, 5*time.Second, time.Since(s.start))
				assert.Zero(t, client.host.Clock.(*countingClock).waiting.Load(), "no timer is left")
			}, func(config *Config) { config.Host.Clock = &countingClock{} })
		})
	}
}

// After a success the waits begin anew.
func TestAWatchForgetsFailuresThatArePast(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = inOrder(always(cut), always(cut), list(1).answer, always(cut), list(2).answer)
		watchFor(t, client, s, WatchParams{}, 2, nil)
		var at []time.Duration
		for _, when := range s.times() {
			at = append(at, when/time.Minute)
		}
		assert.Equal(t, []time.Duration{0, 2, 6, 7, 9}, at)
	}, func(config *Config) { config.MaxRetries = Set(0) })
}

// The consumer hears of the end before it hears of what a look found meanwhile.
func TestAWatchYieldsNothingAfterItsEnd(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		l := list(1)
		s.answer = l.answer
		ctx, abort := context.WithCancelCause(t.Context())
		client.onEvent = func(context.Context, Event) { abort(errCut) }
		for update, err := range client.Watch(ctx, WatchParams{}) {
			assert.Nil(t, update)
			assert.Same(t, errCut, err)
		}
	})
}
