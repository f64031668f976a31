package core

import (
	"context"
	"errors"
	"math"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// memory is a Storage in memory.
type memory struct {
	mu    sync.Mutex
	texts map[string]string
}

func (m *memory) Get(_ context.Context, key string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.texts[key], nil
}

func (m *memory) Set(_ context.Context, key, value string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.texts == nil {
		m.texts = map[string]string{}
	}
	m.texts[key] = value
	return nil
}

func (m *memory) Delete(_ context.Context, key string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.texts, key)
	return nil
}

// read makes a call that has to succeed.
func read(t *testing.T, c *Client, options ...CallOption) {
	t.Helper()
	_, err := c.Do(t.Context(), readCall(t), options...)
	require.NoError(t, err)
}

// session answers GetSession with that session.
func sessionAnswers(uid, sid string) func(context.Context, *sent) (*Response, error) {
	return always(func() (*Response, error) { return ok(`{"session":{"uid":` + uid + `,"sid":` + sid + `,"vkey":"v"}}`) })
}

func TestTheFirstCallAsksForASession(t *testing.T) {
	for dialect, c := range map[Dialect]struct {
		param string
		qq    any
	}{
		Dialect20_9: {`{"uid":"","vkey":0,"caller":2}`, nil},     // for the device, without a login
		Dialect14_9: {`{"uid":"","vkey":0,"caller":0}`, "10001"}, // for the account
	} {
		t.Run(string(dialect), func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				read(t, client)
				read(t, client)
				require.Len(t, s.sessions, 1)
				ask := s.sessions[0]
				assert.Equal(t, "https://u.y.qq.com/cgi-bin/musicu.fcg", ask.URL)
				assert.Equal(t, "music.getSession.session", ask.Calls[0].Module)
				assert.Equal(t, c.param, string(ask.Calls[0].Param))
				assert.NotContains(t, ask.Comm, "uid")
				assert.NotContains(t, ask.Comm, "sid")
				assert.Equal(t, c.qq, ask.Comm["qq"])
				assert.Equal(t, c.qq != nil, ask.Comm["authst"] != nil)
				assert.Equal(t, c.qq != nil, ask.Comm["tmeLoginType"] != nil)
				for _, r := range s.requests {
					assert.Equal(t, "u1", r.Comm["uid"])
					assert.Equal(t, "s1", r.Comm["sid"])
				}
			}, func(config *Config) { config.Dialect = dialect })
		})
	}
}

func TestGetSessionIsNeverSigned(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		read(t, client)
		assert.False(t, s.sessions[0].signed())
		assert.True(t, s.requests[0].signed())
	}, func(config *Config) { config.Sign = SignAlways })
}

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

func TestASessionIsRefreshedWhenItIsADayOld(t *testing.T) {
	const day = 86400 * time.Second
	bubble(t, func(t *testing.T, client *Client, s *script) {
		read(t, client)
		time.Sleep(day - time.Millisecond)
		read(t, client)
		assert.Len(t, s.sessions, 1, "a millisecond before")
		time.Sleep(time.Millisecond)
		s.session = sessionAnswers(`"u2"`, `"s2"`)
		read(t, client)
		require.Len(t, s.sessions, 2)
		refresh := s.sessions[1]
		assert.Equal(t, `{"uid":"u1","vkey":0,"caller":0}`, string(refresh.Calls[0].Param))
		assert.Equal(t, "u1", refresh.Comm["uid"])
		assert.Equal(t, "s1", refresh.Comm["sid"])
		assert.Equal(t, "u2", s.requests[2].Comm["uid"])
		assert.Equal(t, "s2", s.requests[2].Comm["sid"])
	}, func(config *Config) { config.Dialect = Dialect14_9 })
}

