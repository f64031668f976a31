package core

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/wire"
)

// Which failure of which call is repeated, and what its error says.
func TestWhatIsRepeatedAndWhatMayHaveBeenSent(t *testing.T) {
	read, write := readCall(t), writeCall(t)
	hint := mustCall(t, "getSafetyHint", []wire.Value{wire.StringValue("x")})
	closing := mustCall(t, "getSafetyHint", []wire.Value{wire.StringValue("x")}, wire.Argument{Name: "close", Value: wire.IntValue(1)})
	timeout := func(ctx context.Context, r *sent) (*Response, error) { return hang(ctx, r) }
	answer := func(f func() (*Response, error)) func(context.Context, *sent) (*Response, error) { return always(f) }
	http := func(code int) func(context.Context, *sent) (*Response, error) {
		return answer(func() (*Response, error) { return status(code) })
	}
	code := func(code int) func(context.Context, *sent) (*Response, error) {
		return answer(func() (*Response, error) { return refused(code) })
	}
	for _, c := range []struct {
		name      string
		call      *Call
		failure   func(context.Context, *sent) (*Response, error)
		want      QQMusicError
		attempts  int
		retryable bool
		maybeSent bool
	}{
		{"read, cut", read, answer(cut), &NetworkError{}, 3, true, false},
		{"read, timeout", read, timeout, &TimeoutError{}, 3, true, false},
		{"read, 429", read, http(429), &HTTPError{}, 3, true, false},
		{"read, 500", read, http(500), &HTTPError{}, 3, true, false},
		{"read, 503", read, http(503), &HTTPError{}, 3, true, false},
		{"read, 599", read, http(599), &HTTPError{}, 3, true, false},
		{"read, 400", read, http(400), &HTTPError{}, 1, false, false},
		{"read, 408", read, http(408), &HTTPError{}, 1, false, false},
		{"read, 499", read, http(499), &HTTPError{}, 1, false, false},
		{"read, 403", read, http(403), &HTTPError{}, 1, false, false},
		{"read, 404", read, http(404), &HTTPError{}, 1, false, false},
		{"read, 302", read, http(302), &HTTPError{}, 1, false, false},
		{"read, 204", read, http(204), &HTTPError{}, 1, false, false},
		{"read, no JSON", read, answer(func() (*Response, error) { return text("<html>") }), &DataError{}, 1, false, false},
		{"read, at the gate", read, answer(func() (*Response, error) { return text(`{"code":1}`) }), &GatewayError{}, 1, false, false},
		{"read, 2001", read, code(2001), &RateLimitedError{}, 1, true, false},
		{"read, 1000", read, code(1000), &CredentialExpiredError{}, 1, false, false},
		{"read, refused", read, code(7), &CGIError{}, 1, false, false},

		{"write, cut", write, answer(cut), &NetworkError{}, 1, false, true},
		{"write, timeout", write, timeout, &TimeoutError{}, 1, false, true},
		{"write, 429", write, http(429), &HTTPError{}, 1, true, false},
		{"write, 500", write, http(500), &HTTPError{}, 1, false, true},
		{"write, 502", write, http(502), &HTTPError{}, 1, false, true},
		{"write, 400", write, http(400), &HTTPError{}, 1, false, false},
		{"write, 403", write, http(403), &HTTPError{}, 1, false, false},
		{"write, 302", write, http(302), &HTTPError{}, 1, false, true},
		{"write, no JSON", write, answer(func() (*Response, error) { return text("<html>") }), &DataError{}, 1, false, true},
		{"write, its answer missing", write, answer(func() (*Response, error) { return text("{}") }), &DataError{}, 1, false, true},
		{"write, at the gate", write, answer(func() (*Response, error) { return text(`{"code":1}`) }), &GatewayError{}, 1, false, false},
		{"write, 2001", write, code(2001), &RateLimitedError{}, 1, true, false},
		{"write, 1000", write, code(1000), &CredentialExpiredError{}, 1, false, false},
		{"write, refused", write, code(7), &CGIError{}, 1, false, false},

		{"hint, cut", hint, answer(cut), &NetworkError{}, 3, true, false},
		{"closing the hint, cut", closing, answer(cut), &NetworkError{}, 1, false, true},
		{"closing the hint, 503", closing, http(503), &HTTPError{}, 1, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				s.answer = c.failure
				_, err := client.Do(t.Context(), c.call)
				require.IsType(t, c.want, err)
				f := FaultOf(err)
				assert.Len(t, s.requests, c.attempts)
				assert.Equal(t, c.retryable, f.Retryable, "retryable")
				assert.Equal(t, c.maybeSent, f.MaybeSent, "maybeSent")
				assert.Equal(t, c.call.Name(), f.Call)
			})
		})
	}
}

func TestEveryReadIsRepeatedAndNoWrite(t *testing.T) {
	for _, name := range wire.CallNames() {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			s.answer = always(cut)
			call := anyCall(t, name)
			_, err := client.Do(t.Context(), call)
			as[*NetworkError](t, err)
			attempts := 3
			if call.Module() == "music.privateMsg.PrivateMsgWrite" {
				attempts = 1
			}
			assert.Len(t, s.requests, attempts, name)
		})
	}
}

