package core

import (
	"context"
	"errors"
	"math"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestConcurrentFirstCallsShareOneGetSession(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.session = func(ctx context.Context, r *sent) (*Response, error) {
			return later(ctx, time.Second, func() (*Response, error) { return sessionAnswers(`"u"`, `"s"`)(ctx, r) })
		}
		var calls sync.WaitGroup
		for range 20 {
			calls.Go(func() { read(t, client) })
		}
		calls.Wait()
		assert.Len(t, s.sessions, 1)
		assert.Len(t, s.requests, 20)
	})
}

func TestOneAbortDoesNotEndGetSessionForTheOthers(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.session = func(ctx context.Context, r *sent) (*Response, error) {
			return later(ctx, time.Minute, func() (*Response, error) { return sessionAnswers(`"u"`, `"s"`)(ctx, r) })
		}
		first, abort := context.WithCancelCause(t.Context())
		var calls sync.WaitGroup
		calls.Go(func() {
			_, err := client.Do(first, readCall(t))
			assert.Same(t, errCut, err)
			assert.Equal(t, time.Second, time.Since(s.start), "it ends at once")
		})
		synctest.Wait()
		calls.Go(func() { read(t, client) })
		time.Sleep(time.Second)
		abort(errCut)
		calls.Wait()
		assert.Len(t, s.sessions, 1)
		assert.Equal(t, []time.Duration{time.Minute}, s.times())
	}, func(config *Config) { config.Timeout = -1 })
}

func TestGetSessionEndsWhenNobodyWaitsForIt(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		ended := 0
		s.session = func(ctx context.Context, r *sent) (*Response, error) {
			_, err := hang(ctx, r)
			ended++
			return nil, err
		}
		abandon(t, client, 3)
		synctest.Wait()
		assert.Equal(t, 1, ended)
		assert.Len(t, s.sessions, 1, "it is not repeated either")
		s.session = nil
		read(t, client)
		assert.Len(t, s.sessions, 2, "the next call asks anew")
	}, func(config *Config) { config.Timeout = -1 })
}

// One that was given up may still be on its way, where the network does not hear of it: nobody joins it.
func TestNobodyJoinsAGetSessionThatWasGivenUp(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.session = inOrder(func(context.Context, *sent) (*Response, error) {
			time.Sleep(time.Hour)
			return cut()
		}, sessionAnswers(`"u"`, `"s"`))
		abandon(t, client, 3)
		read(t, client)
		assert.Zero(t, time.Since(s.start))
		assert.Len(t, s.sessions, 2)
		time.Sleep(2 * time.Hour)
		read(t, client)
		assert.Len(t, s.sessions, 2, "and its end changes nothing")
	}, func(config *Config) { config.Timeout = -1 })
}

func TestARenewedLoginDoesNotJoinTheGetSessionOfTheOldOne(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.session = func(ctx context.Context, r *sent) (*Response, error) {
			if r.Comm["authst"] == testKey {
				return later(ctx, time.Second, func() (*Response, error) { return refused(1000) })
			}
			return sessionAnswers(`"u"`, `"s"`)(ctx, r)
		}
		var calls sync.WaitGroup
		calls.Go(func() {
			_, err := client.Do(t.Context(), readCall(t))
			as[*CredentialExpiredError](t, err)
		})
		synctest.Wait()
		read(t, client, WithCredential(Credential{MusicID: testCredential.MusicID, MusicKey: "Q_H_L_renewed"}))
		calls.Wait()
		assert.Len(t, s.sessions, 2)
	}, func(config *Config) { config.Dialect = Dialect14_9 })
}

func TestGetSessionHasTheTimeoutAndTheRetriesOfTheCallThatNeedsIt(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.session = hang
		_, err := client.Do(t.Context(), readCall(t), WithTimeout(time.Second), WithMaxRetries(0))
		assert.Equal(t, "getSession", as[*TimeoutError](t, err).Call)
		assert.Equal(t, time.Second, time.Since(s.start))
		assert.Len(t, s.sessions, 1)
	})
}

// The waits between the attempts do not count as time that the call has.
func TestAGetSessionHasTheTimeOfAllItsAttempts(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		slow := func(answer func() (*Response, error)) func(context.Context, *sent) (*Response, error) {
			return func(ctx context.Context, _ *sent) (*Response, error) {
				return later(ctx, 9900*time.Millisecond, answer)
			}
		}
		s.session = inOrder(slow(cut), slow(func() (*Response, error) { return ok(`{"session":{"uid":"u","sid":"s"}}`) }))
		read(t, client, WithTimeout(10*time.Second), WithMaxRetries(1))
		assert.Len(t, s.sessions, 2)
		assert.Greater(t, time.Since(s.start), 20*time.Second)
	})
}