func TestSessionAnswers(t *testing.T) {
	for name, c := range map[string]struct {
		data     string
		uid, sid any
	}{
		"texts":               {`{"session":{"uid":"u","sid":"s","vkey":"v"}}`, "u", "s"},
		"a number":            {`{"session":{"uid":1234567890,"sid":"s"}}`, "1234567890", "s"},
		"a number of 64 bits": {`{"session":{"uid":9223372036854775807,"sid":"s"}}`, "9223372036854775807", "s"},
		"numbers":             {`{"session":{"uid":1,"sid":2}}`, "1", "2"},
		"no uid":              {`{"session":{"sid":"s"}}`, nil, nil},
		"no sid":              {`{"session":{"uid":"u"}}`, nil, nil},
		"empty uid":           {`{"session":{"uid":"","sid":"s"}}`, nil, nil},
		"null uid":            {`{"session":{"uid":null,"sid":"s"}}`, nil, nil},
		"null session":        {`{"session":null}`, nil, nil},
		"no session":          {`{}`, nil, nil},
		"null data":           {`null`, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				s.session = always(func() (*Response, error) { return ok(c.data) })
				read(t, client)
				read(t, client)
				assert.Equal(t, c.uid, s.requests[0].Comm["uid"])
				assert.Equal(t, c.sid, s.requests[0].Comm["sid"])
				asked := 1
				if c.uid == nil {
					asked = 2 // the call went on without, and the next one asks again
				}
				assert.Len(t, s.sessions, asked)
			})
		})
	}
}

// What becomes of the calls that wait for a GetSession that fails. Without an answer they fail with its error;
// a refusal fails them in 14.9 alone.
func TestAFailedGetSession(t *testing.T) {
	for name, c := range map[string]struct {
		answer  func() (*Response, error)
		want    QQMusicError
		refusal bool
	}{
		"refused":      {func() (*Response, error) { return refused(104401) }, &CredentialExpiredError{}, true},
		"rate limited": {func() (*Response, error) { return refused(2001) }, &RateLimitedError{}, true},
		"another code": {func() (*Response, error) { return refused(7) }, &CGIError{}, true},
		"at the gate":  {func() (*Response, error) { return text(`{"code":500001}`) }, &GatewayError{}, true},
		"no JSON":      {func() (*Response, error) { return text(`<html>`) }, &DataError{}, true},
		"wrong type":   {func() (*Response, error) { return ok(`{"session":[]}`) }, &DataError{}, true},
		"uid a list":   {func() (*Response, error) { return ok(`{"session":{"uid":[],"sid":"s"}}`) }, &DataError{}, true},
		"wants a sign": {func() (*Response, error) { return refused(2000) }, &SignatureRequiredError{}, true},
		"HTTP":         {func() (*Response, error) { return status(403) }, &HTTPError{}, false},
		"network":      {cut, &NetworkError{}, false},
	} {
		for _, dialect := range []Dialect{Dialect20_9, Dialect14_9} {
			t.Run(string(dialect)+" "+name, func(t *testing.T) {
				bubble(t, func(t *testing.T, client *Client, s *script) {
					s.session = func(ctx context.Context, _ *sent) (*Response, error) {
						return later(ctx, time.Second, c.answer) // all three wait for it
					}
					tolerated := c.refusal && dialect == Dialect20_9
					together(t, 3, func() {
						_, err := client.Do(t.Context(), writeCall(t))
						if tolerated {
							assert.NoError(t, err)
							return
						}
						if assert.IsType(t, c.want, err) {
							assert.Equal(t, "getSession", FaultOf(err).Call)
							assert.False(t, FaultOf(err).MaybeSent, "the call itself was not sent")
						}
					})
					s.session = nil
					if !tolerated {
						assert.Empty(t, s.requests)
						attempts := map[string]int{"network": 3}[name]
						assert.Len(t, s.sessions, max(1, attempts), "one GetSession for all of them, repeated as any read")
						read(t, client)
						return
					}
					assert.Len(t, s.requests, 3)
					assert.Len(t, s.sessions, 1)
					for _, r := range s.requests {
						assert.NotContains(t, r.Comm, "uid")
						assert.NotContains(t, r.Comm, "sid")
					}
					time.Sleep(59 * time.Second)
					read(t, client)
					assert.Len(t, s.sessions, 1, "not asked again within a minute")
					time.Sleep(time.Second)
					read(t, client)
					assert.Len(t, s.sessions, 2)
					assert.Equal(t, "u1", s.requests[4].Comm["uid"])
				}, func(config *Config) { config.Dialect = dialect })
			})
		}
	}
}

