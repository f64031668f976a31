package core

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var allErrors = []QQMusicError{
	&InvalidArgumentError{}, &CredentialInvalidError{}, &CredentialExpiredError{}, &SignatureRequiredError{}, &RateLimitedError{}, &CGIError{},
	&GatewayError{}, &HTTPError{}, &NetworkError{}, &TimeoutError{}, &DataError{}, &ClosedError{}, &ModuleError{}, &AbortedError{},
}

func TestErrorsAreNamedAfterTheirType(t *testing.T) {
	for _, err := range allErrors {
		assert.Equal(t, strings.TrimPrefix(fmt.Sprintf("%T", err), "*core."), NameOf(err))
		assert.Empty(t, NameOf(errCut))
	}
}

func TestCopiesOfErrorsKeepTheirTypeAndLeaveTheOriginal(t *testing.T) {
	for _, err := range allErrors {
		f, other := copyError(err)
		f.Call = "getConfig"
		assert.IsType(t, err, other)
		assert.Equal(t, "getConfig", FaultOf(other).Call)
		assert.Empty(t, FaultOf(err).Call)
	}
	_, other := copyError(errCut)
	assert.Same(t, errCut, other)
	_, other = copyError(nil)
	assert.NoError(t, other)
}

func TestWhatAnErrorSays(t *testing.T) {
	for want, f := range map[string]Fault{
		"went wrong":                                  {Message: "went wrong"},
		"getConfig: went wrong":                       {Message: "went wrong", Call: "getConfig"},
		"getSessions: size must be an integer":        {Message: "must be an integer", Call: "getSessions", Argument: "size"},
		"getConfig: went wrong (at /req_0/code)":      {Message: "went wrong", Call: "getConfig", Path: "/req_0/code"},
		"getConfig: no answer from the gateway":       {Message: "no answer from the gateway", Call: "getConfig", Cause: errCut},
		"credential.musicid must be what a rule says": {Message: "must be what a rule says", Argument: "credential.musicid"},
	} {
		assert.EqualError(t, &DataError{f}, want)
	}
}

// FaultOf finds what errors.As finds, in whatever the error is wrapped.
func TestFaultOfLooksBelow(t *testing.T) {
	inner := &CGIError{Fault{Code: 7}}
	for name, err := range map[string]error{
		"itself":                     inner,
		"wrapped":                    fmt.Errorf("listing: %w", inner),
		"joined":                     errors.Join(errCut, inner),
		"wrapped twice":              fmt.Errorf("%w and %w", errCut, fmt.Errorf("listing: %w", inner)),
		"joined deep":                errors.Join(errCut, errors.Join(nil, fmt.Errorf("listing: %w", errors.Join(inner)))),
		"the first of several":       errors.Join(inner, &CGIError{Fault{Code: 8}}),
		"before what is beside that": errors.Join(fmt.Errorf("a: %w", inner), &CGIError{Fault{Code: 8}}),
	} {
		var e QQMusicError
		require.ErrorAs(t, err, &e, name)
		assert.Same(t, e.fault(), FaultOf(err), name)
		assert.EqualValues(t, 7, FaultOf(err).Code, name)
	}
	for name, err := range map[string]error{"another": errCut, "none": nil, "others joined": errors.Join(errCut, errCut)} {
		assert.Nil(t, FaultOf(err), name)
	}
	outer := &CredentialInvalidError{Fault{Message: "outer", Cause: inner}}
	assert.Equal(t, "outer", FaultOf(outer).Message, "the first of the chain")
	assert.ErrorIs(t, outer, inner)
}

