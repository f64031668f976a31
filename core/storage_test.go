package core

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// memory is a Storage in memory.
type memory struct {
	mu    sync.Mutex
	texts map[string]string
}

func (m *memory) Get(_ context.Context, key string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.texts[key], nil
}

func (m *memory) Set(_ context.Context, key, value string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.texts == nil {
		m.texts = map[string]string{}
	}
	m.texts[key] = value
	return nil
}

func (m *memory) Delete(_ context.Context, key string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.texts, key)
	return nil
}

func TestAKeptSessionBelongsToItsDevice(t *testing.T) {
	storage := &memory{}
	keep := func(config *Config) { config.Storage = storage }
	bubble(t, func(t *testing.T, _ *Client, s *script) {
		read(t, s.client(keep))
		read(t, s.client(keep))
		assert.Len(t, s.sessions, 1)
		read(t, s.client(keep, func(config *Config) { config.Device.OpenUDID = "another phone" }))
		require.Len(t, s.sessions, 2)
		assert.Equal(t, `{"uid":"","vkey":0,"caller":2}`, string(s.sessions[1].Calls[0].Param))
		time.Sleep(24 * time.Hour)
		read(t, s.client(keep, func(config *Config) { config.Device.OpenUDID = "another phone" }))
		require.Len(t, s.sessions, 3)
		assert.Equal(t, `{"uid":"u1","vkey":0,"caller":1}`, string(s.sessions[2].Calls[0].Param))
	})
}

// What a build kept that spoke 14.9 alone is taken over, and the other dialect's session is left alone.
func TestWhatAnOlderBuildKept(t *testing.T) {
	storage := &memory{texts: map[string]string{
		"qqmusicpm.device":        `{"openUdid":"0123456789abcdef0123456789abcdef","androidId":"0123456789abcdef","fingerprint":"f"}`,
		"qqmusicpm.session.10001": `{"uid":"old","sid":"oldsid","created":"` + digits(time.Now().UnixMilli()) + `"}`,
	}}
	for range 2 {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			read(t, client)
			comm := s.requests[0].Comm
			assert.Equal(t, "0123456789abcdef0123456789abcdef", comm["OpenUDID"])
			assert.Equal(t, "0123456789abcdef", comm["aid"])
			assert.Regexp(t, "^[0-9a-f]{32}$", comm["OpenUDID2"])
			assert.NotEqual(t, comm["OpenUDID"], comm["OpenUDID2"])
			assert.Equal(t, "u1", comm["uid"])
			read(t, s.client(func(config *Config) { config.Storage, config.Dialect = storage, Dialect14_9 }))
			old := s.requests[1].Comm
			assert.Equal(t, "0123456789abcdef0123456789abcdef", old["OpenUDID2"])
			assert.Equal(t, "f", old["rom"])
		}, func(config *Config) { config.Storage = storage })
	}
	assert.Contains(t, storage.texts["qqmusicpm.device"], `"openUdid2":"`)
}

func TestStorageKeepsSessionAndDeviceAcrossClients(t *testing.T) {
	storage := &memory{}
	keep := func(config *Config) { config.Storage, config.Dialect = storage, Dialect14_9 }
	bubble(t, func(t *testing.T, client *Client, s *script) {
		read(t, client)
		client.Close()
		time.Sleep(time.Hour)
		again := s.client(keep)
		read(t, again)
		assert.Len(t, s.sessions, 1)
		for _, name := range []string{"uid", "sid", "OpenUDID", "OpenUDID2", "udid", "aid", "rom"} {
			assert.Equal(t, s.requests[0].Comm[name], s.requests[1].Comm[name], name)
		}
		read(t, again, WithCredential(Credential{MusicID: "20002", MusicKey: testKey}))
		assert.Len(t, s.sessions, 2, "one entry an account")
		time.Sleep(86400*time.Second - time.Hour)
		third := s.client(keep)
		read(t, third)
		require.Len(t, s.sessions, 3, "age counts from when it was given")
		assert.Equal(t, "u1", s.sessions[2].Comm["uid"], "the old one is sent along")
		assert.Equal(t, `{"uid":"u1","vkey":0,"caller":0}`, string(s.sessions[2].Calls[0].Param))
	}, keep)
	assert.Len(t, storage.texts, 3, "the device and two sessions")
	for key, value := range storage.texts {
		assert.NotContains(t, key+value, testKey)
	}
}

// countingStorage counts what is written.
type countingStorage struct {
	memory
	written []string
}

func (c *countingStorage) Set(ctx context.Context, key, value string) error {
	c.written = append(c.written, key)
	return c.memory.Set(ctx, key, value)
}

func TestWhatIsKeptIsNotWrittenAgain(t *testing.T) {
	storage := &countingStorage{}
	bubble(t, func(t *testing.T, _ *Client, s *script) {
		for range 3 {
			read(t, s.client(func(config *Config) { config.Storage = storage }))
		}
		assert.ElementsMatch(t, []string{"qqmusicpm.device", "qqmusicpm.session"}, storage.written)
	})
}

