package core

import (
	"context"
	"errors"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCredentialIsCheckedBeforeAnyNetworkUse(t *testing.T) {
	for _, c := range []struct {
		name       string
		credential Credential
		want       error
		argument   string
	}{
		{"none", Credential{}, &CredentialInvalidError{}, ""},
		{"no key", Credential{MusicID: "10001"}, &CredentialInvalidError{}, ""},
		{"no id", Credential{MusicKey: testKey}, &CredentialInvalidError{}, ""},
		{"id zero", Credential{MusicID: "0", MusicKey: testKey}, &CredentialInvalidError{}, ""},
		{"id of zeros", Credential{MusicID: "0000", MusicKey: testKey}, &CredentialInvalidError{}, ""},
		{"id of letters", Credential{MusicID: "abc", MusicKey: testKey}, &InvalidArgumentError{}, "credential.musicid"},
		{"id with a sign", Credential{MusicID: "+10001", MusicKey: testKey}, &InvalidArgumentError{}, "credential.musicid"},
		{"negative id", Credential{MusicID: "-10001", MusicKey: testKey}, &InvalidArgumentError{}, "credential.musicid"},
		{"id with a blank", Credential{MusicID: " 10001", MusicKey: testKey}, &InvalidArgumentError{}, "credential.musicid"},
		{"id above 64 bits", Credential{MusicID: "9223372036854775808", MusicKey: testKey}, &InvalidArgumentError{}, "credential.musicid"},
		{"id of 20 digits", Credential{MusicID: "10000000000000000000", MusicKey: testKey}, &InvalidArgumentError{}, "credential.musicid"},
		{"bad id and no key", Credential{MusicID: "x"}, &InvalidArgumentError{}, "credential.musicid"},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				_, err := client.Do(t.Context(), readCall(t))
				require.IsType(t, c.want, err)
				assert.Equal(t, c.argument, FaultOf(err).Argument)
				assert.Equal(t, "getConfig", FaultOf(err).Call)
				assert.Empty(t, s.requests)
				assert.Empty(t, s.sessions)
			}, func(config *Config) { config.Credential = c.credential })
		})
	}
}

func TestCredentialIsSentInPlainDigits(t *testing.T) {
	for given, want := range map[string]string{"10001": "10001", "00010001": "10001", "9223372036854775807": "9223372036854775807"} {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			_, err := client.Do(t.Context(), readCall(t))
			require.NoError(t, err)
			assert.Equal(t, want, s.requests[0].Comm["qq"])
		}, func(config *Config) { config.Credential.MusicID = given })
	}
}

func TestLoginTypeFollowsFromTheKeyUnlessGiven(t *testing.T) {
	for _, c := range []struct {
		name  string
		key   string
		given Optional[int64]
		want  any
	}{
		{"QQ key", "Q_H_L_a", Optional[int64]{}, "2"},
		{"WeChat key", "W_X_a", Optional[int64]{}, "1"},
		{"W_X is enough", "W_Xa", Optional[int64]{}, "1"},
		{"unknown key", "abc", Optional[int64]{}, "2"},
		{"W_X inside", "aW_X_", Optional[int64]{}, "2"},
		{"given", "Q_H_L_a", Int(1), "1"},
		{"given 0 is kept, and so left out", "W_X_a", Int(0), nil},
		{"null is not given", "W_X_a", Null[int64](), "1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				_, err := client.Do(t.Context(), readCall(t))
				require.NoError(t, err)
				assert.Equal(t, c.want, s.requests[0].Comm["tmeLoginType"])
			}, func(config *Config) { config.Credential.MusicKey, config.Credential.LoginType = c.key, c.given })
		})
	}
}

func TestCredentialExpires(t *testing.T) {
	const lifetime = 3600
	for _, c := range []struct {
		name              string
		created, lifetime int64
		after             time.Duration
		expired           bool
	}{
		{"just before its end", 1, lifetime, lifetime*time.Second - time.Nanosecond, false},
		{"at its end", 1, lifetime, lifetime * time.Second, true},
		{"long after", 1, lifetime, 1000 * time.Hour, true},
		{"no creation time", 0, lifetime, 1000 * time.Hour, false},
		{"no lifetime", 1, 0, 1000 * time.Hour, false},
		{"negative lifetime", 1, -1, 1000 * time.Hour, false},
		{"a lifetime beyond all time", 1, math.MaxInt64, 1000 * time.Hour, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				credential := testCredential
				credential.ExpiresIn = c.lifetime
				if c.created != 0 {
					credential.CreateTime = time.Now().Unix()
				}
				time.Sleep(c.after)
				_, err := client.Do(t.Context(), readCall(t), WithCredential(credential))
				if !c.expired {
					require.NoError(t, err)
					return
				}
				assert.Equal(t, "getConfig", as[*CredentialExpiredError](t, err).Call)
				assert.Empty(t, s.requests)
				assert.Empty(t, s.sessions)
			})
		})
	}
}

