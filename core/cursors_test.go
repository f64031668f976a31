package core

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/wire"
)

// A list goes on while has_more is 1 and the page is not empty.
func TestWhenAListGoesOn(t *testing.T) {
	for name, c := range map[string]struct {
		pages []string
		ids   []string
		asked int
	}{
		"three pages":             {[]string{pageAB, pageC, pageD}, []string{"a", "b", "c", "d"}, 3},
		"one page":                {[]string{pageD}, []string{"d"}, 1},
		"an empty page ends it":   {[]string{pageAB, `{"has_more":1,"sessions":[]}`}, []string{"a", "b"}, 2},
		"a null list ends it":     {[]string{`{"has_more":1,"sessions":null}`}, nil, 1},
		"a list of null ends it":  {[]string{`{"has_more":1,"sessions":[null]}`}, nil, 1},
		"no data ends it":         {[]string{`null`}, nil, 1},
		"has_more missing":        {[]string{`{"sessions":[{"session_id":"a"}]}`}, []string{"a"}, 1},
		"has_more null":           {[]string{`{"has_more":null,"sessions":[{"session_id":"a"}]}`}, []string{"a"}, 1},
		"has_more 2":              {[]string{`{"has_more":2,"sessions":[{"session_id":"a"}]}`}, []string{"a"}, 1},
		"has_more -1":             {[]string{`{"has_more":-1,"sessions":[{"session_id":"a"}]}`}, []string{"a"}, 1},
		"has_more true":           {[]string{`{"has_more":true,"sessions":[{"session_id":"a"}]}`, pageD}, []string{"a", "d"}, 2},
		"has_more as digits":      {[]string{`{"has_more":"1","sessions":[{"session_id":"a"}]}`, pageD}, []string{"a", "d"}, 2},
		"a null entry at the end": {[]string{`{"has_more":1,"sessions":[{"session_id":"a","sort_time":3},null]}`, pageD}, []string{"a", "d"}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				s.answer = pageAnswers(c.pages...)
				ids, pages, err := sessionIDs(t, client, GetSessionsParams{})
				require.NoError(t, err)
				assert.Equal(t, c.ids, ids)
				assert.Equal(t, c.asked, pages)
				assert.Len(t, s.requests, c.asked)
			})
		})
	}
}

func TestTheNextSessionsPageHasTheLastSessionsIDAndTime(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = pageAnswers(
			`{"has_more":1,"sessions":[{"session_id":"x","sort_time":1},{"session_id":9223372036854775807,"sort_time":"9223372036854775806"}]}`,
			`{"has_more":1,"sessions":[{"session_id":"y","sort_time":-9223372036854775808}]}`, pageD)
		_, _, err := sessionIDs(t, client, GetSessionsParams{Size: Int(7), Order: Int(2), From: Int(3), EncryptFromUin: String("e"), LastID: String("start"), LastTime: Int(math.MaxInt64)})
		require.NoError(t, err)
		var params []string
		for _, r := range s.requests {
			params = append(params, string(r.Calls[0].Param))
		}
		assert.Equal(t, []string{
			`{"last_id":"start","order":2,"size":7,"last_time":9223372036854775807,"from":3,"EncryptFromUin":"e"}`,
			`{"last_id":"9223372036854775807","order":2,"size":7,"last_time":9223372036854775806,"from":3,"EncryptFromUin":"e"}`,
			`{"last_id":"y","order":2,"size":7,"last_time":-9223372036854775808,"from":3,"EncryptFromUin":"e"}`,
		}, params)
	})
}

func TestTheNextMessagesPageHasTheLastMessagesID(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = pageAnswers(`{"has_more":1,"messages":[{"id":"m1"},{"id":1152921504606846977}]}`, `{"has_more":0,"messages":[{"id":"m3"}]}`)
		var ids []string
		for page, err := range client.MessagePages(t.Context(), GetMessagesParams{SessionID: String("s")}) {
			require.NoError(t, err)
			for _, message := range page.Messages {
				ids = append(ids, message.ID)
			}
		}
		assert.Equal(t, []string{"m1", "1152921504606846977", "m3"}, ids)
		assert.Equal(t, `{"order":1,"size":50,"flag":0,"session_id":"s","last_id":"1152921504606846977"}`, string(s.requests[1].Calls[0].Param))
	})
}

