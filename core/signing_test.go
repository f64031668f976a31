package core

import (
	"context"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/wire"
)

// gate refuses what is not signed with code, as the gateway does for some calls.
func gate(code int) func(context.Context, *sent) (*Response, error) {
	return func(_ context.Context, r *sent) (*Response, error) {
		if !r.signed() {
			return refused(code)
		}
		return r.succeed()
	}
}

// signed lists which requests went to the signed endpoint.
func (s *script) signed() (signed []bool) {
	for _, r := range s.requests {
		signed = append(signed, r.signed())
	}
	return signed
}

func TestWhichEndpointACallGoesTo(t *testing.T) {
	known := map[string]bool{"getMediaMessageDetails": true, "getFriendshipBadge": true}
	for _, name := range wire.CallNames() {
		for mode, want := range map[SignMode]bool{SignAuto: known[name], SignAlways: true, SignNever: false} {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				_, err := client.Do(t.Context(), anyCall(t, name), WithSign(mode))
				require.NoError(t, err)
				assert.Equal(t, []bool{want}, s.signed(), "%s, mode %d", name, mode)
			})
			bubble(t, func(t *testing.T, client *Client, s *script) {
				_, err := client.Do(t.Context(), anyCall(t, name))
				require.NoError(t, err)
				assert.Equal(t, []bool{want}, s.signed(), "%s, mode %d of the client", name, mode)
			}, func(config *Config) { config.Sign = mode })
		}
	}
}

func TestTheSignIsOfTheBodyThatIsSent(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		_, err := client.SendText(t.Context(), "私信 🎵", SendMessageParams{UserID: "1152921504606846977"}, WithSign(SignAlways))
		require.NoError(t, err)
		r := s.requests[0]
		address, err := url.Parse(r.URL)
		require.NoError(t, err)
		assert.Equal(t, "https://u.y.qq.com/cgi-bin/musics.fcg", "https://"+address.Host+address.Path)
		assert.Equal(t, Sign(r.Body), address.Query().Get("sign"))
		assert.Equal(t, digits(s.start.UnixMilli()), address.Query().Get("_"))
		assert.Len(t, address.Query(), 2)
	})
}

func TestACallThatWantsASignatureIsSignedOnceMoreAndRemembered(t *testing.T) {
	for name, call := range map[string]*Call{"read": readCall(t), "write": writeCall(t)} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				s.answer = gate(2000)
				_, err := client.Do(t.Context(), call)
				require.NoError(t, err)
				assert.Equal(t, []bool{false, true}, s.signed())
				assert.Equal(t, string(s.requests[0].Body), string(s.requests[1].Body))
				_, err = client.Do(t.Context(), call)
				require.NoError(t, err)
				assert.Equal(t, []bool{false, true, true}, s.signed(), "it is signed at once from now on")
				_, err = client.Do(t.Context(), anyCall(t, "getSafetyHint"), WithSign(SignNever))
				as[*SignatureRequiredError](t, err)
			})
		})
	}
}

func TestOtherCallsAreNotSignedForIt(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = gate(2000)
		_, err := client.Do(t.Context(), readCall(t))
		require.NoError(t, err)
		s.answer = nil
		_, err = client.Do(t.Context(), anyCall(t, "getSafetyHint"))
		require.NoError(t, err)
		assert.Equal(t, []bool{false, true, false}, s.signed())
	})
}

func TestASignatureThatDoesNotHelp(t *testing.T) {
	for name, mode := range map[string]SignMode{"auto": SignAuto, "always": SignAlways, "never": SignNever} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				s.answer = always(func() (*Response, error) { return refused(2000) })
				_, err := client.Do(t.Context(), writeCall(t), WithSign(mode))
				f := as[*SignatureRequiredError](t, err)
				assert.EqualValues(t, 2000, f.Code)
				assert.False(t, f.MaybeSent)
				sent := map[SignMode][]bool{SignAuto: {false, true}, SignAlways: {true}, SignNever: {false}}
				assert.Equal(t, sent[mode], s.signed(), "once more and not for ever")
			})
		})
	}
}

func TestOnlyTheBadgeSays500031(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = gate(500031)
		_, err := client.Do(t.Context(), readCall(t))
		as[*CGIError](t, err)
		assert.Equal(t, []bool{false}, s.signed())
		_, err = client.Do(t.Context(), anyCall(t, "getFriendshipBadge"), WithSign(SignNever))
		as[*SignatureRequiredError](t, err)
	})
}

func TestARefusedWriteWhoseSecondAttemptIsLostMayHaveBeenSent(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = inOrder(always(func() (*Response, error) { return refused(2000) }), always(cut))
		_, err := client.Do(t.Context(), writeCall(t))
		assert.True(t, as[*NetworkError](t, err).MaybeSent)
		assert.Len(t, s.requests, 2)
	})
}