func TestStoredTextsThatAreDamagedCountAsNone(t *testing.T) {
	for name, stored := range map[string]string{
		"empty": "", "no JSON": "{", "a list": "[]", "null": "null", "numbers": `{"uid":1,"sid":2,"created":3}`, "no time": `{"uid":"u","sid":"s"}`,
		"time of words": `{"uid":"u","sid":"s","created":"soon"}`, "from the future": `{"uid":"u","sid":"s","created":"9223372036854775807"}`,
		"from the past": `{"uid":"u","sid":"s","created":"-9223372036854775808"}`, "no uid": `{"sid":"s","created":"946684800000"}`,
	} {
		for dialect, of := range map[Dialect]string{Dialect20_9: "o", Dialect14_9: ""} {
			t.Run(name+" "+string(dialect), func(t *testing.T) {
				session := stored
				if text, object := strings.CutSuffix(stored, "}"); object {
					session = text + `,"device":"` + of + `"}`
				}
				storage := &memory{texts: map[string]string{"qqmusicpm.session.10001": session, "qqmusicpm.session": session, "qqmusicpm.device": stored}}
				bubble(t, func(t *testing.T, client *Client, s *script) {
					read(t, client)
					assert.Len(t, s.sessions, 1)
					assert.Regexp(t, "^[0-9a-f]{16}$", s.requests[0].Comm["aid"])
				}, func(config *Config) { config.Storage, config.Dialect, config.Device.OpenUDID = storage, dialect, "o" })
			})
		}
	}
}

func TestAStoredSessionOfAClockSetBackIsAskedForAnew(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		read(t, client)
		assert.Len(t, s.sessions, 1)
	}, func(config *Config) {
		created := digits(time.Now().Add(time.Hour).UnixMilli())
		config.Dialect = Dialect14_9
		config.Storage = &memory{texts: map[string]string{"qqmusicpm.session.10001": `{"uid":"u","sid":"s","created":"` + created + `"}`}}
	})
}

// brokenStorage fails in the way that fail does.
type brokenStorage struct {
	fail func(ctx context.Context) error
}

func (b brokenStorage) Get(ctx context.Context, _ string) (string, error) {
	return "{", b.fail(ctx)
}
func (b brokenStorage) Set(ctx context.Context, _, _ string) error { return b.fail(ctx) }
func (b brokenStorage) Delete(ctx context.Context, _ string) error { return b.fail(ctx) }

func TestBrokenStorageFailsNoCall(t *testing.T) {
	for name, fail := range map[string]func(context.Context) error{
		"errors":        func(context.Context) error { return errCut },
		"damaged texts": func(context.Context) error { return nil },
		"panics":        func(context.Context) error { panic("the disk is full") },
	} {
		t.Run(name, func(t *testing.T) {
			events, listener := listen()
			bubble(t, func(t *testing.T, client *Client, s *script) {
				for range 2 {
					_, err := client.Do(t.Context(), readCall(t))
					require.NoError(t, err)
				}
				told := 0
				for _, e := range *events {
					if e.Call == "storage" {
						assert.Equal(t, name == "errors", errors.Is(as[*ModuleError](t, e.Err), errCut))
						told++
					}
				}
				assert.Equal(t, name != "damaged texts", told > 0, "what fails is told")
				assert.Len(t, s.sessions, 1, "the session is kept in memory")
				assert.Equal(t, s.requests[0].Comm["aid"], s.requests[1].Comm["aid"], "and so is the device")
			}, listener, func(config *Config) { config.Storage = brokenStorage{fail} })
		})
	}
}

// A storage that does not answer costs a client two seconds, once: then it goes on without it, and says so.
func TestStorageThatHangsIsGivenUp(t *testing.T) {
	for name, ignoresItsContext := range map[string]bool{"ends with its context": false, "ignores its context": true} {
		t.Run(name, func(t *testing.T) {
			events, listener := listen()
			end := make(chan struct{})
			bubble(t, func(t *testing.T, client *Client, s *script) {
				for range 3 {
					read(t, client)
				}
				assert.Equal(t, []time.Duration{2 * time.Second, 2 * time.Second, 2 * time.Second}, s.times())
				var told []Event
				for _, e := range *events {
					if e.Call == "storage" {
						told = append(told, e)
					}
				}
				require.Len(t, told, 1)
				as[*TimeoutError](t, told[0].Err)
				close(end)
			}, listener, func(config *Config) {
				end = make(chan struct{}) // of the bubble
				config.Storage = brokenStorage{func(ctx context.Context) error {
					if ignoresItsContext {
						<-end
						return nil
					}
					<-ctx.Done()
					return ctx.Err()
				}}
			})
		})
	}
}

// slowToSet is a storage that keeps nothing and never says so.
type slowToSet struct{ memory }

func (*slowToSet) Set(ctx context.Context, _, _ string) error {
	<-ctx.Done()
	return ctx.Err()
}

func TestAnAnswerDoesNotWaitForEverToBeKept(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		read(t, client)
		assert.Equal(t, []time.Duration{2 * time.Second}, s.times(), "the device; the session is not tried any more")
		read(t, client)
		assert.Len(t, s.sessions, 1)
	}, func(config *Config) { config.Storage = &slowToSet{} })
}

func TestStorageThatHangsHoldsNoCallBeyondItsAbort(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		ctx, cancel := context.WithCancelCause(t.Context())
		time.AfterFunc(time.Second, func() { cancel(errCut) })
		_, err := client.Do(ctx, readCall(t))
		assert.Same(t, errCut, err)
		assert.Equal(t, time.Second, time.Since(s.start))
		assert.Empty(t, s.requests)
	}, func(config *Config) {
		config.Storage = brokenStorage{func(ctx context.Context) error {
			<-ctx.Done()
			return ctx.Err()
		}}
	})
}
