package core

import (
	"context"
	"fmt"
	"math"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// withDefaultLimit gives a client its default rate limit back.
func withDefaultLimit(config *Config) { config.RateLimit = nil }

// withSession spares a client its GetSession, so that a test counts its own requests alone.
func withSession(config *Config) {
	config.Dialect = Dialect14_9
	config.Storage = &memory{texts: map[string]string{
		"qqmusicpm.session.10001": `{"uid":"u","sid":"s","created":"` + digits(time.Now().UnixMilli()) + `"}`,
	}}
}

// together makes n calls at once and waits for them.
func together(t *testing.T, n int, call func()) {
	t.Helper()
	var all sync.WaitGroup
	for range n {
		all.Go(call)
	}
	all.Wait()
}

func TestAFreshClientSendsFiftyAtOnceAndThenTenASecond(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		together(t, 80, func() { read(t, client) })
		at := s.times()
		for i := range at {
			want := time.Duration(max(0, i-49)) * 100 * time.Millisecond
			assert.InDelta(t, want, at[i], float64(time.Microsecond), "request %d", i+1)
		}
	}, withDefaultLimit, withSession)
}

func TestAPauseFillsTheBucketAgain(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		together(t, 50, func() { read(t, client) })
		time.Sleep(2 * time.Second)
		together(t, 21, func() { read(t, client) })
		assert.Equal(t, 2*time.Second, s.requests[69].At, "20 tokens after 2 seconds")
		assert.InDelta(t, 2100*time.Millisecond, s.requests[70].At, float64(time.Microsecond))
		time.Sleep(time.Hour)
		s.requests = nil
		together(t, 51, func() { read(t, client) })
		assert.Equal(t, s.requests[0].At, s.requests[49].At, "never more than the burst")
		assert.Greater(t, s.requests[50].At, s.requests[49].At)
	}, withDefaultLimit, withSession)
}

func TestRateLimitOfTheCaller(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		together(t, 4, func() { read(t, client) })
		assert.Equal(t, []time.Duration{0, 0, 2 * time.Second, 4 * time.Second}, s.times())
	}, withSession, func(config *Config) { config.RateLimit = &RateLimit{Rate: 0.5, Burst: 2} })
}

func TestNoRateLimit(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		together(t, 1000, func() { read(t, client) })
		assert.Zero(t, time.Since(s.start))
	}, withSession)
}

func TestEveryRequestCounts(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = inOrder(always(func() (*Response, error) { return refused(2000) }))
		_, err := client.Do(t.Context(), readCall(t))
		as[*SignatureRequiredError](t, err)
		require.Len(t, s.requests, 2)
		assert.Equal(t, time.Second, s.requests[0].At, "behind GetSession")
		assert.Equal(t, 2*time.Second, s.requests[1].At, "signed and sent again")
	}, func(config *Config) { config.RateLimit = &RateLimit{Rate: 1, Burst: 1} })
}

func TestACancelledWaiterGivesItsTokenBack(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		read(t, client)
		abandon(t, client, 1)
		read(t, client)
		assert.Equal(t, []time.Duration{0, time.Second}, s.times(), "not behind the one who left")
	}, withSession, func(config *Config) { config.RateLimit = &RateLimit{Rate: 1, Burst: 1} })
}

// What a booking that is given up gives back, after the tests of golang.org/x/time/rate. Times are
// counted in tokens: at one token a second they are seconds. The burst is 2.
func TestBookingsThatAreGivenUp(t *testing.T) {
	type step struct {
		at   float64 // the time of the step
		undo int     // the booking to give up, counted from 1; 0 books
		due  float64 // when the booking may go
	}
	for name, steps := range map[string][]step{
		"none given up":                         {{0, 0, 0}, {0, 0, 0}, {0, 0, 1}, {0, 0, 2}},
		"the last gives its token back":         {{0, 0, 0}, {0, 0, 0}, {0, 0, 1}, {0, 3, 0}, {0, 0, 1}},
		"and the one before it, too":            {{0, 0, 0}, {0, 0, 0}, {0, 0, 1}, {0, 0, 2}, {0, 4, 0}, {0, 3, 0}, {0, 0, 1}, {0, 0, 2}},
		"the last two, the earlier first":       {{0, 0, 0}, {0, 0, 0}, {0, 0, 1}, {0, 0, 2}, {0, 3, 0}, {0, 4, 0}, {0, 0, 2}},
		"one with others behind it: nothing":    {{0, 0, 0}, {0, 0, 0}, {0, 0, 1}, {0, 0, 2}, {0, 3, 0}, {0, 0, 3}},
		"one that might go already: nothing":    {{0, 0, 0}, {0, 0, 0}, {0, 2, 0}, {0, 0, 1}},
		"too late: nothing":                     {{0, 0, 0}, {0, 0, 0}, {0, 0, 1}, {1, 3, 0}, {1, 0, 2}},
		"one before a later booking: nothing":   {{0, 0, 0}, {0, 0, 0}, {0, 0, 1}, {0.5, 0, 2}, {0.5, 3, 0}, {0.5, 0, 3}},
		"after a pause the bucket is full":      {{0, 0, 0}, {0, 0, 0}, {0, 0, 1}, {10, 0, 10}, {10, 0, 10}, {10, 0, 11}},
		"given back, it is no more than full":   {{0, 0, 0}, {0, 0, 0}, {0, 0, 1}, {0, 3, 0}, {10, 0, 10}, {10, 0, 10}, {10, 0, 11}},
		"an early booking is not the last one":  {{0, 0, 0}, {0, 0, 0}, {0, 0, 1}, {0, 0, 2}, {5, 0, 5}, {5, 0, 5}, {5, 0, 6}, {5, 7, 0}, {5, 0, 6}},
		"a clock that goes back, and then on":   {{9, 0, 9}, {9, 0, 9}, {3, 0, 4}, {3, 3, 0}, {3, 0, 4}, {4, 0, 5}},
		"from before the clock was set back":    {{90, 0, 90}, {90, 0, 90}, {90, 0, 91}, {90, 0, 92}, {3, 0, 6}, {3, 4, 0}, {3, 3, 0}, {3, 0, 7}},
		"many leave in the order they came in":  {{0, 0, 0}, {0, 0, 0}, {0, 0, 1}, {0, 0, 2}, {0, 0, 3}, {0, 3, 0}, {0, 4, 0}, {0, 5, 0}, {0, 0, 3}},
		"many leave in the order they came out": {{0, 0, 0}, {0, 0, 0}, {0, 0, 1}, {0, 0, 2}, {0, 0, 3}, {0, 5, 0}, {0, 4, 0}, {0, 3, 0}, {0, 0, 1}},
	} {
		for _, rate := range []float64{1, 4, 0.5} {
			t.Run(fmt.Sprintf("%s, %g a second", name, rate), func(t *testing.T) {
				clock := &settableClock{}
				limiter := newLimiter(RateLimit{Rate: rate, Burst: 2}, clock)
				var booked []time.Duration
				for i, s := range steps {
					clock.now = time.Duration(s.at / rate * float64(time.Second))
					if s.undo > 0 {
						limiter.giveBack(booked[s.undo-1])
						continue
					}
					_, due := limiter.book()
					booked = append(booked, due)
					assert.InDelta(t, s.due/rate, due.Seconds(), 1e-6, "step %d", i+1)
				}
			})
		}
	}
}

