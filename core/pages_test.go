package core

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/wire"
)

// pageAnswers answers the n-th request with the n-th data, and all that follow with the last.
func pageAnswers(data ...string) func(context.Context, *sent) (*Response, error) {
	var answers []func(context.Context, *sent) (*Response, error)
	for _, d := range data {
		answers = append(answers, always(func() (*Response, error) { return ok(d) }))
	}
	return inOrder(answers...)
}

// sessionIDs collects what SessionPages yields, until an error ends it.
func sessionIDs(t *testing.T, client *Client, p GetSessionsParams, options ...CallOption) (ids []string, pages int, err error) {
	t.Helper()
	for page, pageErr := range client.SessionPages(t.Context(), p, options...) {
		if pageErr != nil {
			require.NoError(t, err, "an error is the last")
			require.Nil(t, page)
			err = pageErr
			continue
		}
		pages++
		for _, session := range page.Sessions {
			ids = append(ids, session.SessionID)
		}
	}
	return ids, pages, err
}

const (
	pageAB = `{"has_more":1,"sessions":[{"session_id":"a","sort_time":9},{"session_id":"b","sort_time":8}]}`
	pageC  = `{"has_more":1,"sessions":[{"session_id":"c","sort_time":7}]}`
	pageD  = `{"has_more":0,"sessions":[{"session_id":"d","sort_time":6}]}`
)

func TestAPageThatCannotBeReadEndsTheList(t *testing.T) {
	for name, c := range map[string]struct {
		page, path string
		delivered  int
	}{
		"in all its items": {`{"has_more":1,"sessions":[{"session_id":[]},7]}`, "/req_0/data/sessions/0/session_id", 1},
		"in its cursor":    {`{"has_more":1,"sessions":[{"session_id":"a","sort_time":"soon"}]}`, "/req_0/data/sessions/0/sort_time", 2},
		"in has_more":      {`{"has_more":[],"sessions":[]}`, "/req_0/data/has_more", 1},
		"in the list":      {`{"has_more":1,"sessions":{}}`, "/req_0/data/sessions", 1},
		"as data no page":  {`[]`, "/req_0/data", 1},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				s.answer = pageAnswers(pageC, c.page)
				_, pages, err := sessionIDs(t, client, GetSessionsParams{})
				assert.Equal(t, c.delivered, pages)
				assert.Equal(t, c.path, as[*DataError](t, err).Path)
				assert.Len(t, s.requests, 2)
			})
		})
	}
}

// An entry that is left out is no reason to stop: the cursor is that of the last one that can be read.
func TestAListGoesOnBehindAnEntryThatCannotBeRead(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = pageAnswers(`{"has_more":1,"sessions":[{"session_id":"a","sort_time":5},"x",{"session_id":{},"sort_time":3}]}`, pageD)
		ids, _, err := sessionIDs(t, client, GetSessionsParams{})
		require.NoError(t, err)
		assert.Equal(t, []string{"a", "d"}, ids)
		assert.Contains(t, string(s.requests[1].Calls[0].Param), `"last_id":"a","order":1,"size":20,"last_time":5,`)
	})
}

func TestNothingIsAskedAfterABreak(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = pageAnswers(pageAB, pageC, pageD)
		for range client.SessionPages(t.Context(), GetSessionsParams{}) {
			break
		}
		assert.Len(t, s.requests, 1)
	})
}

func TestNothingIsAskedBeforeTheFirstPageIsWanted(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		_ = client.SessionPages(t.Context(), GetSessionsParams{})
		assert.Empty(t, s.requests)
	})
}

func TestAListCanBeReadTwice(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		list := client.SessionPages(t.Context(), GetSessionsParams{})
		for range 2 {
			s.answer = pageAnswers(pageAB, pageD)
			pages := 0
			for _, err := range list {
				require.NoError(t, err)
				pages++
			}
			assert.Equal(t, 2, pages)
		}
	})
}

func TestAPageThatFailedCanBeAskedForAgain(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = inOrder(pageAnswers(pageAB), always(func() (*Response, error) { return refused(2001) }), pageAnswers(pageD))
		answer, err := client.Do(t.Context(), anyCall(t, "getSessions"))
		require.NoError(t, err)
		next, err := answer.Next()
		require.NoError(t, err)
		_, err = client.Do(t.Context(), next)
		as[*RateLimitedError](t, err)
		answer, err = client.Do(t.Context(), next)
		require.NoError(t, err)
		assert.Equal(t, string(s.requests[1].Calls[0].Param), string(s.requests[2].Calls[0].Param))
		next, err = answer.Next()
		assert.NoError(t, err)
		assert.Nil(t, next, "behind the last page")
	})
}

