package core

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/wire"
)

// The tests of the client run in a bubble of testing/synctest, where time
// passes only while everyone waits: a test of a wait of a day takes no time, and
// a goroutine that is left over fails it.

// bubbleClock is the clock of the bubble.
type bubbleClock struct{}

func (bubbleClock) Now() time.Duration { return time.Duration(time.Now().UnixNano()) }

func (bubbleClock) AfterFunc(d time.Duration, f func()) func() bool { return time.AfterFunc(d, f).Stop }

// sent is one request that reached the scripted gateway.
type sent struct {
	*Request
	// At is when it came, counted from the start of the test.
	At    time.Duration
	Comm  map[string]any
	Calls []sentCall
}

type sentCall struct {
	Module, Method string
	Param          json.RawMessage
}

func (s *sent) signed() bool { return strings.Contains(s.URL, "/musics.fcg?") }

// is reports whether the request holds a call of that gateway method.
func (s *sent) is(method string) bool {
	for _, call := range s.Calls {
		if call.Method == method {
			return true
		}
	}
	return false
}

func (s *sent) methods() (methods []string) {
	for _, call := range s.Calls {
		methods = append(methods, call.Method)
	}
	return methods
}

// script is a gateway that does what the test says.
type script struct {
	t     *testing.T
	start time.Time
	// answer answers everything but GetSession; nil answers every call with an empty object.
	answer func(ctx context.Context, r *sent) (*Response, error)
	// session answers GetSession; nil answers it with uid "u1" and sid "s1".
	session func(ctx context.Context, r *sent) (*Response, error)

	clients byte

	mu       sync.Mutex
	requests []*sent
	sessions []*sent
}

func (s *script) RoundTrip(ctx context.Context, request *Request) (*Response, error) {
	var body map[string]json.RawMessage
	r := &sent{Request: request, At: time.Since(s.start)}
	assert.NoError(s.t, json.Unmarshal(request.Body, &body), "%s", request.Body)
	assert.NoError(s.t, json.Unmarshal(body["comm"], &r.Comm))
	for i := range len(body) - 1 {
		var call sentCall
		assert.NoError(s.t, json.Unmarshal(body["req_"+strconv.Itoa(i)], &call))
		r.Calls = append(r.Calls, call)
	}
	isSession := len(r.Calls) == 1 && r.is("GetSession")
	s.mu.Lock()
	answer := s.answer
	if isSession {
		s.sessions = append(s.sessions, r)
		answer = s.session
	} else {
		s.requests = append(s.requests, r)
	}
	s.mu.Unlock()
	switch {
	case answer != nil:
		return answer(ctx, r)
	case isSession:
		return ok(`{"session":{"uid":"u1","sid":"s1","vkey":""}}`)
	}
	return r.succeed()
}

// succeed answers each call of the request with an empty object.
func (s *sent) succeed() (*Response, error) {
	data := make([]string, len(s.Calls))
	for i := range data {
		data[i] = "{}"
	}
	return ok(data...)
}

// times lists when the requests came.
func (s *script) times() (at []time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.requests {
		at = append(at, r.At)
	}
	return at
}

// ok is an answer with the data of each call.
func ok(data ...string) (*Response, error) {
	children := make([]string, len(data))
	for i := range data {
		children[i] = `{"code":0,"data":` + data[i] + `}`
	}
	return children200(children...)
}

// refused is an answer with one call's code and an empty object.
func refused(code int) (*Response, error) {
	return children200(`{"code":` + strconv.Itoa(code) + `,"data":{}}`)
}

func children200(children ...string) (*Response, error) {
	body := `{"code":0,"ts":1,"traceid":"x"`
	for i := range children {
		body += `,"req_` + strconv.Itoa(i) + `":` + children[i]
	}
	return text(body + "}")
}

func text(body string) (*Response, error) { return &Response{Status: 200, Body: []byte(body)}, nil }

