package core

import (
	"context"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A goroutine that outlives a test's bubble fails it, so each of these also
// shows that a closed client leaves nothing behind.

func TestCloseEndsWhatIsPending(t *testing.T) {
	succeed := func(_ context.Context, r *sent) (*Response, error) { return r.succeed() }
	busy := always(func() (*Response, error) { return &Response{Status: 503, RetryAfter: time.Minute}, nil })
	for name, c := range map[string]struct {
		session, answer func(context.Context, *sent) (*Response, error)
		limit           RateLimit
	}{
		"in flight":                 {nil, hang, RateLimit{}},
		"during a back-off":         {nil, busy, RateLimit{}},
		"waiting for the limit":     {nil, succeed, RateLimit{Rate: 0.01, Burst: 1}},
		"waiting for GetSession":    {hang, succeed, RateLimit{}},
		"GetSession backing off":    {busy, succeed, RateLimit{}},
		"GetSession behind a limit": {hang, succeed, RateLimit{Rate: 0.01, Burst: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				s.session, s.answer = c.session, c.answer
				var calls sync.WaitGroup
				for range 2 {
					calls.Go(func() {
						_, err := client.Do(t.Context(), readCall(t))
						as[*ClosedError](t, err)
					})
				}
				calls.Go(func() {
					_, err := client.Batch(t.Context(), []BatchCall{{Call: readCall(t)}, {Call: readCall(t)}}, BatchOptions{Settled: true})
					as[*ClosedError](t, err)
				})
				calls.Go(func() {
					for _, err := range client.SessionPages(t.Context(), GetSessionsParams{}) {
						as[*ClosedError](t, err)
					}
				})
				synctest.Wait()
				time.Sleep(time.Second)
				client.Close()
				calls.Wait()
				assert.Equal(t, time.Second, time.Since(s.start), "at once")
			}, func(config *Config) { config.RateLimit = &c.limit })
		})
	}
}

// The source of the credential may wait for a person, or for ever, and may not look at its context.
func TestCloseEndsWhatWaitsForTheCredential(t *testing.T) {
	for name, ignoresItsContext := range map[string]bool{"ends with its context": false, "ignores its context": true} {
		for call, run := range map[string]func(*testing.T, context.Context, *Client) error{
			"a call": func(t *testing.T, ctx context.Context, c *Client) error {
				_, err := c.Do(ctx, readCall(t))
				return err
			},
			"a list": func(t *testing.T, ctx context.Context, c *Client) (last error) {
				for _, err := range c.SessionPages(ctx, GetSessionsParams{}) {
					last = err
				}
				return last
			},
			"a batch": func(t *testing.T, ctx context.Context, c *Client) error {
				_, err := c.Batch(ctx, batchOf(t, "rw"), BatchOptions{Settled: true})
				return err
			},
		} {
			t.Run(call+", the source "+name, func(t *testing.T) {
				var end chan struct{}
				bubble(t, func(t *testing.T, client *Client, s *script) {
					var calls sync.WaitGroup
					ctx, abort := context.WithCancelCause(t.Context())
					calls.Go(func() { assert.Same(t, errCut, run(t, ctx, client)) })
					calls.Go(func() { as[*ClosedError](t, run(t, t.Context(), client)) })
					time.AfterFunc(time.Second, func() { abort(errCut) })
					time.AfterFunc(2*time.Second, client.Close)
					calls.Wait()
					assert.Equal(t, 2*time.Second, time.Since(s.start))
					assert.Empty(t, s.requests)
					close(end)
				}, func(config *Config) {
					end = make(chan struct{}) // of the bubble
					config.CredentialSource = func(ctx context.Context) (Credential, error) {
						if ignoresItsContext {
							<-end
							return testCredential, nil
						}
						<-ctx.Done()
						return Credential{}, ctx.Err()
					}
				})
			})
		}
	}
}

