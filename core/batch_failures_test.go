package core

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/scope"
)

// answers are the children of one POST by the call's place in it.
func childAnswers(children ...string) func(context.Context, *sent) (*Response, error) {
	return always(func() (*Response, error) { return children200(children...) })
}

const good, limited = `{"data":{}}`, `{"code":2001}`

func TestSettledSiblingsKeepTheirResults(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = childAnswers(good, limited, good)
		results, err := client.Batch(t.Context(), batchOf(t, "rwr"), BatchOptions{Settled: true})
		require.NoError(t, err)
		assert.NoError(t, results[0].Err())
		assert.Equal(t, "deleteSession", as[*RateLimitedError](t, results[1].Err()).Call)
		assert.NoError(t, results[2].Err())
	})
}

// The first failure ends a batch that is not settled: nobody waits for the others, and what had come is kept.
func TestTheFirstFailureEndsABatch(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = func(ctx context.Context, r *sent) (*Response, error) {
			switch r.Calls[0].Method {
			case "GetMessage":
				return hang(ctx, r)
			case "GetConfig":
				return later(ctx, time.Second, func() (*Response, error) { return ok(`{"config_value":5}`, `{}`) })
			}
			return later(ctx, 2*time.Second, func() (*Response, error) { return children200(good, `{"code":8}`) })
		}
		var calls []BatchCall
		for _, name := range []string{"getMessages", "getMessages", "getConfig", "getConfig", "getSafetyHint", "getSafetyHint"} {
			calls = append(calls, BatchCall{Call: anyCall(t, name)})
		}
		answers, err := client.Batch(t.Context(), calls, BatchOptions{Size: 2})
		assert.EqualValues(t, 8, as[*CGIError](t, err).Code)
		assert.Equal(t, 2*time.Second, time.Since(s.start), "the hanging one is not waited for")
		for i := range 2 {
			assert.Equal(t, ErrBatchStopped, answers[i].Err())
		}
		setting, err := Decode[ConfigResult](&answers[2])
		require.NoError(t, err)
		assert.EqualValues(t, 5, setting.ConfigValue)
		assert.NoError(t, answers[4].Err(), "a sibling in the request that failed")
		as[*CGIError](t, answers[5].Err())
	}, func(config *Config) { config.Timeout = -1 })
}

func TestNothingOfABatchIsSentAfterItsFirstFailure(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = always(func() (*Response, error) { return refused(8) })
		_, err := client.Batch(t.Context(), batchOf(t, "rrrrr"), BatchOptions{Size: 1})
		as[*CGIError](t, err)
		assert.Zero(t, time.Since(s.start))
		time.Sleep(time.Hour)
		assert.Len(t, s.requests, 1, "the limit held the others back")
	}, withSession, func(config *Config) { config.RateLimit = &RateLimit{Rate: 0.1, Burst: 1} })
}

func TestUnsettledSendsNothingAfterAFailure(t *testing.T) {
	for _, c := range []struct {
		settled bool
		want    string
	}{{false, "rw"}, {true, "rw rw"}} {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			s.answer = childAnswers(`{"code":7}`, good)
			results, err := client.Batch(t.Context(), batchOf(t, "rwrw"), BatchOptions{Size: 2, Settled: c.settled})
			assert.Equal(t, c.want, s.letters())
			if c.settled {
				require.NoError(t, err)
				assert.Error(t, results[0].Err())
				assert.NoError(t, results[3].Err())
				return
			}
			as[*CGIError](t, err)
		})
	}
}

// A call whose answer cannot be read has failed, too. Whoever wants the answer as it came has it.
func TestAnAnswerThatCannotBeReadEndsABatch(t *testing.T) {
	for _, c := range []struct {
		data                 string
		settled, strict, raw bool
		want                 string
	}{
		{`{"subcode":{}}`, false, false, false, "w"}, {`{"tips":[]}`, false, true, false, "w"},
		{`{"tips":[]}`, false, false, false, "w w w"}, {`{"subcode":{}}`, true, false, false, "w w w"}, {`{"subcode":{}}`, false, false, true, "w w w"},
	} {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			s.answer = always(func() (*Response, error) { return ok(c.data) })
			calls := batchOf(t, "www")
			for i := range calls {
				if c.raw {
					calls[i].Call = (*Call)(calls[i].Call.wire().AsRaw())
				}
			}
			answers, err := client.Batch(t.Context(), calls, BatchOptions{Size: 1, Settled: c.settled})
			assert.Equal(t, c.want, s.letters())
			if c.want != "w" {
				require.NoError(t, err)
				return
			}
			assert.True(t, as[*DataError](t, err).MaybeSent)
			assert.Equal(t, ErrBatchStopped, answers[1].Err())
		}, func(config *Config) { config.Strict = c.strict })
	}
}