func TestManyCallsLearnAtOnce(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = gate(2000)
		var calls sync.WaitGroup
		for range 10 {
			calls.Go(func() { read(t, client) })
		}
		calls.Wait()
		s.requests = nil
		read(t, client)
		assert.Equal(t, []bool{true}, s.signed())
	})
}

func TestEndpoints(t *testing.T) {
	for given, want := range map[string]string{
		"":                         "https://u.y.qq.com/cgi-bin/musicu.fcg",
		"https://example.com":      "https://example.com/cgi-bin/musicu.fcg",
		"https://example.com/":     "https://example.com/cgi-bin/musicu.fcg",
		"http://127.0.0.1:8787/qq": "http://127.0.0.1:8787/qq/cgi-bin/musicu.fcg",
		"/":                        "/cgi-bin/musicu.fcg",
		"/relay/":                  "/relay/cgi-bin/musicu.fcg",
	} {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			read(t, client)
			assert.Equal(t, want, s.requests[0].URL)
			assert.Equal(t, want, s.sessions[0].URL)
		}, func(config *Config) { config.Endpoint = given })
	}
}

func TestConfigIsChecked(t *testing.T) {
	bubble(t, func(t *testing.T, _ *Client, s *script) {
		host := Host{Transport: s, Clock: bubbleClock{}, Random: seeded(1)}
		for name, c := range map[string]struct {
			config   Config
			argument string
		}{
			"no transport":     {Config{Host: Host{Clock: bubbleClock{}, Random: seeded(1)}}, "host"},
			"no clock":         {Config{Host: Host{Transport: s, Random: seeded(1)}}, "host"},
			"no random source": {Config{Host: Host{Transport: s, Clock: bubbleClock{}}}, "host"},
			"no scheme":        {Config{Host: host, Endpoint: "u.y.qq.com"}, "endpoint"},
			"another scheme":   {Config{Host: host, Endpoint: "ftp://u.y.qq.com"}, "endpoint"},
			"a script":         {Config{Host: host, Endpoint: "javascript:alert(1)"}, "endpoint"},
			"no host":          {Config{Host: host, Endpoint: "https://"}, "endpoint"},
			"no host but path": {Config{Host: host, Endpoint: "https:///x"}, "endpoint"},
			"another's path":   {Config{Host: host, Endpoint: "//evil.example"}, "endpoint"},
			"a backslash":      {Config{Host: host, Endpoint: `/\evil.example`}, "endpoint"},
			"a query":          {Config{Host: host, Endpoint: "https://u.y.qq.com/?a"}, "endpoint"},
			"a fragment":       {Config{Host: host, Endpoint: "https://u.y.qq.com/#a"}, "endpoint"},
			"a user":           {Config{Host: host, Endpoint: "https://me@u.y.qq.com"}, "endpoint"},
			"a blank":          {Config{Host: host, Endpoint: "https://u.y.qq.com/a b"}, "endpoint"},
			"a control":        {Config{Host: host, Endpoint: "https://u.y.qq.com/\x7f"}, "endpoint"},
			"retries":          {Config{Host: host, MaxRetries: Set(-1)}, "maxRetries"},
			"rate":             {Config{Host: host, RateLimit: &RateLimit{Rate: -1, Burst: 1}}, "rateLimit.rate"},
			"burst":            {Config{Host: host, RateLimit: &RateLimit{Rate: 1}}, "rateLimit.burst"},
			"sign":             {Config{Host: host, Sign: SignNever + 1}, "sign"},
			"bytes":            {Config{Host: host, MaxBytes: -1}, "maxBytes"},
		} {
			_, err := NewClient(c.config)
			assert.Equal(t, c.argument, as[*InvalidArgumentError](t, err).Argument, name)
		}
	})
}

// What a call can change for itself is checked as the client's own settings are, before anything is sent.
func TestOptionsOfACallAreChecked(t *testing.T) {
	for argument, option := range map[string]CallOption{"maxRetries": WithMaxRetries(-1), "sign": WithSign(SignNever + 1)} {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			_, err := client.Do(t.Context(), readCall(t), option)
			f := as[*InvalidArgumentError](t, err)
			assert.Equal(t, argument, f.Argument)
			assert.Equal(t, "getConfig", f.Call)
			assert.Empty(t, s.sessions)
		})
	}
}

func TestACallThatWantsASignatureIsRememberedOnce(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = func(ctx context.Context, r *sent) (*Response, error) {
			if !r.signed() {
				return later(ctx, time.Second, func() (*Response, error) { return refused(2000) })
			}
			return r.succeed()
		}
		together(t, 1000, func() { read(t, client) })
		assert.Equal(t, []string{"getConfig"}, client.wantSign)
		s.requests = nil
		read(t, client)
		assert.Len(t, s.requests, 1)
	})
}