// A session of the device is good for all accounts, and until the day ends in China.
func TestASessionOfTheDevice(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		other := WithCredential(Credential{MusicID: "20002", MusicKey: "W_X_other"})
		read(t, client) // the bubble begins at midnight UTC, which is eight in the morning in China
		read(t, client, other)
		time.Sleep(16*time.Hour - time.Millisecond)
		read(t, client, other)
		assert.Len(t, s.sessions, 1, "a millisecond before midnight")
		for _, r := range s.requests {
			assert.Equal(t, "u1", r.Comm["uid"])
		}
		s.session = sessionAnswers(`"u2"`, `"s2"`)
		time.Sleep(time.Millisecond)
		read(t, client)
		require.Len(t, s.sessions, 2)
		assert.Equal(t, `{"uid":"u1","vkey":0,"caller":1}`, string(s.sessions[1].Calls[0].Param), "a renewal")
		assert.NotContains(t, s.sessions[1].Comm, "uid")
		assert.NotContains(t, s.sessions[1].Comm, "qq")
		assert.Equal(t, "u2", s.requests[3].Comm["uid"])
		time.Sleep(24*time.Hour - time.Millisecond)
		read(t, client)
		assert.Len(t, s.sessions, 2)
		time.Sleep(time.Millisecond)
		read(t, client)
		assert.Len(t, s.sessions, 3)
	})
}

// A renewal that is refused leaves the calls without a session: the old one is over.
func TestARefusedRenewal(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		read(t, client)
		time.Sleep(16 * time.Hour)
		s.session = always(func() (*Response, error) { return refused(7) })
		read(t, client)
		assert.NotContains(t, s.requests[1].Comm, "uid")
		s.session = nil
		time.Sleep(time.Minute)
		read(t, client)
		assert.Equal(t, `{"uid":"u1","vkey":0,"caller":1}`, string(s.sessions[2].Calls[0].Param))
	})
}

func TestAKeptSessionBelongsToItsDevice(t *testing.T) {
	storage := &memory{}
	keep := func(config *Config) { config.Storage = storage }
	bubble(t, func(t *testing.T, _ *Client, s *script) {
		read(t, s.client(keep))
		read(t, s.client(keep))
		assert.Len(t, s.sessions, 1)
		read(t, s.client(keep, func(config *Config) { config.Device.OpenUDID = "another phone" }))
		require.Len(t, s.sessions, 2)
		assert.Equal(t, `{"uid":"","vkey":0,"caller":2}`, string(s.sessions[1].Calls[0].Param))
		time.Sleep(24 * time.Hour)
		read(t, s.client(keep, func(config *Config) { config.Device.OpenUDID = "another phone" }))
		require.Len(t, s.sessions, 3)
		assert.Equal(t, `{"uid":"u1","vkey":0,"caller":1}`, string(s.sessions[2].Calls[0].Param))
	})
}

// What a build kept that spoke 14.9 alone is taken over, and the other dialect's session is left alone.
func TestWhatAnOlderBuildKept(t *testing.T) {
	storage := &memory{texts: map[string]string{
		"qqmusicpm.device":        `{"openUdid":"0123456789abcdef0123456789abcdef","androidId":"0123456789abcdef","fingerprint":"f"}`,
		"qqmusicpm.session.10001": `{"uid":"old","sid":"oldsid","created":"` + digits(time.Now().UnixMilli()) + `"}`,
	}}
	for range 2 {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			read(t, client)
			comm := s.requests[0].Comm
			assert.Equal(t, "0123456789abcdef0123456789abcdef", comm["OpenUDID"])
			assert.Equal(t, "0123456789abcdef", comm["aid"])
			assert.Regexp(t, "^[0-9a-f]{32}$", comm["OpenUDID2"])
			assert.NotEqual(t, comm["OpenUDID"], comm["OpenUDID2"])
			assert.Equal(t, "u1", comm["uid"])
			read(t, s.client(func(config *Config) { config.Storage, config.Dialect = storage, Dialect14_9 }))
			old := s.requests[1].Comm
			assert.Equal(t, "0123456789abcdef0123456789abcdef", old["OpenUDID2"])
			assert.Equal(t, "f", old["rom"])
		}, func(config *Config) { config.Storage = storage })
	}
	assert.Contains(t, storage.texts["qqmusicpm.device"], `"openUdid2":"`)
}

func TestGetSessionIsARead(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.session = inOrder(always(cut), always(func() (*Response, error) { return status(503) }), sessionAnswers(`"u"`, `"s"`))
		_, err := client.Do(t.Context(), writeCall(t))
		require.NoError(t, err)
		assert.Len(t, s.sessions, 3, "it is repeated, whatever the call that wants it")
	})
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

