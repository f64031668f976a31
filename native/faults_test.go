package native_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/core"
	"qqmusicpm/internal/gateway"
)

// What a fault of the gateway or of the way to it becomes.
func TestFaults(t *testing.T) {
	always := func(f gateway.Fault) gateway.Fault {
		f.Times = -1
		return f
	}
	for _, c := range []struct {
		name  string
		fault gateway.Fault
		read  core.QQMusicError // nil: the call succeeds
		write core.QQMusicError
	}{
		{"busy once", gateway.Fault{Kind: gateway.FaultStatus, Status: 503}, nil, &core.HTTPError{}},
		{"busy for ever", always(gateway.Fault{Kind: gateway.FaultStatus, Status: 503}), &core.HTTPError{}, &core.HTTPError{}},
		{"too many, come back in an hour", always(gateway.Fault{Kind: gateway.FaultStatus, Status: 429, RetryAfter: "3600"}), &core.HTTPError{}, &core.HTTPError{}},
		{"not found", gateway.Fault{Kind: gateway.FaultStatus, Status: 404}, &core.HTTPError{}, &core.HTTPError{}},
		{"outer code", gateway.Fault{Kind: gateway.FaultOuter, Code: 500001}, &core.GatewayError{}, &core.GatewayError{}},
		{"rate limit", gateway.Fault{Kind: gateway.FaultChild}, &core.RateLimitedError{}, &core.RateLimitedError{}},
		{"expired", gateway.Fault{Kind: gateway.FaultChild, Code: 1000}, &core.CredentialExpiredError{}, &core.CredentialExpiredError{}},
		{"signature wanted once", gateway.Fault{Kind: gateway.FaultChild, Code: 2000}, nil, nil},
		{"refused", gateway.Fault{Kind: gateway.FaultChild, Code: 7}, &core.CGIError{}, &core.CGIError{}},
		{"cut before headers", gateway.Fault{Kind: gateway.FaultCutBeforeHeaders}, nil, &core.NetworkError{}},
		{"cut after headers", gateway.Fault{Kind: gateway.FaultCutAfterHeaders}, nil, &core.NetworkError{}},
		{"cut in the body", gateway.Fault{Kind: gateway.FaultCutBody}, nil, &core.NetworkError{}},
		{"cut JSON", gateway.Fault{Kind: gateway.FaultTruncated}, &core.DataError{}, &core.DataError{}},
		{"empty", gateway.Fault{Kind: gateway.FaultEmpty}, &core.DataError{}, &core.DataError{}},
		{"a page", gateway.Fault{Kind: gateway.FaultHTML}, &core.DataError{}, &core.DataError{}},
		{"a list", gateway.Fault{Kind: gateway.FaultArray}, &core.DataError{}, &core.DataError{}},
		{"GBK", gateway.Fault{Kind: gateway.FaultGBK}, nil, nil},
		{"a damaged byte", gateway.Fault{Kind: gateway.FaultInvalidUTF8}, nil, nil},
		{"9 MiB", gateway.Fault{Kind: gateway.FaultLarge, MiB: 9}, &core.DataError{}, &core.DataError{}},
		{"1 MiB", gateway.Fault{Kind: gateway.FaultLarge, MiB: 1}, nil, nil},
		{"deep", gateway.Fault{Kind: gateway.FaultDeep, Depth: 200_000}, &core.DataError{}, &core.DataError{}},
		{"NaN", gateway.Fault{Kind: gateway.FaultNaN}, &core.DataError{}, &core.DataError{}},
		{"20 digits", gateway.Fault{Kind: gateway.FaultBigNumbers}, &core.DataError{}, &core.DataError{}},
		{"a delay", gateway.Fault{DelayMS: 20}, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, write := range []bool{false, true} {
				g, client := play(t, gateway.SampleAccounts()[1], func(config *core.Config) { config.Host.Clock = impatient{config.Host.Clock} })
				_, err := client.GetSessions(t.Context(), core.GetSessionsParams{Size: core.Int(1)}) // the gateway session is there
				require.NoError(t, err)
				g.SetFaults(c.fault)
				want := c.read
				if write {
					want = c.write
					_, err = client.SetConfig(t.Context(), core.SetConfigParams{ConfigType: 5, ConfigValue: core.ConfigText("晚安晚安")})
				} else {
					_, err = client.GetSessions(t.Context(), core.GetSessionsParams{})
				}
				if want == nil {
					assert.NoError(t, err)
					continue
				}
				require.IsType(t, want, err)
			}
		})
	}
}