func TestNothingIsSentAfterClose(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		client.Close()
		client.Close()
		_, err := client.Do(t.Context(), readCall(t))
		assert.Equal(t, "getConfig: the client is closed", as[*ClosedError](t, err).Error())
		_, err = client.GetSessions(t.Context(), GetSessionsParams{})
		as[*ClosedError](t, err)
		_, err = client.Batch(t.Context(), []BatchCall{{Call: readCall(t)}}, BatchOptions{})
		as[*ClosedError](t, err)
		_, err = client.Batch(t.Context(), []BatchCall{{Call: readCall(t)}}, BatchOptions{Settled: true})
		as[*ClosedError](t, err)
		pages := 0
		for page, err := range client.SessionPages(t.Context(), GetSessionsParams{}) {
			assert.Nil(t, page)
			as[*ClosedError](t, err)
			pages++
		}
		assert.Equal(t, 1, pages)
		client.SetCredential(testCredential)
		_, err = client.Do(t.Context(), readCall(t))
		as[*ClosedError](t, err)
		assert.Empty(t, s.sessions)
		assert.Empty(t, s.requests)
	})
}

func TestClosedErrorsOfAWriteInFlight(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = hang
		time.AfterFunc(time.Second, client.Close)
		_, err := client.Do(t.Context(), writeCall(t))
		closed := as[*ClosedError](t, err)
		assert.Equal(t, "deleteSession", closed.Call)
		assert.True(t, closed.MaybeSent, "it had left")
	})
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.session = hang
		time.AfterFunc(time.Second, client.Close)
		_, err := client.Do(t.Context(), writeCall(t))
		assert.False(t, as[*ClosedError](t, err).MaybeSent, "it had not left")
	})
}

// endless is a context that never ends, of a page that is never left.
type endless struct {
	context.Context
	done chan struct{}
}

func (e endless) Done() <-chan struct{} { return e.done }

func TestACallLeavesNothingBehindInItsContext(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		ctx := endless{context.Background(), make(chan struct{})}
		for range 10 {
			_, err := client.Do(ctx, readCall(t))
			require.NoError(t, err)
			_, err = client.Batch(ctx, []BatchCall{{Call: readCall(t), Context: ctx}}, BatchOptions{})
			require.NoError(t, err)
		}
		s.answer = always(cut)
		_, err := client.Do(ctx, readCall(t))
		as[*NetworkError](t, err)
		// What still listened to ctx would keep the bubble from ending.
	})
}

func TestACallLeavesNothingBehindInItsClient(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		for i := range 10 {
			read(t, client, WithCredential(Credential{MusicID: digits(int64(i + 1)), MusicKey: testKey}))
			_, err := client.Batch(t.Context(), batchOf(t, "rows"), BatchOptions{Size: 2})
			require.NoError(t, err)
		}
		synctest.Wait()
		listening := reflect.ValueOf(client.root).Elem().FieldByName("after")
		assert.True(t, listening.IsNil(), "only what is pending has to hear of Close")
	})
}

func TestACallLeavesNoTimerBehind(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = always(func() (*Response, error) { return &Response{Status: 503, RetryAfter: time.Minute}, nil })
		ctx, abort := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, abort)
		_, err := client.Do(ctx, readCall(t))
		assert.Equal(t, context.Canceled, err)
		s.answer = nil
		read(t, client)
		assert.Zero(t, client.host.Clock.(*countingClock).waiting.Load())
	}, func(config *Config) { config.Host.Clock = &countingClock{} })
}

// countingClock counts the calls back that are neither over nor stopped.
type countingClock struct {
	bubbleClock
	waiting atomic.Int64
}

func (c *countingClock) AfterFunc(d time.Duration, f func()) func() bool {
	c.waiting.Add(1)
	stop := c.bubbleClock.AfterFunc(d, func() {
		c.waiting.Add(-1)
		f()
	})
	return func() bool {
		stopped := stop()
		if stopped {
			c.waiting.Add(-1)
		}
		return stopped
	}
}