func TestAsMuchPatienceAsThereIs(t *testing.T) {
	for _, c := range []struct {
		timeout time.Duration
		retries int
		want    time.Duration
	}{
		{15 * time.Second, 2, 45 * time.Second}, {-1, 5, 0}, {0, 5, 0}, {15 * time.Second, 1229782938 * 2, math.MaxInt64}, {1, math.MaxInt, math.MaxInt64},
		{math.MaxInt64, 0, math.MaxInt64}, {math.MaxInt64, 1, math.MaxInt64},
	} {
		assert.Equal(t, c.want, (&settings{timeout: c.timeout, retries: c.retries}).patience(), "%v %d", c.timeout, c.retries)
	}
}

func TestWhoIsMorePatient(t *testing.T) {
	for _, c := range []struct {
		name      string
		timeout   time.Duration
		retries   int
		otherTime time.Duration
		others    int
		more      bool
	}{
		{"the same", 5, 1, 5, 1, false},
		{"more attempts", 5, 2, 5, 1, true},
		{"fewer attempts", 5, 0, 5, 1, false},
		{"a longer timeout", 6, 1, 5, 1, true},
		{"a shorter timeout", 4, 1, 5, 1, false},
		{"no timeout beside one", 0, 1, 5, 1, true},
		{"a timeout beside none", 5, 1, 0, 1, false},
		{"no timeout on either side", -1, 1, 0, 1, false},
	} {
		more := (&settings{timeout: c.timeout, retries: c.retries}).morePatient(&settings{timeout: c.otherTime, retries: c.others})
		assert.Equal(t, c.more, more, c.name)
	}
}

// Calls of different patience share a GetSession: none waits longer than it would alone, and none is given up on earlier.
func TestCallsOfDifferentPatienceShareAGetSession(t *testing.T) {
	patient := []CallOption{WithTimeout(time.Minute), WithMaxRetries(0)}
	hasty := []CallOption{WithTimeout(time.Second), WithMaxRetries(1)}
	for name, c := range map[string]struct {
		first, second []CallOption
		sessions      int
	}{
		"the patient one first": {patient, hasty, 1},
		"the hasty one first":   {hasty, patient, 3},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				s.session = func(ctx context.Context, r *sent) (*Response, error) {
					return later(ctx, 30*time.Second, func() (*Response, error) { return sessionAnswers(`"u"`, `"s"`)(ctx, r) })
				}
				var calls sync.WaitGroup
				for i, options := range [][]CallOption{c.first, c.second} {
					calls.Go(func() {
						_, err := client.Do(t.Context(), readCall(t), options...)
						if isPatient := (i == 0) == (name == "the patient one first"); isPatient {
							assert.NoError(t, err)
							return
						}
						assert.Equal(t, "getSession", as[*TimeoutError](t, err).Call)
						assert.Less(t, time.Since(s.start), 4*time.Second)
					})
					synctest.Wait()
				}
				calls.Wait()
				assert.Len(t, s.sessions, c.sessions)
			})
		})
	}
}

func TestAccountsDoNotWaitForEachOther(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.session = func(ctx context.Context, r *sent) (*Response, error) {
			if r.Comm["qq"] == "10001" {
				return later(ctx, time.Second, func() (*Response, error) { return ok(`{}`) })
			}
			return ok(`{}`)
		}
		var calls sync.WaitGroup
		calls.Go(func() { read(t, client) })
		synctest.Wait()
		read(t, client, WithCredential(Credential{MusicID: "20002", MusicKey: testKey}))
		assert.Equal(t, []time.Duration{0}, s.times())
		calls.Wait()
	}, func(config *Config) { config.Dialect = Dialect14_9 })
}

func TestAbortWhileWaitingForTheSession(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.session = hang
		errLeft := errors.New("the page was left")
		ctx, abort := context.WithCancelCause(t.Context())
		time.AfterFunc(time.Second, func() { abort(errLeft) })
		_, err := client.Do(ctx, writeCall(t))
		assert.Same(t, errLeft, err)
		assert.Equal(t, time.Second, time.Since(s.start))
	})
}