// impatient makes the waits between attempts short, and the timeouts too long to matter.
type impatient struct{ core.Clock }

func (i impatient) AfterFunc(d time.Duration, f func()) func() bool {
	if d < 10*time.Second {
		d /= 1000
	}
	return i.Clock.AfterFunc(d, f)
}

func TestAWriteThatArrivedIsNotSentAgain(t *testing.T) {
	g, client := play(t, gateway.SampleAccounts()[0])
	session := allSessions(t, client)[friend]
	g.SetFaults(gateway.Fault{Kind: gateway.FaultCutBeforeHeaders, Applied: true, Method: "SendMessageAsync"})
	_, err := client.SendText(t.Context(), "只说一次", core.SendMessageParams{UserID: session.User.Uin})
	var lost *core.NetworkError
	require.ErrorAs(t, err, &lost)
	assert.True(t, lost.MaybeSent)
	page, err := client.GetMessages(t.Context(), core.GetMessagesParams{SessionID: core.String(session.SessionID), Size: core.Int(2)})
	require.NoError(t, err)
	require.Len(t, page.Messages, 2)
	assert.Equal(t, "只说一次", page.Messages[0].MetaData.Content)
	assert.NotEqual(t, "只说一次", page.Messages[1].MetaData.Content)
}

func TestAListThatRunsInACircleEndsInAnError(t *testing.T) {
	g, client := play(t, gateway.SampleAccounts()[0])
	g.SetFaults(gateway.Fault{Kind: gateway.FaultLoop, Times: -1})
	pages := 0
	var last error
	for _, err := range client.SessionPages(t.Context(), core.GetSessionsParams{}) {
		if last = err; err == nil {
			pages++
		}
	}
	var bad *core.DataError
	require.ErrorAs(t, last, &bad)
	assert.Equal(t, 2, pages)
}

func TestWrongLogins(t *testing.T) {
	for name, c := range map[string]struct {
		key  string
		code int64
	}{"wrong": {"Q_H_L_wrong", 104401}, "expired": {"Q_H_L_expired", 1000}} {
		account := gateway.SampleAccounts()[0]
		account.MusicKey = c.key
		_, client := play(t, account)
		_, err := client.GetSessions(t.Context(), core.GetSessionsParams{})
		var expired *core.CredentialExpiredError
		require.ErrorAs(t, err, &expired, name)
		assert.Equal(t, c.code, expired.Code, name)
	}
}

func TestAnAbortEndsARequestOnItsWay(t *testing.T) {
	g, client := play(t, gateway.SampleAccounts()[0])
	_, err := client.GetSessions(t.Context(), core.GetSessionsParams{})
	require.NoError(t, err)
	g.SetFaults(gateway.Fault{DelayMS: 60_000, Times: -1})
	ctx, abort := context.WithCancelCause(t.Context())
	errLeft := errors.New("left")
	time.AfterFunc(20*time.Millisecond, func() { abort(errLeft) })
	_, err = client.GetSessions(ctx, core.GetSessionsParams{})
	assert.Same(t, errLeft, err)
	time.AfterFunc(20*time.Millisecond, client.Close)
	_, err = client.GetSessions(t.Context(), core.GetSessionsParams{})
	var closed *core.ClosedError
	assert.ErrorAs(t, err, &closed)
}

func TestATimeout(t *testing.T) {
	g, client := play(t, gateway.SampleAccounts()[0])
	_, err := client.GetSessions(t.Context(), core.GetSessionsParams{})
	require.NoError(t, err)
	g.SetFaults(gateway.Fault{DelayMS: 60_000, Times: -1})
	_, err = client.GetSessions(t.Context(), core.GetSessionsParams{}, core.WithTimeout(20*time.Millisecond), core.WithMaxRetries(0))
	var late *core.TimeoutError
	assert.ErrorAs(t, err, &late)
}
