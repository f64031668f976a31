package core

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/wire"
)

// listen gives a client a listener and returns what it heard.
func listen() (*[]Event, func(*Config)) {
	var events []Event
	return &events, func(config *Config) { config.OnEvent = func(_ context.Context, e Event) { events = append(events, e) } }
}

// errNamed stands for an error of that type.
type errNamed string

func (e errNamed) Error() string { return string(e) }

// byName puts the name of its type in the place of each event's error.
func byName(events []Event) []Event {
	named := slices.Clone(events)
	for i := range named {
		if e, ok := named[i].Err.(QQMusicError); ok {
			named[i].Err = errNamed(NameOf(e))
		}
	}
	return named
}

func TestOneEventForEachAttempt(t *testing.T) {
	events, listener := listen()
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = inOrder(
			always(cut),
			always(func() (*Response, error) { return status(503) }),
			func(ctx context.Context, _ *sent) (*Response, error) {
				return later(ctx, 30*time.Millisecond, func() (*Response, error) { return refused(7) })
			})
		_, err := client.Do(t.Context(), readCall(t))
		as[*CGIError](t, err)
		out := len(s.requests[0].Body)
		answer, _ := refused(7)
		assert.Equal(t, "getSession", (*events)[0].Call)
		assert.Len(t, s.sessions[0].Body, (*events)[0].BytesOut)
		assert.Equal(t, []Event{
			{Call: "getConfig", Attempt: 1, Err: errNamed("NetworkError"), BytesOut: out},
			{Call: "getConfig", Attempt: 2, Status: 503, Err: errNamed("HTTPError"), BytesOut: out},
			{Call: "getConfig", Attempt: 3, Status: 200, Code: 7, TraceID: "x", Err: errNamed("CGIError"), BytesOut: out, BytesIn: len(answer.Body), Elapsed: 30 * time.Millisecond},
		}, byName((*events)[1:]))
	}, listener)
}

func TestWhatAnEventSays(t *testing.T) {
	for name, c := range map[string]struct {
		answer func(context.Context, *sent) (*Response, error)
		want   Event
	}{
		"success":      {always(func() (*Response, error) { return ok(`{}`) }), Event{Status: 200, TraceID: "x"}},
		"timeout":      {hang, Event{MaybeSent: true, Err: errNamed("TimeoutError"), Elapsed: 15 * time.Second}},
		"at the gate":  {always(func() (*Response, error) { return text(`{"code":500001}`) }), Event{Status: 200, Code: 500001, Err: errNamed("GatewayError")}},
		"no JSON":      {always(func() (*Response, error) { return text(`<html>`) }), Event{MaybeSent: true, Status: 200, Err: errNamed("DataError")}},
		"expired":      {always(func() (*Response, error) { return refused(1000) }), Event{Status: 200, Code: 1000, TraceID: "x", Err: errNamed("CredentialExpiredError")}},
		"rate limited": {always(func() (*Response, error) { return refused(2001) }), Event{Status: 200, Code: 2001, TraceID: "x", Err: errNamed("RateLimitedError")}},
		"not found":    {always(func() (*Response, error) { return status(404) }), Event{Status: 404, Err: errNamed("HTTPError")}},
		"too long":     {always(func() (*Response, error) { return nil, ErrBodyTooLarge }), Event{MaybeSent: true, Err: errNamed("DataError")}},
		"a panic":      {func(context.Context, *sent) (*Response, error) { panic("x") }, Event{MaybeSent: true, Err: errNamed("ModuleError")}},
	} {
		t.Run(name, func(t *testing.T) {
			events, listener := listen()
			bubble(t, func(t *testing.T, client *Client, s *script) {
				s.answer = c.answer
				_, _ = client.Do(t.Context(), writeCall(t))
				require.Len(t, *events, 2)
				got := byName(*events)[1]
				got.BytesIn, got.BytesOut = 0, 0
				c.want.Call, c.want.Attempt = "deleteSession", 1
				assert.Equal(t, c.want, got)
			}, listener)
		})
	}
}

func TestEventsOfAbortsBatchesAndSignatures(t *testing.T) {
	events, listener := listen()
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = inOrder(hang, gate(2000), gate(2000), childAnswers(good, limited))
		ctx, abort := context.WithCancelCause(t.Context())
		time.AfterFunc(time.Second, func() { abort(errCut) })
		_, err := client.Do(ctx, readCall(t))
		assert.Same(t, errCut, err)
		_, err = client.Do(t.Context(), readCall(t))
		require.NoError(t, err)
		_, err = client.Batch(t.Context(), batchOf(t, "ww"), BatchOptions{Settled: true})
		require.NoError(t, err)
		var short []string
		for _, e := range byName(*events) {
			short = append(short, fmt.Sprintf("%s %d %v %d", e.Call, e.Attempt, e.Err, e.Code))
		}
		assert.Equal(t, []string{
			`getSession 1 <nil> 0`,
			`getConfig 1 connection cut 0`,
			`getConfig 1 SignatureRequiredError 2000`,
			`getConfig 1 <nil> 0`,
			`batch 1 RateLimitedError 2001`,
		}, short)
	}, listener)
}

func TestNoEventForACallThatIsNotSent(t *testing.T) {
	events, listener := listen()
	bubble(t, func(t *testing.T, client *Client, _ *script) {
		_, err := client.Do(t.Context(), readCall(t), WithCredential(Credential{}))
		as[*CredentialInvalidError](t, err)
		assert.Empty(t, *events)
	}, listener)
}

// written collects all that a client says to anyone but the gateway.
type written struct {
	t     *testing.T
	texts []string
}

func (w *written) event(_ context.Context, e Event) {
	w.texts = append(w.texts, fmt.Sprintf("%+v", e))
	w.error(e.Err)
}

