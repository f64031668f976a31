package core

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// withDefaultLimit gives a client its default rate limit back.
func withDefaultLimit(config *Config) { config.RateLimit = nil }

// withSession spares a client its GetSession, so that a test counts its own requests alone.
func withSession(config *Config) {
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
		abandon(t, client, 5)
		read(t, client)
		assert.Equal(t, []time.Duration{0, time.Second}, s.times(), "not behind those who left")
	}, withSession, func(config *Config) { config.RateLimit = &RateLimit{Rate: 1, Burst: 1} })
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