// setClock is a clock that can be set.
type setClock struct {
	bubbleClock
	by *time.Duration
}

func (c setClock) Now() time.Duration { return c.bubbleClock.Now() + *c.by }

// Otherwise a clock that ran ahead would stop all sessions until that time.
func TestAClockSetBackEndsThePauseAfterARefusal(t *testing.T) {
	var by time.Duration
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.session = always(func() (*Response, error) { return refused(7) })
		read(t, client)
		read(t, client)
		assert.Len(t, s.sessions, 1)
		by = -time.Hour
		read(t, client)
		assert.Len(t, s.sessions, 2)
	}, func(config *Config) { config.Host.Clock = setClock{by: &by} })
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

func TestASessionBelongsToOneAccount(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		other := Credential{MusicID: "20002", MusicKey: "W_X_other"}
		read(t, client)
		s.session = sessionAnswers(`"u2"`, `"s2"`)
		read(t, client, WithCredential(other))
		assert.Equal(t, "u2", s.requests[1].Comm["uid"])
		read(t, client)
		assert.Equal(t, "u1", s.requests[2].Comm["uid"], "each account keeps its own")
		client.SetCredential(other)
		read(t, client)
		assert.Equal(t, "u2", s.requests[3].Comm["uid"])
		client.SetCredential(Credential{MusicID: "020002", MusicKey: "W_X_renewed"})
		read(t, client)
		assert.Equal(t, "u2", s.requests[4].Comm["uid"], "a new key is no new account")
		require.Len(t, s.sessions, 2)
		assert.Equal(t, "20002", s.sessions[1].Comm["qq"])
		assert.Equal(t, `{"uid":"","vkey":0,"caller":0}`, string(s.sessions[1].Calls[0].Param), "another account's uid is not sent")
	}, func(config *Config) { config.Dialect = Dialect14_9 })
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

func TestStorageKeepsSessionAndDeviceAcrossClients(t *testing.T) {
	storage := &memory{}
	keep := func(config *Config) { config.Storage, config.Dialect = storage, Dialect14_9 }
	bubble(t, func(t *testing.T, client *Client, s *script) {
		read(t, client)
		client.Close()
		time.Sleep(time.Hour)
		again := s.client(keep)
		read(t, again)
		assert.Len(t, s.sessions, 1)
		for _, name := range []string{"uid", "sid", "OpenUDID", "OpenUDID2", "udid", "aid", "rom"} {
			assert.Equal(t, s.requests[0].Comm[name], s.requests[1].Comm[name], name)
		}
		read(t, again, WithCredential(Credential{MusicID: "20002", MusicKey: testKey}))
		assert.Len(t, s.sessions, 2, "one entry an account")
		time.Sleep(86400*time.Second - time.Hour)
		third := s.client(keep)
		read(t, third)
		require.Len(t, s.sessions, 3, "age counts from when it was given")
		assert.Equal(t, "u1", s.sessions[2].Comm["uid"], "the old one is sent along")
		assert.Equal(t, `{"uid":"u1","vkey":0,"caller":0}`, string(s.sessions[2].Calls[0].Param))
	}, keep)
	assert.Len(t, storage.texts, 3, "the device and two sessions")
	for key, value := range storage.texts {
		assert.NotContains(t, key+value, testKey)
	}
}

// countingStorage counts what is written.
type countingStorage struct {
	memory
	written []string
}

func (c *countingStorage) Set(ctx context.Context, key, value string) error {
	c.written = append(c.written, key)
	return c.memory.Set(ctx, key, value)
}

func TestWhatIsKeptIsNotWrittenAgain(t *testing.T) {
	storage := &countingStorage{}
	bubble(t, func(t *testing.T, _ *Client, s *script) {
		for range 3 {
			read(t, s.client(func(config *Config) { config.Storage = storage }))
		}
		assert.ElementsMatch(t, []string{"qqmusicpm.device", "qqmusicpm.session"}, storage.written)
	})
}