func TestAllPagesBelongToTheAccountOfTheFirst(t *testing.T) {
	other := Credential{MusicID: "20002", MusicKey: "W_X_other"}
	renewed := Credential{MusicID: "10001", MusicKey: "Q_H_L_renewed"}
	for name, c := range map[string]struct {
		change func(*Client)
		qq     string
		key    string
	}{
		"another account": {func(client *Client) { client.SetCredential(other) }, "10001", testKey},
		"no account":      {func(client *Client) { client.SetCredential(Credential{}) }, "10001", testKey},
		"a renewed login": {func(client *Client) { client.SetCredential(renewed) }, "10001", "Q_H_L_renewed"},
		"a login that has expired": {func(client *Client) {
			client.SetCredential(Credential{MusicID: "10001", MusicKey: "Q_H_L_expired", CreateTime: 1, ExpiresIn: 1})
		}, "10001", testKey},
		"the source fails": {func(client *Client) {
			client.SetCredentialSource(func(context.Context) (Credential, error) { return Credential{}, errCut })
		}, "10001", testKey},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				s.answer = pageAnswers(pageAB, pageC, pageD)
				for _, err := range client.SessionPages(t.Context(), GetSessionsParams{}) {
					require.NoError(t, err)
					c.change(client)
				}
				require.Len(t, s.requests, 3)
				for _, r := range s.requests[1:] {
					assert.Equal(t, c.qq, r.Comm["qq"])
					assert.Equal(t, c.key, r.Comm["authst"])
				}
			})
		})
	}
}

func TestPagesKeepTheCallsOptions(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = pageAnswers(pageAB, pageD)
		_, _, err := sessionIDs(t, client, GetSessionsParams{}, WithSign(SignAlways), WithCredential(Credential{MusicID: "20002", MusicKey: testKey}))
		require.NoError(t, err)
		for _, r := range s.requests {
			assert.True(t, r.signed())
			assert.Equal(t, "20002", r.Comm["qq"])
		}
	})
}

func TestOnlyListsHavePages(t *testing.T) {
	for _, name := range wire.CallNames() {
		data := `{"has_more":1,"sessions":[{"session_id":"a"}],"messages":[{"id":"a"}]}`
		next, err := answerWith(t, anyCall(t, name), data).Next()
		require.NoError(t, err)
		assert.Equal(t, name == "getSessions" || name == "getMessages", next != nil, name)
	}
}

func TestItemsOfAllPages(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = pageAnswers(pageAB, pageC, `{"has_more":1,"sessions":[{"session_id":"c","sort_time":7}]}`)
		var ids []string
		var last error
		for session, err := range client.Sessions(t.Context(), GetSessionsParams{}) {
			if last = err; err == nil {
				ids = append(ids, session.SessionID)
			}
		}
		assert.Equal(t, []string{"a", "b", "c", "c"}, ids)
		as[*DataError](t, last)
		s.answer = pageAnswers(`{"has_more":1,"messages":[{"id":"m1"},{"id":"m2"}]}`)
		s.requests = nil
		for message, err := range client.Messages(t.Context(), GetMessagesParams{SessionID: String("s")}) {
			require.NoError(t, err)
			assert.Equal(t, "m1", message.ID)
			break
		}
		assert.Len(t, s.requests, 1, "a break stops asking")
	})
}

func TestAbortedPages(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = pageAnswers(pageAB, pageC, pageD)
		ctx, abort := context.WithCancelCause(t.Context())
		defer abort(nil)
		var last error
		for _, err := range client.SessionPages(ctx, GetSessionsParams{}) {
			last = err
			abort(errCut)
		}
		assert.Same(t, errCut, last)
		assert.Len(t, s.requests, 1)
	})
}

// What a page knows of the pages before it can leave the program and come back: the bridge keeps it in JavaScript.
func TestAListCanBeContinuedFromTexts(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = pageAnswers(`{"has_more":1,"sessions":[{"session_id":"x","sort_time":9223372036854775807}]}`, pageC, pageD)
		size := wire.Argument{Name: "size", Value: wire.IntValue(7)}
		call := mustCall(t, "getSessions", nil, size)
		for range 3 {
			answer, err := client.Do(t.Context(), call)
			require.NoError(t, err)
			client.SetCredential(Credential{MusicID: "20002", MusicKey: testKey})
			next, err := answer.Next()
			require.NoError(t, err)
			if next == nil {
				break
			}
			account := *next.wire().Account().(*Credential)
			assert.Equal(t, "10001", account.MusicID)
			call = (*Call)(mustCall(t, "getSessions", nil, append(next.wire().Cursor(), size)...).wire().Continue(&account, next.wire().Used()))
		}
		require.Len(t, s.requests, 3)
		assert.Equal(t, `{"last_id":"x","order":1,"size":7,"last_time":9223372036854775807,"from":0,"FansFlag":1}`, string(s.requests[1].Calls[0].Param))
		assert.Equal(t, `{"last_id":"c","order":1,"size":7,"last_time":7,"from":0,"FansFlag":1}`, string(s.requests[2].Calls[0].Param))
		for _, r := range s.requests {
			assert.Equal(t, "10001", r.Comm["qq"], "all pages belong to the account of the first")
		}
	})
}

// From one page one can go on as often as one likes: each way through the list knows its own pages.
func TestTwoWaysThroughAList(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = pageAnswers(pageAB)
		first, err := client.Do(t.Context(), anyCall(t, "getSessions"))
		require.NoError(t, err)
		for range 2 {
			s.answer = pageAnswers(pageC, pageAB)
			next, err := first.Next()
			require.NoError(t, err)
			second, err := client.Do(t.Context(), next)
			require.NoError(t, err)
			next, err = second.Next()
			require.NoError(t, err)
			third, err := client.Do(t.Context(), next)
			require.NoError(t, err)
			_, err = third.Next()
			as[*DataError](t, err)
		}
	})
}