// A cursor that leads nowhere: the page is delivered, then comes a DataError,
// neither an endless loop nor a silent end.
func TestCursorsThatLeadNowhere(t *testing.T) {
	for name, c := range map[string]struct {
		params  GetSessionsParams
		pages   []string
		ids     []string
		path    string
		problem string
	}{
		"empty":                    {GetSessionsParams{}, []string{`{"has_more":1,"sessions":[{"session_id":"","sort_time":5}]}`}, []string{""}, "/req_0/data/sessions/0", "is empty"},
		"missing":                  {GetSessionsParams{}, []string{`{"has_more":1,"sessions":[{"session_id":"a"},{"sort_time":5}]}`}, []string{"a", ""}, "/req_0/data/sessions/1", "is empty"},
		"null":                     {GetSessionsParams{}, []string{`{"has_more":1,"sessions":[{"session_id":null}]}`}, []string{""}, "/req_0/data/sessions/0", "is empty"},
		"the same page again":      {GetSessionsParams{}, []string{pageC, pageC}, []string{"c", "c"}, "/req_0/data/sessions/0", "was used before"},
		"a loop of two pages":      {GetSessionsParams{}, []string{pageAB, pageC, pageAB}, []string{"a", "b", "c", "a", "b"}, "/req_0/data/sessions/1", "was used before"},
		"back to where we started": {GetSessionsParams{LastID: String("c"), LastTime: Int(7)}, []string{pageAB, pageC}, []string{"a", "b", "c"}, "/req_0/data/sessions/0", "was used before"},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				s.answer = pageAnswers(c.pages...)
				ids, _, err := sessionIDs(t, client, c.params)
				assert.Equal(t, c.ids, ids, "every page is delivered")
				bad := as[*DataError](t, err)
				assert.Equal(t, "there are more pages, but the cursor of the next one "+c.problem, bad.Message)
				assert.Equal(t, c.path, bad.Path)
				assert.Equal(t, "getSessions", bad.Call)
				assert.Len(t, s.requests, len(c.pages))
			})
		})
	}
}

func TestASessionMayMoveInTheList(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = pageAnswers(pageC, `{"has_more":1,"sessions":[{"session_id":"c","sort_time":6}]}`, pageD)
		ids, _, err := sessionIDs(t, client, GetSessionsParams{})
		require.NoError(t, err, "the cursor is the pair of id and time")
		assert.Equal(t, []string{"c", "c", "d"}, ids)
	})
}

func TestMessageCursorsThatLeadNowhere(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = pageAnswers(`{"has_more":1,"messages":[{"id":"m","time":1}]}`, `{"has_more":1,"messages":[{"id":"m","time":2}]}`)
		answer, err := client.Do(t.Context(), mustCall(t, "getMessages", nil, wire.Argument{Name: "sessionId", Value: wire.StringValue("s")}))
		require.NoError(t, err)
		next, err := answer.Next()
		require.NoError(t, err)
		answer, err = client.Do(t.Context(), next)
		require.NoError(t, err)
		for range 3 {
			next, err = answer.Next()
			assert.Nil(t, next)
			as[*DataError](t, err)
		}
		assert.Len(t, s.requests, 2)
	})
}

// Next does not read the page, but stops no list in silence either.
func TestNextNeedsToKnowWhetherThereIsMore(t *testing.T) {
	for _, more := range []string{`[]`, `"yes"`, `1.5`} {
		answer := answerWith(t, anyCall(t, "getSessions"), `{"has_more":`+more+`,"sessions":[{"session_id":"a","sort_time":5}]}`)
		_, err := answer.RawJSON()
		require.NoError(t, err)
		_, err = answer.Next()
		assert.Equal(t, "/req_0/data/has_more", as[*DataError](t, err).Path, more)
	}
}