func TestStoredTextsThatAreDamagedCountAsNone(t *testing.T) {
	for name, stored := range map[string]string{
		"empty": "", "no JSON": "{", "a list": "[]", "null": "null", "numbers": `{"uid":1,"sid":2,"created":3}`, "no time": `{"uid":"u","sid":"s"}`,
		"time of words": `{"uid":"u","sid":"s","created":"soon"}`, "from the future": `{"uid":"u","sid":"s","created":"9223372036854775807"}`,
		"from the past": `{"uid":"u","sid":"s","created":"-9223372036854775808"}`, "no uid": `{"sid":"s","created":"946684800000"}`,
	} {
		for dialect, of := range map[Dialect]string{Dialect20_9: "o", Dialect14_9: ""} {
			t.Run(name+" "+string(dialect), func(t *testing.T) {
				session := stored
				if text, object := strings.CutSuffix(stored, "}"); object {
					session = text + `,"device":"` + of + `"}`
				}
				storage := &memory{texts: map[string]string{"qqmusicpm.session.10001": session, "qqmusicpm.session": session, "qqmusicpm.device": stored}}
				bubble(t, func(t *testing.T, client *Client, s *script) {
					read(t, client)
					assert.Len(t, s.sessions, 1)
					assert.Regexp(t, "^[0-9a-f]{16}$", s.requests[0].Comm["aid"])
				}, func(config *Config) { config.Storage, config.Dialect, config.Device.OpenUDID = storage, dialect, "o" })
			})
		}
	}
}

func TestAStoredSessionOfAClockSetBackIsAskedForAnew(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		read(t, client)
		assert.Len(t, s.sessions, 1)
	}, func(config *Config) {
		created := digits(time.Now().Add(time.Hour).UnixMilli())
		config.Dialect = Dialect14_9
		config.Storage = &memory{texts: map[string]string{"qqmusicpm.session.10001": `{"uid":"u","sid":"s","created":"` + created + `"}`}}
	})
}

func TestDevice(t *testing.T) {
	for dialect, want := range map[Dialect]map[string]any{
		Dialect20_9: {"QIMEI": nil, "QIMEI36": "", "os_ver": "15", "phonetype": "V2408A", "devicelevel": nil, "newdevicelevel": nil, "rom": nil},
		Dialect14_9: {"QIMEI": "", "QIMEI36": "", "os_ver": "10", "phonetype": "MI 6", "devicelevel": "29", "newdevicelevel": "29"},
	} {
		t.Run(string(dialect), func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				read(t, client)
				comm := s.requests[0].Comm
				assert.Regexp(t, "^[0-9a-f]{32}$", comm["OpenUDID"])
				assert.Regexp(t, "^[0-9a-f]{32}$", comm["OpenUDID2"])
				assert.Equal(t, dialect == Dialect14_9, comm["OpenUDID"] == comm["OpenUDID2"])
				assert.Equal(t, comm["OpenUDID"], comm["udid"])
				assert.Regexp(t, "^[0-9a-f]{16}$", comm["aid"])
				for name, value := range want {
					if value == nil {
						assert.NotContains(t, comm, name)
					} else {
						assert.Equal(t, value, comm[name], name)
					}
				}
				if dialect == Dialect14_9 {
					assert.Regexp(t, `^xiaomi/iarim/sagit:10/eomam\.200122\.001/[1-9][0-9]{6}:user/release-keys$`, comm["rom"])
				}
				agent := map[Dialect]string{Dialect20_9: "QQMusic 20090008(android 15)", Dialect14_9: "QQMusic 14090008(android 10)"}[dialect]
				assert.Equal(t, []HeaderField{{"Content-Type", "application/json"}, {"User-Agent", agent}}, s.requests[0].Header)
				assert.Equal(t, comm["udid"], s.sessions[0].Comm["udid"], "GetSession is asked by the same device")
			}, func(config *Config) { config.Dialect = dialect })
		})
	}
}

// The digits of a fingerprint begin with none, and come from all that the random source gave.
func TestRandomDigits(t *testing.T) {
	filled := func(seed string) func([]byte) { return func(b []byte) { copy(b, seed) } }
	for seed, digits := range map[string]string{
		"": "1000000", "\x00\x00\x00\x00\x00\x00\x00\x01": "1000001", "\x00\x00\x00\x00\x00\x00\x01\x00": "1000256",
		"\x00\x00\x00\x00\x00\x89\x54\x3f": "9999999", "\x00\x00\x00\x00\x00\x89\x54\x40": "1000000", "\x01": "5927936",
	} {
		assert.Equal(t, digits, randomDigits(filled(seed), 7), "%q", seed)
	}
}