func TestCredentialOfACallReplacesTheClientsWhole(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		_, err := client.Do(t.Context(), readCall(t), WithCredential(Credential{MusicID: "20002", MusicKey: "W_X_other"}))
		require.NoError(t, err)
		assert.Equal(t, "20002", s.requests[0].Comm["qq"])
		assert.Equal(t, "W_X_other", s.requests[0].Comm["authst"])
		assert.Equal(t, "1", s.requests[0].Comm["tmeLoginType"], "not the client's own login type")
		for _, part := range []Credential{{}, {MusicID: "20002"}, {MusicKey: "W_X_other"}} {
			_, err = client.Do(t.Context(), readCall(t), WithCredential(part))
			as[*CredentialInvalidError](t, err)
		}
		assert.Len(t, s.requests, 1)
		_, err = client.Do(t.Context(), readCall(t))
		require.NoError(t, err)
		assert.Equal(t, "10001", s.requests[1].Comm["qq"], "the client keeps its own")
	}, func(config *Config) { config.Credential.LoginType = Int(7) })
}

func TestCredentialSourceIsAskedBeforeEachCall(t *testing.T) {
	asked := 0
	bubble(t, func(t *testing.T, client *Client, s *script) {
		for range 3 {
			_, err := client.Do(t.Context(), readCall(t))
			require.NoError(t, err)
		}
		assert.Equal(t, 3, asked)
		_, err := client.Do(t.Context(), readCall(t), WithCredential(testCredential))
		require.NoError(t, err)
		assert.Equal(t, 3, asked, "a call with its own login needs no other")
		client.SetCredential(Credential{MusicID: "20002", MusicKey: testKey})
		_, err = client.Do(t.Context(), readCall(t))
		require.NoError(t, err)
		assert.Equal(t, 3, asked, "a login that was set takes the source's place")
		assert.Equal(t, "20002", s.requests[4].Comm["qq"])
	}, func(config *Config) {
		config.CredentialSource = func(context.Context) (Credential, error) {
			asked++
			return testCredential, nil
		}
	})
}

func TestCredentialSourceThatFails(t *testing.T) {
	errLocked := errors.New("the keyring is locked")
	for _, c := range []struct {
		name   string
		source func(ctx context.Context) (Credential, error)
		check  func(t *testing.T, err error)
	}{
		{"with an error", func(context.Context) (Credential, error) { return Credential{}, errLocked }, func(t *testing.T, err error) {
			assert.ErrorIs(t, as[*CredentialInvalidError](t, err), errLocked)
		}},
		{"with an error of this package", func(context.Context) (Credential, error) {
			return Credential{}, &InvalidArgumentError{Fault{Argument: "credential.musicid"}}
		}, func(t *testing.T, err error) { as[*InvalidArgumentError](t, err) }},
		{"with no login", func(context.Context) (Credential, error) { return Credential{}, nil }, func(t *testing.T, err error) {
			as[*CredentialInvalidError](t, err)
		}},
		{"with a panic", func(context.Context) (Credential, error) { panic("the keyring is broken") }, func(t *testing.T, err error) {
			assert.Equal(t, "getConfig", as[*ModuleError](t, err).Call)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				_, err := client.Do(t.Context(), readCall(t))
				c.check(t, err)
				assert.Empty(t, s.sessions)
				assert.Empty(t, s.requests)
			}, func(config *Config) { config.CredentialSource = c.source })
		})
	}
}

func TestAbortWhileTheCredentialIsFetchedWins(t *testing.T) {
	errGone := errors.New("the page was left")
	bubble(t, func(t *testing.T, client *Client, _ *script) {
		ctx, cancel := context.WithCancelCause(t.Context())
		time.AfterFunc(time.Second, func() { cancel(errGone) })
		_, err := client.Do(ctx, readCall(t))
		assert.Same(t, errGone, err)
	}, func(config *Config) {
		config.CredentialSource = func(ctx context.Context) (Credential, error) {
			<-ctx.Done()
			return Credential{}, ctx.Err()
		}
	})
}
