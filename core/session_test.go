package core

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

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

func TestGetSessionIsARead(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.session = inOrder(always(cut), always(func() (*Response, error) { return status(503) }), sessionAnswers(`"u"`, `"s"`))
		_, err := client.Do(t.Context(), writeCall(t))
		require.NoError(t, err)
		assert.Len(t, s.sessions, 3, "it is repeated, whatever the call that wants it")
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