func TestEachInstallationHasItsOwnDevice(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		read(t, client)
		read(t, s.client())
		for _, name := range []string{"udid", "OpenUDID2", "aid"} {
			assert.NotEqual(t, s.requests[0].Comm[name], s.requests[1].Comm[name], name)
		}
	})
}

func TestDeviceOfTheCallerIsSent(t *testing.T) {
	device := DeviceProfile{OpenUDID: "o", OpenUDID2: "o2", AndroidID: "a", OSVersion: "13", Model: "M<1>", SDKLevel: 33, Fingerprint: "f", QIMEI: "q", QIMEI36: "q36"}
	for dialect, want := range map[Dialect]map[string]string{
		Dialect20_9: {"udid": "o", "OpenUDID2": "o2", "aid": "a", "os_ver": "13", "phonetype": "M&lt;1&gt;", "QIMEI36": "q36"},
		Dialect14_9: {"udid": "o", "OpenUDID2": "o", "aid": "a", "os_ver": "13", "phonetype": "M<1>", "newdevicelevel": "33", "rom": "f", "QIMEI": "q", "QIMEI36": "q36"},
	} {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			read(t, client)
			for name, value := range want {
				assert.Equal(t, value, s.requests[0].Comm[name], name)
			}
			assert.Contains(t, s.requests[0].Header[1].Value, "(android 13)")
		}, func(config *Config) {
			config.Device, config.Dialect = device, dialect
			config.Storage = &memory{texts: map[string]string{"qqmusicpm.device": `{"openUdid":"stored","openUdid2":"stored","androidId":"stored","fingerprint":"stored"}`}}
		})
	}
}

// What a caller says for once is not the installation's.
func TestTheDeviceOfACallerIsNotKept(t *testing.T) {
	storage := &memory{}
	var phones []any
	for _, own := range []string{"", "another phone", ""} {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			read(t, client)
			phones = append(phones, s.requests[0].Comm["OpenUDID"])
		}, func(config *Config) { config.Storage, config.Device.OpenUDID = storage, own })
	}
	assert.Equal(t, "another phone", phones[1])
	assert.Equal(t, phones[0], phones[2])
	assert.NotContains(t, storage.texts["qqmusicpm.device"], "another phone")
}

// Single members of comm can be set or left out, in every request. The User-Agent follows; a member keeps the type that the dialect has.
func TestMembersOfCommOfTheCaller(t *testing.T) {
	members := []CommMember{
		{Name: "cv", Value: String("20100001")}, {Name: "os_ver", Value: String("16")}, {Name: "chid", Value: Null[string]()},
		{Name: "phonetype", Value: String("A&B")}, {Name: "extra", Value: String("x\"")}, {Name: "count", Value: String("-5"), Number: true},
		{Name: "tmeAppID"}, {Name: "os_ver"},
		{Name: "v", Value: String("beta")}, {Name: "ct", Value: String("0")}, {Name: "ct", Value: String("19")},
	}
	for dialect, want := range map[Dialect]map[string]any{
		Dialect20_9: {"cv": "20100001", "os_ver": "16", "chid": nil, "phonetype": "A&B", "extra": `x"`, "count": "-5", "v": "beta", "ct": "19", "tmeAppID": "qqmusic"},
		Dialect14_9: {"cv": 20100001.0, "os_ver": "16", "chid": nil, "phonetype": "A&B", "extra": `x"`, "count": -5.0, "v": "beta", "ct": 19.0, "tmeAppID": "qqmusic"},
	} {
		t.Run(string(dialect), func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				read(t, client)
				for _, r := range append(s.sessions, s.requests...) {
					for name, value := range want {
						if value == nil {
							assert.NotContains(t, r.Comm, name)
						} else {
							assert.Equal(t, value, r.Comm[name], name)
						}
					}
					assert.Equal(t, "QQMusic 20100001(android 16)", r.Header[1].Value)
				}
			}, func(config *Config) { config.Comm, config.Dialect = members, dialect })
		})
	}
	for _, name := range []string{"qq", "authst", "tmeLoginType", "uid", "sid", "traceid"} {
		_, err := NewClient(Config{Host: Host{Transport: &script{}, Clock: bubbleClock{}, Random: seeded(1)}, Comm: []CommMember{{Name: name}}})
		assert.Equal(t, "comm."+name, as[*InvalidArgumentError](t, err).Argument)
	}
	comm := Comm{Members: []CommMember{}}
	for _, m := range dialects[0].comm {
		comm.Members = append(comm.Members, CommMember{Name: m.name, Value: Null[string]()})
	}
	assert.Equal(t, `{"traceid":"10002__0"}`, string(comm.Append(nil)), "what cannot be set cannot be left out either")
}

