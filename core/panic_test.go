package core

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What comes in from outside may panic; in WebAssembly that would end the
// instance and leave every promise pending.

func TestTransportThatPanics(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		panics := func(context.Context, *sent) (*Response, error) { panic("no such socket") }
		s.answer = panics
		_, err := client.Do(t.Context(), readCall(t))
		f := as[*ModuleError](t, err)
		assert.Equal(t, "getConfig: internal error: no such socket", f.Error())
		assert.False(t, f.MaybeSent)
		_, err = client.Do(t.Context(), writeCall(t))
		f = as[*ModuleError](t, err)
		assert.True(t, f.MaybeSent, "the write may have left before")
		assert.Len(t, s.requests, 2, "it is a bug, not a fault of the network: nothing is repeated")

		results, err := client.Batch(t.Context(), []BatchCall{{Call: readCall(t)}, {Call: writeCall(t)}}, BatchOptions{Settled: true})
		require.NoError(t, err)
		assert.False(t, as[*ModuleError](t, results[0].Err()).MaybeSent)
		assert.True(t, as[*ModuleError](t, results[1].Err()).MaybeSent)
		assert.Equal(t, "deleteSession", FaultOf(results[1].Err()).Call)

		s.answer = nil
		_, err = client.Do(t.Context(), readCall(t))
		require.NoError(t, err, "the next call works")
	})
}

func TestTransportThatPanicsDuringGetSession(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.session = func(context.Context, *sent) (*Response, error) { panic("no such socket") }
		_, err := client.Do(t.Context(), writeCall(t))
		f := as[*ModuleError](t, err)
		assert.Equal(t, "getSession", f.Call)
		assert.False(t, f.MaybeSent, "the call itself was not sent")
		s.session = nil
		_, err = client.Do(t.Context(), writeCall(t))
		require.NoError(t, err)
	})
}

func TestTransportThatReturnsNothing(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = func(context.Context, *sent) (*Response, error) { return nil, nil }
		_, err := client.Do(t.Context(), readCall(t))
		as[*ModuleError](t, err)
	})
}

func TestDecoderThatPanics(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = func(context.Context, *sent) (*Response, error) {
			return text("{\"code\":0,\"x\":\"\xc4\xe3\xba\xc3\"}")
		}
		_, err := client.Do(t.Context(), writeCall(t))
		assert.True(t, as[*ModuleError](t, err).MaybeSent)
		s.answer = nil
		_, err = client.Do(t.Context(), writeCall(t))
		require.NoError(t, err)
	}, func(config *Config) {
		config.Host.DecodeGBK = func([]byte) ([]byte, error) { panic("no such decoder") }
	})
}

func TestListenerThatPanicsFailsNoCall(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		_, err := client.Do(t.Context(), writeCall(t))
		require.NoError(t, err)
		assert.Len(t, s.requests, 1)
	}, func(config *Config) {
		config.OnEvent = func(context.Context, Event) { panic("the listener is broken") }
	})
}

func TestRandomSourceThatPanics(t *testing.T) {
	broken := func(config *Config) { config.Host.Random = func([]byte) { panic("no entropy") } }
	device := func(config *Config) {
		config.Device = DeviceProfile{OpenUDID: "o", OpenUDID2: "p", AndroidID: "a", Fingerprint: "f"}
	}
	t.Run("when the device is made up", func(t *testing.T) {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			_, err := client.Do(t.Context(), readCall(t))
			as[*ModuleError](t, err)
			assert.Empty(t, s.requests)
		}, broken)
	})
	t.Run("once, and not for ever", func(t *testing.T) {
		times := 0
		bubble(t, func(t *testing.T, client *Client, s *script) {
			_, err := client.Do(t.Context(), readCall(t))
			as[*ModuleError](t, err)
			read(t, client)
			assert.Regexp(t, "^[0-9a-f]{32}$", s.requests[0].Comm["udid"])
		}, func(config *Config) {
			random := config.Host.Random
			config.Host.Random = func(b []byte) {
				if times++; times == 1 {
					panic("no entropy yet")
				}
				random(b)
			}
		})
	})
	t.Run("between two attempts", func(t *testing.T) {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			s.answer = always(cut)
			_, err := client.Do(t.Context(), readCall(t))
			assert.Equal(t, "getConfig", as[*ModuleError](t, err).Call)
			assert.Len(t, s.requests, 1)
		}, broken, device)
	})
	t.Run("for the key of a message", func(t *testing.T) {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			_, err := client.SendText(t.Context(), "hi", SendMessageParams{UserID: "1"})
			f := as[*ModuleError](t, err)
			assert.Equal(t, "sendMessage", f.Call)
			assert.False(t, f.MaybeSent)
			assert.Empty(t, s.requests)
		}, broken, device)
	})
}

// brokenClock panics from the n-th time on that it is asked for.
type brokenClock struct {
	bubbleClock
	good *atomic.Int64
}

func (c brokenClock) Now() time.Duration {
	if c.good.Add(-1) < 0 {
		panic("no such clock")
	}
	return c.bubbleClock.Now()
}

// Whenever the clock breaks, in whichever goroutine, that is an error of the calls, and the client goes on.
func TestClockThatPanics(t *testing.T) {
	for good := range int64(8) {
		var left atomic.Int64
		bubble(t, func(t *testing.T, client *Client, s *script) {
			left.Store(good)
			err := guard(func() error { // what panics in the caller's own goroutine is the caller's
				answers, err := client.Batch(t.Context(), batchOf(t, "ror"), BatchOptions{Settled: true})
				for i := range answers {
					if answers[i].err != nil {
						as[*ModuleError](t, answers[i].err)
						err = answers[i].err
					}
				}
				return err
			})
			if err != nil {
				as[*ModuleError](t, err)
			}
			left.Store(1000)
			read(t, client)
		}, func(config *Config) {
			left.Store(1000)
			config.Host.Clock = brokenClock{good: &left}
			config.Dialect = Dialect14_9
			config.RateLimit = &RateLimit{Rate: 1, Burst: 10}
		})
	}
}

func TestListenerThatHangsHoldsNoCallForEver(t *testing.T) {
	end := make(chan struct{})
	bubble(t, func(t *testing.T, client *Client, s *script) {
		read(t, client)
		assert.Equal(t, 4*time.Second, time.Since(s.start), "two seconds an event: of the session, of the call")
		close(end)
	}, func(config *Config) {
		end = make(chan struct{}) // of the bubble
		config.OnEvent = func(context.Context, Event) { <-end }
	})
}

func TestAListenerGetsTheContextOfTheCall(t *testing.T) {
	type key struct{}
	var of []any
	bubble(t, func(t *testing.T, client *Client, _ *script) {
		_, err := client.Do(context.WithValue(t.Context(), key{}, "mine"), readCall(t))
		require.NoError(t, err)
		assert.Equal(t, []any{nil, "mine"}, of, "a gateway session is everybody's")
	}, func(config *Config) {
		config.OnEvent = func(ctx context.Context, _ Event) { of = append(of, ctx.Value(key{})) }
	})
}
