package core

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/exactjson"
	"qqmusicpm/internal/wire"
)

// batchOf makes a batch out of letters: r a read, w a write, s a read that is
// known to want a signature, o a read of another account, t a read with its own timeout.
func batchOf(t *testing.T, letters string) (calls []BatchCall) {
	t.Helper()
	for _, letter := range letters {
		call := BatchCall{Call: readCall(t)}
		switch letter {
		case 'w':
			call.Call = writeCall(t)
		case 's':
			call.Call = anyCall(t, "getFriendshipBadge")
		case 'o':
			call.Options = []CallOption{WithCredential(Credential{MusicID: "20002", MusicKey: testKey})}
		case 't':
			call.Options = []CallOption{WithTimeout(time.Minute)}
		}
		calls = append(calls, call)
	}
	return calls
}

// letters says what each POST held, in the letters of batchOf.
func (s *script) letters() string {
	var posts []string
	for _, r := range s.requests {
		post := ""
		for _, method := range r.methods() {
			letter := map[string]string{"DeleteSession": "w", "GetFriendFloatingIcon": "s", "GetConfig": "r"}[method]
			if r.Comm["qq"] == "20002" {
				letter = "o"
			}
			post += letter
		}
		posts = append(posts, post)
	}
	return strings.Join(posts, " ")
}

// Which calls share a POST. Without a write the POSTs are sent at once; with one in the order of the calls.
func TestHowABatchIsPacked(t *testing.T) {
	for _, c := range []struct {
		calls string
		size  int
		want  string
	}{
		{"", 0, ""},
		{"r", 0, "r"},
		{"rrr", 0, "rrr"},
		{strings.Repeat("r", 20), 0, strings.Repeat("r", 20)},
		{strings.Repeat("r", 21), 0, strings.Repeat("r", 20) + " r"},
		{strings.Repeat("r", 100), 0, strings.TrimSpace(strings.Repeat(strings.Repeat("r", 20)+" ", 5))},
		{"rrrrr", 2, "rr rr r"},
		{"rrr", 1, "r r r"},
		{"rsrs", 0, "rr ss"},
		{"roro", 0, "rr oo"},
		{"rtr", 0, "rr r"},
		{"ww", 0, "ww"},
		{"rwr", 0, "rwr"},
		{"wwwww", 2, "ww ww w"},
		{"rsrw", 0, "r s rw"},
		{"rorw", 0, "r o rw"},
		{"wrso", 0, "wr s o"},
	} {
		t.Run(c.calls+"/"+digits(int64(c.size)), func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				results, err := client.Batch(t.Context(), batchOf(t, c.calls), BatchOptions{Size: c.size})
				require.NoError(t, err)
				require.Len(t, results, len(c.calls))
				for i := range results {
					require.NoError(t, results[i].Err())
				}
				if !strings.Contains(c.calls, "w") { // sent at once: in no certain order
					assert.ElementsMatch(t, strings.Fields(c.want), strings.Fields(s.letters()))
					return
				}
				assert.Equal(t, c.want, s.letters())
			})
		})
	}
}

func TestBatchSizeIsChecked(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		for _, size := range []int{-1, 21, 1 << 30} {
			_, err := client.Batch(t.Context(), batchOf(t, "r"), BatchOptions{Size: size})
			assert.Equal(t, "batchSize must be between 1 and 20", as[*InvalidArgumentError](t, err).Error())
		}
		assert.Empty(t, s.sessions)
	})
}

func TestAnswersComeInTheOrderOfTheCalls(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = func(_ context.Context, r *sent) (*Response, error) {
			var data []string
			for _, call := range r.Calls {
				n, _ := exactjson.Read(t, call.Param).(map[string]any)
				data = append(data, `{"hint":"`+n["encUin"].(string)+`"}`)
			}
			return ok(data...)
		}
		var calls []BatchCall
		for i := range 50 {
			var options []CallOption
			if i%3 == 0 {
				options = []CallOption{WithSign(SignAlways)}
			}
			calls = append(calls, BatchCall{Call: mustCall(t, "getSafetyHint", []wire.Value{wire.IntValue(int64(i))}), Options: options})
		}
		results, err := client.Batch(t.Context(), calls, BatchOptions{Size: 7})
		require.NoError(t, err)
		for i := range results {
			public, err := results[i].PublicJSON()
			require.NoError(t, err)
			assert.Equal(t, `{"hint":"`+digits(int64(i))+`"}`, string(public))
		}
	})
}