// The User-Agent says what comm says.
func TestMembersThatGoIntoTheUserAgent(t *testing.T) {
	members := []CommMember{{Name: "cv", Value: String("1")}, {Name: "cv", Value: Null[string]()}, {Name: "os_ver", Value: String("9")}, {Name: "os_ver", Value: String("8")}}
	comm := Comm{Members: members}
	assert.NotContains(t, string(comm.Append(nil)), `"cv"`)
	assert.Equal(t, UserAgent(dialects[0].version, "8"), comm.UserAgent())
	for argument, change := range map[string]func(*Config){
		"comm.cv":          func(c *Config) { c.Comm = []CommMember{{Name: "cv", Value: String("1\r\nX: y")}} },
		"comm.os_ver":      func(c *Config) { c.Comm = []CommMember{{Name: "os_ver", Value: String("安卓")}} },
		"device.osVersion": func(c *Config) { c.Device.OSVersion = "\x7f" },
	} {
		config := Config{Host: Host{Transport: &script{}, Clock: bubbleClock{}, Random: seeded(1)}}
		change(&config)
		_, err := NewClient(config)
		assert.Equal(t, argument, as[*InvalidArgumentError](t, err).Argument)
	}
}

// docs/protocol.md §2: without both there is no login.
func TestHalfALoginIsNone(t *testing.T) {
	device := DeviceProfile{OpenUDID: "o"}
	for _, dialect := range []Dialect{Dialect20_9, Dialect14_9} {
		none := Comm{Dialect: dialect, Device: device}
		for _, half := range []Credential{{MusicID: "10001"}, {MusicKey: testKey}, {MusicKey: testKey, LoginType: Int(2)}} {
			comm := Comm{Dialect: dialect, Device: device, Credential: half}
			assert.Equal(t, string(none.Append(nil)), string(comm.Append(nil)))
		}
	}
}

func TestMembersCannotReplaceTheLogin(t *testing.T) {
	plain := Comm{Credential: testCredential, Session: GatewaySession{UID: "u", SID: "s"}}
	comm := plain
	for _, name := range []string{"qq", "authst", "tmeLoginType", "uid", "sid", "traceid"} {
		comm.Members = append(comm.Members, CommMember{Name: name, Value: String("stolen")})
	}
	assert.Equal(t, string(plain.Append(nil)), string(comm.Append(nil)))
}

func TestTheTraceIDSaysWhoAsksAndWhen(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		time.Sleep(1500 * time.Millisecond)
		read(t, client)
		now := digits(time.Now().Unix())
		assert.Equal(t, "10002_10001_"+now, s.requests[0].Comm["traceid"])
		assert.Equal(t, "10002_"+s.sessions[0].Comm["udid"].(string)+"_"+now, s.sessions[0].Comm["traceid"], "without a login it is the device")
		client.SetCredential(Credential{MusicID: "20002", MusicKey: testKey})
		time.Sleep(time.Minute)
		read(t, client)
		assert.Equal(t, "10002_20002_"+digits(time.Now().Unix()), s.requests[1].Comm["traceid"])
	})
}

func TestDialectsThatAreNone(t *testing.T) {
	_, err := NewClient(Config{Host: Host{Transport: &script{}, Clock: bubbleClock{}, Random: seeded(1)}, Dialect: "15.0"})
	assert.Equal(t, "dialect", as[*InvalidArgumentError](t, err).Argument)
}

func TestTheDayInChina(t *testing.T) {
	for when, day := range map[string]int64{
		"1970-01-01T00:00:00Z": 0, "1970-01-01T15:59:59.999Z": 0, "1970-01-01T16:00:00Z": 1, "1969-12-31T16:00:00Z": 0, "1969-12-31T15:59:59.999Z": -1, "1969-12-30T16:00:00Z": -1, "1969-12-30T15:59:59.999Z": -2,
		"2026-11-26T15:59:59Z": 20783, "2026-11-26T16:00:00Z": 20784,
	} {
		at, err := time.Parse(time.RFC3339, when)
		require.NoError(t, err)
		assert.Equal(t, day, chinaDay(time.Duration(at.UnixNano())), when)
	}
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
