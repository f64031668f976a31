package core

import (
	"context"
	"errors"
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
	bubble(t, func(t *testing.T, client *Client, s *script) {
		read(t, client)
		read(t, client)
		require.Len(t, s.sessions, 1)
		ask := s.sessions[0]
		assert.Equal(t, "https://u.y.qq.com/cgi-bin/musicu.fcg", ask.URL)
		assert.Equal(t, "music.getSession.session", ask.Calls[0].Module)
		assert.Equal(t, `{"uid":"","vkey":0,"caller":0}`, string(ask.Calls[0].Param))
		assert.NotContains(t, ask.Comm, "uid")
		assert.NotContains(t, ask.Comm, "sid")
		assert.Equal(t, "10001", ask.Comm["qq"], "it is asked for the account")
		for _, r := range s.requests {
			assert.Equal(t, "u1", r.Comm["uid"])
			assert.Equal(t, "s1", r.Comm["sid"])
		}
	})
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
	})
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
	})
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

func TestAFailedGetSessionFailsTheWaitingCalls(t *testing.T) {
	for name, c := range map[string]struct {
		answer func() (*Response, error)
		want   QQMusicError
	}{
		"refused":      {func() (*Response, error) { return refused(104401) }, &CredentialExpiredError{}},
		"rate limited": {func() (*Response, error) { return refused(2001) }, &RateLimitedError{}},
		"at the gate":  {func() (*Response, error) { return text(`{"code":500001}`) }, &GatewayError{}},
		"HTTP":         {func() (*Response, error) { return status(403) }, &HTTPError{}},
		"network":      {cut, &NetworkError{}},
		"no JSON":      {func() (*Response, error) { return text(`<html>`) }, &DataError{}},
		"wrong type":   {func() (*Response, error) { return ok(`{"session":[]}`) }, &DataError{}},
		"uid a list":   {func() (*Response, error) { return ok(`{"session":{"uid":[],"sid":"s"}}`) }, &DataError{}},
		"wants a sign": {func() (*Response, error) { return refused(2000) }, &SignatureRequiredError{}},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				s.session = always(c.answer)
				var calls sync.WaitGroup
				for range 3 {
					calls.Go(func() {
						_, err := client.Do(t.Context(), writeCall(t))
						assert.IsType(t, c.want, err)
						assert.Equal(t, "getSession", FaultOf(err).Call)
						assert.False(t, FaultOf(err).MaybeSent, "the call itself was not sent")
					})
				}
				calls.Wait()
				assert.Empty(t, s.requests)
				s.session = nil
				read(t, client)
			})
		})
	}
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
	})
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
	})
}

func TestStorageKeepsSessionAndDeviceAcrossClients(t *testing.T) {
	storage := &memory{}
	bubble(t, func(t *testing.T, client *Client, s *script) {
		read(t, client)
		client.Close()
		time.Sleep(time.Hour)
		again := s.client(func(config *Config) { config.Storage = storage })
		read(t, again)
		assert.Len(t, s.sessions, 1)
		for _, name := range []string{"uid", "sid", "OpenUDID", "OpenUDID2", "udid", "aid", "rom"} {
			assert.Equal(t, s.requests[0].Comm[name], s.requests[1].Comm[name], name)
		}
		read(t, again, WithCredential(Credential{MusicID: "20002", MusicKey: testKey}))
		assert.Len(t, s.sessions, 2, "one entry an account")
		time.Sleep(86400*time.Second - time.Hour)
		third := s.client(func(config *Config) { config.Storage = storage })
		read(t, third)
		require.Len(t, s.sessions, 3, "age counts from when it was given")
		assert.Equal(t, "u1", s.sessions[2].Comm["uid"], "the old one is sent along")
		assert.Equal(t, `{"uid":"u1","vkey":0,"caller":0}`, string(s.sessions[2].Calls[0].Param))
	}, func(config *Config) { config.Storage = storage })
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
		assert.ElementsMatch(t, []string{"qqmusicpm.device", "qqmusicpm.session.10001"}, storage.written)
	})
}