func TestPostsOfABatchWithAWriteWaitForEachOther(t *testing.T) {
	for calls, want := range map[string][]time.Duration{"rrrr": {0, 0}, "rrrw": {0, time.Second}} {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			s.answer = func(ctx context.Context, r *sent) (*Response, error) { return later(ctx, time.Second, r.succeed) }
			_, err := client.Batch(t.Context(), batchOf(t, calls), BatchOptions{Size: 2})
			require.NoError(t, err)
			assert.Equal(t, want, s.times())
		})
	}
}

func TestOneGetSessionForABatch(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		_, err := client.Batch(t.Context(), batchOf(t, strings.Repeat("rsrot", 20)), BatchOptions{})
		require.NoError(t, err)
		assert.Len(t, s.sessions, 2, "one an account")
	}, func(config *Config) { config.Dialect = Dialect14_9 })
}

func TestAPostWithAWriteIsSentOnce(t *testing.T) {
	for calls, attempts := range map[string]int{"rrr": 3, "rwr": 1} {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			s.answer = always(cut)
			results, err := client.Batch(t.Context(), batchOf(t, calls), BatchOptions{Settled: true})
			require.NoError(t, err)
			assert.Len(t, s.requests, attempts, calls)
			for i := range results {
				f := as[*NetworkError](t, results[i].Err())
				write := calls[i] == 'w'
				assert.Equal(t, write, f.MaybeSent, "%s %d", calls, i)
				assert.Equal(t, !write, f.Retryable, "%s %d", calls, i)
			}
		})
	}
}

func TestABatchSignsAndResendsOnlyWhatWantsIt(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = inOrder(childAnswers(good, `{"code":2000}`, good), childAnswers(`{"data":{"msg":"signed"}}`))
		results, err := client.Batch(t.Context(), batchOf(t, "wrw"), BatchOptions{})
		require.NoError(t, err)
		assert.Equal(t, "wrw r", s.letters())
		assert.Equal(t, []bool{false, true}, s.signed())
		public, err := results[1].PublicJSON()
		require.NoError(t, err)
		assert.Contains(t, string(public), "signed")
	})
}

func TestABatchChecksEveryLoginBeforeItSends(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		calls := batchOf(t, "wrw")
		calls[1].Options = []CallOption{WithCredential(Credential{})}
		_, err := client.Batch(t.Context(), calls, BatchOptions{})
		assert.Equal(t, "getConfig", as[*CredentialInvalidError](t, err).Call)
		assert.Empty(t, s.requests)

		results, err := client.Batch(t.Context(), calls, BatchOptions{Settled: true})
		require.NoError(t, err)
		assert.NoError(t, results[0].Err())
		as[*CredentialInvalidError](t, results[1].Err())
		assert.NoError(t, results[2].Err(), "the calls behind it are made")
		assert.Equal(t, "ww", s.letters())
	})
}

func TestABatchAsksTheCredentialSourceOnce(t *testing.T) {
	asked := 0
	bubble(t, func(t *testing.T, client *Client, s *script) {
		_, err := client.Batch(t.Context(), batchOf(t, "rrrorrr"), BatchOptions{Size: 2})
		require.NoError(t, err)
		assert.Equal(t, 1, asked)
	}, func(config *Config) {
		config.CredentialSource = func(context.Context) (Credential, error) {
			asked++
			return testCredential, nil
		}
	})
}

// incomparable is a context that == panics on.
type incomparable struct {
	context.Context
	_ []int
}

func TestContextsThatCannotBeComparedShareNoRequest(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		calls := batchOf(t, "rrr")
		calls[0].Context, calls[1].Context = incomparable{Context: t.Context()}, incomparable{Context: t.Context()}
		_, err := client.Batch(t.Context(), calls, BatchOptions{})
		require.NoError(t, err)
		assert.Equal(t, "r r r", s.letters())
	})
}
