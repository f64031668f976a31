package recording_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/core"
	"qqmusicpm/internal/gateway"
	"qqmusicpm/internal/recording"
)

func player(t *testing.T, file string) *recording.Player {
	t.Helper()
	p, err := recording.NewPlayer(strings.NewReader(file))
	require.NoError(t, err)
	return p
}

// anybody is no account of the simulator's or of the recording.
var anybody = core.Credential{MusicID: "4711", MusicKey: "any key"}

func TestReplayShowsWhatWasRecorded(t *testing.T) {
	s := record(t)
	played := player(t, s.file)
	assert.Equal(t, len(s.originals), played.Exchanges())
	assert.Len(t, played.MusicID(), len(sample.MusicID))
	client := clientOf(t, serve(t, played).URL, anybody)

	for round := range 2 { // and again when it has run out
		var sessions []*core.Session
		for one, err := range client.Sessions(t.Context(), core.GetSessionsParams{Size: core.Int(10)}) {
			require.NoError(t, err)
			sessions = append(sessions, one)
		}
		require.Len(t, sessions, len(s.sessions), "round %d: all pages", round)
		for i, was := range s.sessions {
			is := sessions[i]
			assert.Equal(t, utf8.RuneCountInString(was.User.Nick), utf8.RuneCountInString(is.User.Nick), "session %d", i)
			assert.Equal(t, was.NewMsgCnt, is.NewMsgCnt)
			assert.Equal(t, was.SortTime-s.sessions[0].SortTime, is.SortTime-sessions[0].SortTime, "the same order and distance")
		}
		for i, was := range s.sessions[:6] {
			var messages []*core.Message
			for message, err := range client.Messages(t.Context(), core.GetMessagesParams{SessionID: core.Set(core.ID(sessions[i].SessionID)), Size: core.Int(20)}) {
				require.NoError(t, err)
				if messages = append(messages, message); len(messages) == len(s.messages[was.SessionID]) {
					break
				}
			}
			require.Len(t, messages, len(s.messages[was.SessionID]))
			for k, before := range s.messages[was.SessionID] {
				is := messages[k]
				assert.Equal(t, before.MsgType, is.MsgType)
				assert.Equal(t, before.Sequence-s.messages[was.SessionID][0].Sequence, is.Sequence-messages[0].Sequence)
				assert.Equal(t, before.Time-s.messages[was.SessionID][0].Time, is.Time-messages[0].Time)
				require.Equal(t, before.FromUser == nil, is.FromUser == nil)
				if before.FromUser != nil {
					assert.Equal(t, before.FromUser.Uin == sample.MusicID, is.FromUser.Uin == played.MusicID(), "whose it is")
				}
			}
		}
	}
}

func TestReplayAnswersEqualRequestsInTheirOrderThenTheLastAgain(t *testing.T) {
	client := clientOf(t, serve(t, player(t, record(t).file)).URL, anybody)
	ask := func() error {
		_, err := client.GetSessions(t.Context(), core.GetSessionsParams{Size: core.Int(7)})
		return err
	}
	httpError, dataError, expired, gatewayError, limited := new(core.HTTPError), new(core.DataError), new(core.CredentialExpiredError), new(core.GatewayError), new(core.RateLimitedError)
	err := ask()
	require.ErrorAs(t, err, &httpError)
	assert.Equal(t, 429, httpError.Status)
	require.ErrorAs(t, ask(), &dataError, "a web page")
	require.ErrorAs(t, ask(), &dataError, "empty")
	require.ErrorAs(t, ask(), &dataError, "truncated")
	require.ErrorAs(t, ask(), &expired, "a login page")
	require.ErrorAs(t, ask(), &gatewayError)
	assert.EqualValues(t, 10007, gatewayError.Code)
	require.ErrorAs(t, ask(), &limited)
	for range 5 { // GBK, a byte-order mark, a damaged text, and that again
		require.NoError(t, ask())
	}
}

