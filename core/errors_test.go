package core

import (
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