// Those who booked after a waiter that left keep their times, so never do more leave at once than the limit says.
func TestWhoeverLeavesLetsNobodyGoEarlier(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		read(t, client)
		ctx, abort := context.WithCancelCause(t.Context())
		var calls sync.WaitGroup
		for i := range 20 {
			calls.Go(func() {
				if i%2 == 0 {
					_, err := client.Do(ctx, readCall(t))
					assert.Same(t, errCut, err)
					return
				}
				read(t, client)
			})
			synctest.Wait()
		}
		abort(errCut)
		for range 5 {
			calls.Go(func() { read(t, client) })
		}
		calls.Wait()
		at := s.times()
		require.Len(t, at, 16)
		for i := range at[1:] {
			assert.GreaterOrEqual(t, at[i+1]-at[i], time.Second-time.Microsecond, "request %d", i+2)
		}
	}, withSession, func(config *Config) { config.RateLimit = &RateLimit{Rate: 1, Burst: 1} })
}

func TestRatesThatAreNone(t *testing.T) {
	for name, c := range map[string]struct {
		limit    RateLimit
		argument string
	}{
		"a rate that is no number":     {RateLimit{math.NaN(), 1}, "rateLimit.rate"},
		"an endless rate":              {RateLimit{math.Inf(1), 1}, "rateLimit.rate"},
		"a negative rate":              {RateLimit{-1, 1}, "rateLimit.rate"},
		"no rate":                      {RateLimit{0, 1}, "rateLimit.rate"},
		"a burst that is no number":    {RateLimit{1, math.NaN()}, "rateLimit.burst"},
		"an endless burst":             {RateLimit{1, math.Inf(1)}, "rateLimit.burst"},
		"no burst":                     {RateLimit{1, 0}, "rateLimit.burst"},
		"a burst of less than a token": {RateLimit{1, 0.5}, "rateLimit.burst"},
	} {
		_, err := NewClient(Config{Host: Host{Transport: &script{}, Clock: bubbleClock{}, Random: seeded(1)}, RateLimit: &c.limit})
		assert.Equal(t, c.argument, as[*InvalidArgumentError](t, err).Argument, name)
	}
}

func TestAVerySlowRateIsALimit(t *testing.T) {
	for _, rate := range []float64{1e-10, 1e-300, math.SmallestNonzeroFloat64} {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			read(t, client)
			ctx, cancel := context.WithTimeout(t.Context(), 24*365*time.Hour)
			defer cancel()
			_, err := client.Do(ctx, readCall(t))
			require.ErrorIs(t, err, context.DeadlineExceeded)
			assert.Len(t, s.requests, 1)
		}, withSession, func(config *Config) { config.RateLimit = &RateLimit{Rate: rate, Burst: 1} })
	}
}

// settableClock shows the time that a test sets.
type settableClock struct {
	bubbleClock
	now time.Duration
}

func (c *settableClock) Now() time.Duration { return c.now }

func TestAClockThatGoesBackTakesNoTokens(t *testing.T) {
	clock := &settableClock{now: time.Hour}
	limiter := newLimiter(RateLimit{Rate: 1, Burst: 3}, clock)
	require.NoError(t, limiter.wait(t.Context()))
	clock.now = 0
	for range 2 {
		require.NoError(t, limiter.wait(t.Context()))
	}
	assert.InDelta(t, 0, limiter.tokens, 1e-9)
	clock.now = time.Second
	require.NoError(t, limiter.wait(t.Context()), "and from then on they come as before")
}

func TestAnAbortedCallTakesNoToken(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		limiter := client.limiter
		ended, abort := context.WithCancel(t.Context())
		abort()
		for range 10 {
			assert.Error(t, limiter.wait(ended))
		}
		assert.InDelta(t, 1, limiter.tokens, 0)
	}, func(config *Config) { config.RateLimit = &RateLimit{Rate: 1, Burst: 1} })
}