func TestGuardTurnsPanicsIntoErrors(t *testing.T) {
	for name, c := range map[string]struct {
		panics  any
		message string
	}{
		"an error":       {errCut, "internal error: connection cut"},
		"a text":         {"no such thing", "internal error: no such thing"},
		"anything else":  {struct{ secret string }{testKey}, "internal error"},
		"the runtime's":  {nil, "internal error: runtime error: index out of range [1] with length 1"},
		"an earlier one": {&DataError{Fault{Message: "below"}}, "internal error: below"},
	} {
		t.Run(name, func(t *testing.T) {
			err := as[*ModuleError](t, guard(func() error {
				if c.panics == nil {
					one := make([]int, 1)
					_ = one[len(one)]
				}
				panic(c.panics)
			}))
			assert.EqualError(t, err, c.message)
			if cause, isError := c.panics.(error); isError {
				require.ErrorIs(t, err, cause)
			}
		})
	}
	assert.EqualError(t, guard(func() error { return errors.New("its own") }), "its own")
}

func TestTheTraceIDBelongsToErrorsAndEvents(t *testing.T) {
	for name, body := range map[string]string{
		"a refusal":         `{"traceid":"t1","req_0":{"code":7}}`,
		"at the gate":       `{"traceid":"t1","code":5}`,
		"no answer in it":   `{"traceid":"t1"}`,
		"a code of words":   `{"traceid":"t1","code":"no"}`,
		"read, but fatally": `{"traceid":"t1","req_0":{"data":[]}}`,
		"a number":          `{"traceid":11,"req_0":{"code":7}}`,
	} {
		t.Run(name, func(t *testing.T) {
			events, listener := listen()
			bubble(t, func(t *testing.T, client *Client, s *script) {
				s.answer = always(func() (*Response, error) { return text(body) })
				_, err := client.DeleteSession(t.Context(), DeleteSessionParams{SessionID: "s"})
				want := map[bool]string{false: "t1", true: "11"}[name == "a number"]
				assert.Equal(t, want, FaultOf(err).TraceID)
				assert.Equal(t, want, (*events)[1].TraceID)
			}, listener)
		})
	}
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = always(func() (*Response, error) { return text(`{"traceid":[7],"req_0":{}}`) })
		answer, err := client.Do(t.Context(), readCall(t))
		require.NoError(t, err)
		assert.Empty(t, answer.TraceID(), "one of another type is none")
	})
}

// A 2001 that wants a login: waiting does not help.
func TestWhichPagesAreLoginPages(t *testing.T) {
	for address, login := range map[string]bool{
		"https://y.qq.com/n/login":                   true,
		"https://y.qq.com/n/ryqq/Login.html?x=1":     true,
		"https://y.qq.com/m/client/LOGIN/index.html": true,
		"https://y.qq.com/#/login":                   true,
		"https://y.qq.com/a?b=c#/x/relogin?next=1":   true,
		"/login":                               true,
		"//y.qq.com/login":                     true,
		"https://y.qq.com/autologin":           true,
		"qqmusic://qq.com/ui/login":            true,
		"":                                     false,
		"https://y.qq.com":                     false,
		"https://y.qq.com/verify":              false,
		"verify/":                              false,
		"https://login.qq.com/verify":          false,
		"https://login.qq.com":                 false,
		"//login.qq.com/verify":                false,
		"https://y.qq.com/verify?back=/login":  false,
		"https://y.qq.com/verify?login=1":      false,
		"https://y.qq.com/#/verify?back=login": false,
		"https://y.qq.com/log/in":              false,
		"https://c.y.qq.com/captcha?url=https://x/login/": false,
	} {
		assert.Equal(t, login, isLoginPage(address), address)
		data, _ := json.Marshal(map[string]string{"feedbackURL": address})
		answers, err := ParseResponse([]byte(`{"req_0":{"code":2001,"data":`+string(data)+`}}`), readCall(t))
		require.NoError(t, err)
		f := FaultOf(answers[0].Err())
		assert.EqualValues(t, 2001, f.Code)
		assert.Equal(t, address, f.FeedbackURL)
		assert.Equal(t, !login, f.Retryable)
		if login {
			as[*CredentialExpiredError](t, answers[0].Err())
		} else {
			as[*RateLimitedError](t, answers[0].Err())
		}
	}
}