func status(code int) (*Response, error) { return &Response{Status: code}, nil }

// errCut is what the scripted network says when it fails.
var errCut = errors.New("connection cut")

func cut() (*Response, error) { return nil, errCut }

// hang answers when the attempt is given up.
func hang(ctx context.Context, _ *sent) (*Response, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

// later answers after d, unless the attempt is given up before.
func later(ctx context.Context, d time.Duration, answer func() (*Response, error)) (*Response, error) {
	select {
	case <-time.After(d):
		return answer()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// inOrder answers the n-th request with the n-th answer, and all that follow with the last.
func inOrder(answers ...func(ctx context.Context, r *sent) (*Response, error)) func(ctx context.Context, r *sent) (*Response, error) {
	var mu sync.Mutex
	next := 0
	return func(ctx context.Context, r *sent) (*Response, error) {
		mu.Lock()
		answer := answers[min(next, len(answers)-1)]
		next++
		mu.Unlock()
		return answer(ctx, r)
	}
}

// always answers every request in the same way.
func always(answer func() (*Response, error)) func(context.Context, *sent) (*Response, error) {
	return func(context.Context, *sent) (*Response, error) { return answer() }
}

// testKey is the login key of the tests; nothing but a request's body may hold it.
const testKey = "Q_H_L_5up3rs3cr3tk3y"

var testCredential = Credential{MusicID: "10001", MusicKey: testKey}

// seeded is a random source that gives the same bytes in every run, others for each seed.
func seeded(seed byte) func([]byte) {
	random := rand.NewChaCha8([32]byte{seed})
	var mu sync.Mutex
	return func(p []byte) {
		mu.Lock()
		defer mu.Unlock()
		_, _ = io.ReadFull(random, p)
	}
}

// bubble runs f with a client of a scripted gateway in a synctest bubble.
// Changes are made to the client's configuration before it starts.
func bubble(t *testing.T, f func(t *testing.T, c *Client, s *script), changes ...func(*Config)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := &script{t: t, start: time.Now()}
		c := s.client(changes...)
		f(t, c, s)
	})
}

// client makes a client of this gateway. It is closed when the test ends.
func (s *script) client(changes ...func(*Config)) *Client {
	s.t.Helper()
	s.clients++
	config := Config{
		Host:       Host{Transport: s, Clock: bubbleClock{}, Random: seeded(s.clients)},
		Credential: testCredential,
		RateLimit:  &RateLimit{},
	}
	for _, change := range changes {
		change(&config)
	}
	c, err := NewClient(config)
	require.NoError(s.t, err)
	s.t.Cleanup(c.Close)
	return c
}

// mustCall makes a call from its public name.
func mustCall(t testing.TB, name string, args []wire.Value, options ...wire.Argument) *Call {
	t.Helper()
	call, problem := wire.NewCall(name, args, options)
	require.Nil(t, problem)
	return (*Call)(call)
}

// readCall and writeCall are calls for tests in which only that matters.
func readCall(t *testing.T) *Call {
	t.Helper()
	return mustCall(t, "getConfig", []wire.Value{wire.IntValue(1)})
}

func writeCall(t *testing.T) *Call {
	t.Helper()
	return mustCall(t, "deleteSession", []wire.Value{wire.StringValue("s")})
}

// as returns err as an error of type E, or fails the test.
func as[E error](t *testing.T, err error) E {
	t.Helper()
	var e E
	require.ErrorAs(t, err, &e)
	return e
}

// abandon makes calls and aborts all of them while they wait.
func abandon(t *testing.T, client *Client, calls int) {
	ctx, abort := context.WithCancelCause(t.Context())
	var waiting sync.WaitGroup
	for range calls {
		waiting.Go(func() {
			_, err := client.Do(ctx, readCall(t))
			assert.Same(t, errCut, err)
		})
	}
	synctest.Wait()
	abort(errCut)
	waiting.Wait()
}