// An unsettled error hides the results of the calls before it, so it tells
// whether one of them may have changed something.
func TestUnsettledErrorsSayThatAWriteMayHaveBeenSent(t *testing.T) {
	for _, c := range []struct {
		name      string
		calls     string
		answers   []func(context.Context, *sent) (*Response, error)
		maybeSent bool
		retryable bool
	}{
		{"a read fails, no write", "rr", []func(context.Context, *sent) (*Response, error){childAnswers(limited, good)}, false, true},
		{"a read fails beside a write that was done", "rw", []func(context.Context, *sent) (*Response, error){childAnswers(limited, good)}, true, false},
		{"a read fails beside a write that was refused", "rw", []func(context.Context, *sent) (*Response, error){childAnswers(limited, limited)}, false, true},
		{"a write was done before", "wwr", []func(context.Context, *sent) (*Response, error){childAnswers(good, good), childAnswers(limited)}, true, false},
		{"a write is refused, none before", "ww", []func(context.Context, *sent) (*Response, error){childAnswers(limited, limited)}, false, true},
		{"a write is lost", "ww", []func(context.Context, *sent) (*Response, error){always(cut)}, true, false},
		{"a read and a write are lost together", "rw", []func(context.Context, *sent) (*Response, error){always(cut)}, true, false},
		{"a read fails before the write is sent", "rrw", []func(context.Context, *sent) (*Response, error){childAnswers(limited, good), childAnswers(good)}, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				s.answer = inOrder(c.answers...)
				_, err := client.Batch(t.Context(), batchOf(t, c.calls), BatchOptions{Size: 2})
				f := FaultOf(err)
				require.NotNil(t, f)
				assert.Equal(t, c.maybeSent, f.MaybeSent, "maybeSent")
				assert.Equal(t, c.retryable, f.Retryable, "retryable")
			})
		})
	}
}

func TestACallOfABatchCanBeAbortedAlone(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = func(ctx context.Context, r *sent) (*Response, error) { return later(ctx, time.Minute, r.succeed) }
		own := scope.New(t.Context())
		time.AfterFunc(time.Second, func() { own.Cancel(errCut) })
		calls := batchOf(t, "rrr")
		calls[1].Context = own
		results, err := client.Batch(t.Context(), calls, BatchOptions{Settled: true})
		require.NoError(t, err)
		assert.NoError(t, results[0].Err())
		assert.Same(t, errCut, results[1].Err())
		assert.NoError(t, results[2].Err())
	}, func(config *Config) { config.Timeout = -1 })
}

func TestACallAbortedBeforeItsBatchIsNotSent(t *testing.T) {
	for range 20 {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			own := scope.New(t.Context())
			own.Cancel(errCut)
			calls := batchOf(t, "rw")
			calls[1].Context = own
			results, err := client.Batch(t.Context(), calls, BatchOptions{Settled: true})
			require.NoError(t, err)
			assert.NoError(t, results[0].Err())
			assert.Same(t, errCut, results[1].Err())
			assert.Equal(t, "r", s.letters())
		})
	}
}

func TestAbortingABatchEndsItAtOnce(t *testing.T) {
	for _, settled := range []bool{false, true} {
		for letters, maybeSent := range map[string]bool{"wwww": true, "rrrr": false, "rrww": false} {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				s.answer = hang
				ctx, abort := context.WithCancelCause(t.Context())
				time.AfterFunc(time.Second, func() { abort(errCut) })
				answers, err := client.Batch(ctx, batchOf(t, letters), BatchOptions{Size: 2, Settled: settled})
				require.ErrorIs(t, err, errCut, "also a settled one fails with the reason")
				assert.Equal(t, maybeSent, FaultOf(err) != nil && FaultOf(err).MaybeSent, letters)
				for i := range answers {
					assert.Error(t, answers[i].Err())
				}
				assert.Equal(t, time.Second, time.Since(s.start))
				if strings.Contains(letters, "w") {
					assert.Equal(t, letters[:2], s.letters(), "what had not left is not sent")
				}
			})
		}
	}
}