func TestReplayHasNoAnswerToWhatWasNotRecorded(t *testing.T) {
	server := serve(t, player(t, record(t).file))
	client := clientOf(t, server.URL, anybody)
	_, err := client.GetSessions(t.Context(), core.GetSessionsParams{Size: core.Int(99)})
	refused := new(core.HTTPError)
	require.ErrorAs(t, err, &refused)
	assert.Equal(t, http.StatusNotFound, refused.Status)

	for body, says := range map[string]string{
		`{"comm":{},"req_0":{"module":"a.b","method":"C","param":{}},"req_1":{"module":"d","method":"E","param":{}}}`: "the recording has no answer to a.b.C, d.E with these parameters\n",
		`{}`:       "no answer",
		`not JSON`: "no answer",
	} {
		resp, err := http.Post(server.URL+gateway.UnsignedPath, "application/json", strings.NewReader(body))
		require.NoError(t, err)
		text, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		resp.Body.Close()
		assert.Equal(t, http.StatusNotFound, resp.StatusCode)
		assert.Contains(t, string(text), says)
	}
	resp, err := http.Get(server.URL + gateway.UnsignedPath)
	require.NoError(t, err)
	resp.Body.Close()
	assert.Equal(t, http.StatusMethodNotAllowed, resp.StatusCode)
}

const twoLines = `{"path":"/cgi-bin/musicu.fcg","request":{"comm":{"qq":"123456"},"req_0":{"module":"m","method":"A","param":{"b":1,"a":2,"client_key":"x"}},"req_1":{"module":"m","method":"B","param":{}}},"status":200,"headers":{"Content-Type":"application/json"},"response":{"code":0,"ts":5,"req_0":{"code":0,"data":{"n":1}},"req_1":{"code":7}},"ms":1}
{"path":"/cgi-bin/musicu.fcg","request":{"req_0":{"module":"m","method":"C","param":{}}},"status":503,"headers":{"Retry-After":"4"},"responseBody":{"kind":"not read","bytes":3},"ms":1}
`

func TestReplayAnswersABatchCallByCall(t *testing.T) {
	const a, b, c, d = `{"module":"m","method":"A","param":{"a":2,"b":1,"client_key":"y","update_time":3}}`, `{"module":"m","method":"B","param":{}}`, `{"module":"m","method":"C","param":{}}`, `{"module":"m","method":"D","param":{}}`
	for _, tt := range []struct {
		name   string
		calls  []string
		status int
		body   string
	}{
		{"as recorded", []string{a, b}, 200, `{"code":0,"ts":5,"req_0":{"code":0,"data":{"n":1}},"req_1":{"code":7}}`},
		{"alone", []string{b}, 200, `{"code":0,"ts":5,"req_0":{"code":7}}`},
		{"in another order, twice", []string{b, a, b}, 200, `{"code":0,"ts":5,"req_0":{"code":7},"req_1":{"code":0,"data":{"n":1}},"req_2":{"code":7}}`},
		{"beside one that is not there", []string{d, a}, 200, `{"code":0,"ts":5,"req_1":{"code":0,"data":{"n":1}}}`},
		{"beside one whose request was refused", []string{a, c}, 503, `---`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			server := serve(t, player(t, twoLines))
			body := `{"comm":{}`
			for i, call := range tt.calls {
				body += `,"req_` + string(rune('0'+i)) + `":` + call
			}
			resp, err := http.Post(server.URL+gateway.SignedPath+"?_=1&sign=x", "application/json", strings.NewReader(body+"}"))
			require.NoError(t, err)
			text, err := io.ReadAll(resp.Body)
			require.NoError(t, err)
			resp.Body.Close()
			assert.Equal(t, tt.status, resp.StatusCode)
			assert.Equal(t, tt.body, string(text))
			if tt.status == 503 {
				assert.Equal(t, "4", resp.Header.Get("Retry-After"))
			}
		})
	}
}

func TestFilesThatAreNone(t *testing.T) {
	for file, says := range map[string]string{
		"hello\n":                    "line 1 is no recorded exchange",
		twoLines + "{\"status\":}\n": "line 3 is no recorded exchange",
		"{}\n":                       "line 1 is no recorded exchange",
	} {
		_, err := recording.NewPlayer(strings.NewReader(file))
		assert.EqualError(t, err, says)
	}
	p := player(t, twoLines+`{"path":"/cgi-bin/mus`) // cut when the machine was
	assert.Equal(t, 2, p.Exchanges())
	assert.Equal(t, "123456", p.MusicID())
	assert.Empty(t, player(t, "").MusicID())
}