func TestStoredTextsThatAreDamagedCountAsNone(t *testing.T) {
	for name, stored := range map[string]string{
		"empty": "", "no JSON": "{", "a list": "[]", "null": "null", "numbers": `{"uid":1,"sid":2,"created":3}`, "no time": `{"uid":"u","sid":"s"}`,
		"time of words": `{"uid":"u","sid":"s","created":"soon"}`, "from the future": `{"uid":"u","sid":"s","created":"9223372036854775807"}`,
		"from the past": `{"uid":"u","sid":"s","created":"-9223372036854775808"}`, "no uid": `{"sid":"s","created":"946684800000"}`,
	} {
		t.Run(name, func(t *testing.T) {
			storage := &memory{texts: map[string]string{"qqmusicpm.session.10001": stored, "qqmusicpm.device": stored}}
			bubble(t, func(t *testing.T, client *Client, s *script) {
				read(t, client)
				assert.Len(t, s.sessions, 1)
				assert.Regexp(t, "^[0-9a-f]{32}$", s.requests[0].Comm["udid"])
			}, func(config *Config) { config.Storage = storage })
		})
	}
}

func TestAStoredSessionOfAClockSetBackIsAskedForAnew(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		read(t, client)
		assert.Len(t, s.sessions, 1)
	}, func(config *Config) {
		created := digits(time.Now().Add(time.Hour).UnixMilli())
		config.Storage = &memory{texts: map[string]string{"qqmusicpm.session.10001": `{"uid":"u","sid":"s","created":"` + created + `"}`}}
	})
}

func TestDevice(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		read(t, client)
		comm := s.requests[0].Comm
		assert.Regexp(t, "^[0-9a-f]{32}$", comm["OpenUDID"])
		assert.Equal(t, comm["OpenUDID"], comm["OpenUDID2"])
		assert.Equal(t, comm["OpenUDID"], comm["udid"])
		assert.Regexp(t, "^[0-9a-f]{16}$", comm["aid"])
		assert.Regexp(t, `^xiaomi/iarim/sagit:10/eomam\.200122\.001/[1-9][0-9]{6}:user/release-keys$`, comm["rom"])
		assert.Equal(t, "", comm["QIMEI"])
		assert.Equal(t, "", comm["QIMEI36"])
		assert.Equal(t, "10", comm["os_ver"])
		assert.Equal(t, "MI 6", comm["phonetype"])
		assert.Equal(t, "29", comm["devicelevel"])
		assert.Equal(t, []HeaderField{{"Content-Type", "application/json"}, {"User-Agent", "QQMusic 14090008(android 10)"}}, s.requests[0].Header)
		assert.Equal(t, comm["rom"], s.sessions[0].Comm["rom"], "GetSession is asked by the same device")
	})
}

func TestEachInstallationHasItsOwnDevice(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		read(t, client)
		read(t, s.client())
		for _, name := range []string{"udid", "aid", "rom"} {
			assert.NotEqual(t, s.requests[0].Comm[name], s.requests[1].Comm[name], name)
		}
	})
}

func TestDeviceOfTheCallerIsSent(t *testing.T) {
	device := DeviceProfile{OpenUDID: "o", AndroidID: "a", OSVersion: "13", Model: "M", SDKLevel: 33, Fingerprint: "f", QIMEI: "q", QIMEI36: "q36"}
	bubble(t, func(t *testing.T, client *Client, s *script) {
		read(t, client)
		for name, want := range map[string]string{"udid": "o", "aid": "a", "os_ver": "13", "phonetype": "M", "newdevicelevel": "33", "rom": "f", "QIMEI": "q", "QIMEI36": "q36"} {
			assert.Equal(t, want, s.requests[0].Comm[name], name)
		}
		assert.Equal(t, HeaderField{"User-Agent", "QQMusic 14090008(android 13)"}, s.requests[0].Header[1])
	}, func(config *Config) {
		config.Device = device
		config.Storage = &memory{texts: map[string]string{"qqmusicpm.device": `{"openUdid":"stored","androidId":"stored","fingerprint":"stored"}`}}
	})
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
