package recording_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qqmusicpm/core"
	"qqmusicpm/internal/exactjson"
	"qqmusicpm/internal/gateway"
	"qqmusicpm/internal/recording"
	"qqmusicpm/internal/siteserver"
	"qqmusicpm/native"
)

var noon = time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)

// passed is an exchange as it was upstream.
type passed struct{ request, response []byte }

// session is what a client did through a relay that records: what was said upstream, and the file.
type session struct {
	originals []passed
	file      string
	sessions  []*core.Session
	messages  map[string][]*core.Message // by session id
}

// steady fills with bytes that are the same in each run.
func steady() func([]byte) {
	next := byte(0)
	return func(p []byte) {
		for i := range p {
			next = next*7 + 41
			p[i] = next
		}
	}
}

// serve serves a gateway as the demo does.
func serve(t *testing.T, handler http.Handler) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(siteserver.New(siteserver.Config{Site: t.TempDir(), Gateway: handler}))
	t.Cleanup(server.Close)
	return server
}

func clientOf(t *testing.T, url string, credential core.Credential) *core.Client {
	t.Helper()
	client, err := native.NewClient(credential, func(c *core.Config) {
		c.Endpoint, c.Host.Random, c.MaxRetries = url, steady(), core.Set(0)
		c.RateLimit = &core.RateLimit{}
	})
	require.NoError(t, err)
	t.Cleanup(client.Close)
	return client
}

var sample = gateway.SampleAccounts()[1]

// record has the sample account used through a relay and returns what came of it.
func record(t *testing.T) *session {
	t.Helper()
	s := &session{messages: map[string][]*core.Message{}}
	now := noon
	simulator := gateway.New(gateway.Options{Now: func() time.Time { now = now.Add(time.Millisecond); return now }, FreeComm: []string{"traceid"}})
	var mu sync.Mutex
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		answer := httptest.NewRecorder()
		simulator.ServeHTTP(answer, r)
		mu.Lock()
		s.originals = append(s.originals, passed{body, bytes.Clone(answer.Body.Bytes())})
		mu.Unlock()
		for name, values := range answer.Header() {
			w.Header()[name] = values
		}
		w.Header().Set("Set-Cookie", "qqmusic_key="+sample.MusicKey)
		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes())
	}))
	defer upstream.Close()
	relay, err := siteserver.NewRelay(upstream.URL)
	require.NoError(t, err)
	defer relay.Close()
	var file bytes.Buffer
	recorder := recording.NewRecorderOf(1, noon, &file)
	relay.Record = func(e recording.Exchange) {
		if err := recorder.Record(e); err != nil {
			panic(err)
		}
	}
	server := serve(t, relay)
	client := clientOf(t, server.URL, core.Credential{MusicID: sample.MusicID, MusicKey: sample.MusicKey})
	s.use(t, client, simulator)
	server.Close()
	s.file = file.String()
	return s
}

// Texts that a test sends.
const (
	sentText    = "明天下午三点在人民广场见，电话 13812345678"
	planted     = "Przewalski"
	plantedUser = "2837461905"
)

func (s *session) use(t *testing.T, client *core.Client, simulator *gateway.Gateway) {
	t.Helper()
	ctx := t.Context()
	for one, err := range client.Sessions(ctx, core.GetSessionsParams{Size: core.Int(10)}) {
		require.NoError(t, err)
		s.sessions = append(s.sessions, one)
	}
	for _, one := range s.sessions[:6] {
		for message, err := range client.Messages(ctx, core.GetMessagesParams{SessionID: core.Set(core.ID(one.SessionID)), Size: core.Int(20)}) {
			require.NoError(t, err)
			if s.messages[one.SessionID] = append(s.messages[one.SessionID], message); len(s.messages[one.SessionID]) == 60 {
				break
			}
		}
	}
	first := s.sessions[0]
	_, err := client.SendText(ctx, sentText, core.SendMessageParams{UserID: core.ID(first.User.Uin), SessionID: core.Set(core.ID(first.SessionID))})
	require.NoError(t, err)
	_, err = client.GetMediaMessageDetails(ctx, core.GetMediaMessageDetailsParams{SessionID: core.ID(first.SessionID), MsgIDs: []core.ID{core.ID(s.messages[first.SessionID][0].ID)}})
	require.NoError(t, err)
	_, err = client.GetSafetyHint(ctx, core.GetSafetyHintParams{EncUin: core.ID(first.User.EncryptUin)})
	require.NoError(t, err)
	for _, fault := range []gateway.Fault{
		{Kind: gateway.FaultStatus, Status: 429, RetryAfter: "3"},
		{Kind: gateway.FaultHTML},
		{Kind: gateway.FaultEmpty},
		{Kind: gateway.FaultTruncated},
		{Kind: gateway.FaultLogin},
		{Kind: gateway.FaultOuter, Code: 10007},
		{Kind: gateway.FaultChild, Data: json.RawMessage(`{"msg":"` + planted + ` ` + plantedUser + `"}`)},
		{Kind: gateway.FaultGBK},
		{Kind: gateway.FaultBOM},
		{Kind: gateway.FaultInvalidUTF8},
	} {
		simulator.SetFaults(fault)
		_, _ = client.GetSessions(ctx, core.GetSessionsParams{Size: core.Int(7)}) // whatever it says is recorded
	}
}

// lines reads the lines of a file, numbers as they are written.
func lines(t *testing.T, file string) []map[string]any {
	t.Helper()
	var all []map[string]any
	for text := range strings.Lines(file) {
		all = append(all, exactjson.Read(t, []byte(text)).(map[string]any))
	}
	return all
}