func (w *written) error(err error) {
	for ; err != nil; err = errors.Unwrap(err) {
		w.texts = append(w.texts, err.Error())
		if f := FaultOf(err); f != nil {
			text, marshalErr := json.Marshal(f)
			assert.NoError(w.t, marshalErr)
			w.texts = append(w.texts, string(text))
		}
	}
}

// A musickey and what people write go into the body of a request and nowhere
// else: not into errors, events, addresses, headers or storage.
func TestSecretsGoIntoRequestBodiesOnly(t *testing.T) {
	const secretText = "meet me at the old mill"
	failures := map[string]func(context.Context, *sent) (*Response, error){
		"none":         nil,
		"cut":          always(cut),
		"timeout":      hang,
		"503":          always(func() (*Response, error) { return status(503) }),
		"404":          always(func() (*Response, error) { return status(404) }),
		"no JSON":      always(func() (*Response, error) { return text("<html>") }),
		"too long":     always(func() (*Response, error) { return nil, ErrBodyTooLarge }),
		"outer code":   always(func() (*Response, error) { return text(`{"code":1}`) }),
		"expired":      always(func() (*Response, error) { return refused(1000) }),
		"unsigned":     always(func() (*Response, error) { return refused(2000) }),
		"rate limited": always(func() (*Response, error) { return refused(2001) }),
		"refused":      always(func() (*Response, error) { return refused(7) }),
		"no answer":    always(func() (*Response, error) { return text(`{}`) }),
		"mismatch": always(func() (*Response, error) {
			return ok(`{"messages":[{"meta_data":{"content":["` + secretText + `"]}}]}`)
		}),
		"panic": func(context.Context, *sent) (*Response, error) { panic("broken") },
	}
	for name, failure := range failures {
		t.Run(name, func(t *testing.T) {
			for _, failing := range []string{"the call", "GetSession"} {
				storage, w := &memory{}, &written{t: t}
				bubble(t, func(t *testing.T, client *Client, s *script) {
					s.answer = failure
					if failing == "GetSession" {
						s.answer, s.session = nil, failure
					}
					send := SendMessageParams{UserID: "10002", UserInput: String(secretText)}
					_, err := client.SendText(t.Context(), secretText, send)
					w.error(err)
					_, err = client.GetMessages(t.Context(), GetMessagesParams{SessionID: String("s")})
					w.error(err)
					send.MetaData = Set(TextContent(secretText))
					call, err := send.NewCall()
					require.NoError(t, err)
					results, err := client.Batch(t.Context(), []BatchCall{{Call: call}, {Call: readCall(t)}}, BatchOptions{Settled: true})
					w.error(err)
					for i := range results {
						w.error(results[i].Err())
					}
					_, err = client.Batch(t.Context(), []BatchCall{{Call: call}}, BatchOptions{})
					w.error(err)
					for _, r := range s.requests {
						assert.Contains(t, string(r.Body), testKey)
					}
					for _, r := range s.sessions {
						w.texts = append(w.texts, string(r.Body)) // asked for the device, without the login
					}
					for _, r := range append(s.requests, s.sessions...) {
						w.texts = append(w.texts, r.URL, fmt.Sprint(r.Header))
					}
					client.Close()
					_, err = client.SendText(t.Context(), secretText, send)
					w.error(err)
				}, func(config *Config) { config.Storage, config.OnEvent = storage, w.event })
				for key, value := range storage.texts {
					w.texts = append(w.texts, key, value)
				}
				require.Greater(t, len(w.texts), 8)
				for _, text := range w.texts {
					assert.NotContains(t, text, testKey)
					assert.NotContains(t, text, secretText)
				}
			}
		})
	}
}

func TestErrorsAboutArgumentsDoNotRepeatThem(t *testing.T) {
	const secret = "s3cr3t"
	w := &written{t: t}
	for _, err := range []error{
		Credential{MusicID: secret, MusicKey: secret}.refused(),
		Credential{MusicID: "1", MusicKey: "", CreateTime: 1}.refused(),
		Credential{MusicID: "1", MusicKey: secret, CreateTime: 1, ExpiresIn: 1}.refused(),
	} {
		require.Error(t, err)
		w.error(err)
	}
	text := wire.StringValue(secret)
	for _, c := range []struct {
		call    string
		args    []wire.Value
		options []wire.Argument
	}{
		{"sendMessage", []wire.Value{wire.StringValue("u"), text}, nil},
		{"sendMessage", []wire.Value{wire.StringValue("u"), wire.IntValue(0)}, []wire.Argument{{Name: "metaData", Value: text}}},
		{"sendMessage", []wire.Value{wire.StringValue("u"), wire.IntValue(0)}, []wire.Argument{{Name: "metaData", Value: wire.ObjectValue([]byte(`{"content":"` + secret))}}},
		{"getChatEntries", []wire.Value{wire.ListValue(text)}, nil},
	} {
		_, problem := wire.NewCall(c.call, c.args, c.options)
		require.NotNil(t, problem)
		w.texts = append(w.texts, fmt.Sprintf("%+v", *problem))
	}
	call := SendMessageParams{UserID: "u", MetaData: Set(RawObject(`{"content":"` + secret))}
	_, err := call.NewCall()
	require.Error(t, err)
	w.error(err)
	for _, text := range w.texts {
		assert.NotContains(t, text, secret)
	}
	assert.Greater(t, len(strings.Join(w.texts, "")), 200)
}

// endOfTime is a clock that stands still, long after everything.
type endOfTime struct{ Clock }

func (endOfTime) Now() time.Duration { return 1<<62 - 1 }

// refused is why no call can be made with the credential, long after it was issued.
func (c Credential) refused() error { return c.check(endOfTime{}) }