func TestARepeatedReadMaySucceed(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = inOrder(always(cut), always(func() (*Response, error) { return status(502) }), always(func() (*Response, error) { return ok(`{"msg":"at last"}`) }))
		result, err := client.GetConfig(t.Context(), GetConfigParams{ConfigType: 1})
		require.NoError(t, err)
		assert.Equal(t, "at last", result.Msg)
		for _, r := range s.requests {
			assert.Equal(t, string(s.requests[0].Body), string(r.Body))
		}
	})
}

func TestMaxRetries(t *testing.T) {
	for _, c := range []struct {
		client   Optional[int]
		call     []CallOption
		attempts int
	}{
		{Optional[int]{}, nil, 3},
		{Set(0), nil, 1},
		{Set(5), nil, 6},
		{Null[int](), nil, 3},
		{Set(5), []CallOption{WithMaxRetries(1)}, 2},
		{Optional[int]{}, []CallOption{WithMaxRetries(0)}, 1},
	} {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			s.answer = always(cut)
			_, err := client.Do(t.Context(), readCall(t), c.call...)
			as[*NetworkError](t, err)
			assert.Len(t, s.requests, c.attempts)
		}, func(config *Config) { config.MaxRetries = c.client })
	}
}

func TestWaitsGrowAndAreJittered(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = always(cut)
		seen := map[time.Duration]bool{}
		for range 20 {
			s.requests = nil
			_, err := client.Do(t.Context(), readCall(t), WithMaxRetries(8))
			as[*NetworkError](t, err)
			for i, bound := range []time.Duration{1, 2, 4, 8, 16, 32, 32, 32} {
				bound *= time.Second
				pause := s.requests[i+1].At - s.requests[i].At
				assert.LessOrEqual(t, bound/2, pause, "wait %d", i+1)
				assert.GreaterOrEqual(t, bound, pause, "wait %d", i+1)
				seen[pause] = true
			}
		}
		assert.Greater(t, len(seen), 100, "no two clients come back together")
	})
}

func TestRetryAfter(t *testing.T) {
	for _, c := range []struct {
		name     string
		call     *Call
		status   int
		wait     time.Duration
		attempts int
	}{
		{"a second", readCall(t), 429, time.Second, 3},
		{"a minute", readCall(t), 503, time.Minute, 3},
		{"longer than a minute", readCall(t), 429, time.Minute + time.Second, 1},
		{"for ever", readCall(t), 503, 1<<63 - 1, 1},
		{"a status that is not repeated", readCall(t), 403, time.Second, 1},
		{"a write", writeCall(t), 429, time.Second, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				s.answer = always(func() (*Response, error) { return &Response{Status: c.status, RetryAfter: c.wait}, nil })
				_, err := client.Do(t.Context(), c.call)
				assert.Equal(t, c.wait, as[*HTTPError](t, err).RetryAfter)
				require.Len(t, s.requests, c.attempts)
				for i := range c.attempts {
					assert.Equal(t, time.Duration(i)*c.wait, s.requests[i].At)
				}
			})
		})
	}
}

func TestATimeoutIsForOneAttempt(t *testing.T) {
	for name, c := range map[string]struct {
		client time.Duration
		call   []CallOption
		want   time.Duration
	}{
		"by default":    {0, nil, 15 * time.Second},
		"of the client": {time.Second, nil, time.Second},
		"of the call":   {time.Second, []CallOption{WithTimeout(time.Minute)}, time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				s.answer = func(ctx context.Context, r *sent) (*Response, error) {
					started := time.Now()
					_, err := hang(ctx, r)
					assert.Equal(t, c.want, time.Since(started))
					return nil, err
				}
				_, err := client.Do(t.Context(), readCall(t), c.call...)
				as[*TimeoutError](t, err)
				assert.Len(t, s.requests, 3)
				assert.Greater(t, time.Since(s.start), 3*c.want, "waits do not count")
			}, func(config *Config) { config.Timeout = c.client })
		})
	}
}

func TestNoTimeout(t *testing.T) {
	for name, options := range map[string][]CallOption{"of the client": nil, "of the call": {WithTimeout(0)}} {
		timeout := time.Second
		if options == nil {
			timeout = -1
		}
		bubble(t, func(t *testing.T, client *Client, s *script) {
			s.answer = func(ctx context.Context, r *sent) (*Response, error) { return later(ctx, 1000*time.Hour, r.succeed) }
			_, err := client.Do(t.Context(), readCall(t), options...)
			require.NoError(t, err, name)
		}, func(config *Config) { config.Timeout = timeout })
	}
}

func TestNetworkErrorsKeepTheirCause(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = always(cut)
		_, err := client.Do(t.Context(), writeCall(t))
		assert.ErrorIs(t, err, errCut)
		assert.Equal(t, "deleteSession: no answer from the gateway: connection cut", err.Error())
	})
}

func TestManyCallsAtOnce(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = func(ctx context.Context, r *sent) (*Response, error) { return later(ctx, time.Second, r.succeed) }
		var calls sync.WaitGroup
		for i := range 200 {
			calls.Go(func() {
				call := readCall(t)
				if i%3 == 0 {
					call = writeCall(t)
				}
				_, err := client.Do(t.Context(), call)
				assert.NoError(t, err)
			})
		}
		calls.Wait()
		assert.Len(t, s.requests, 200)
		assert.Equal(t, time.Second, time.Since(s.start))
	})
}
