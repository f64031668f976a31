package core

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// listed is a list of conversations that a test changes: the gateway of the tests of watch.
type listed struct {
	mu       sync.Mutex
	sessions []listedSession // newest first
	unread   int
	account  map[string][]listedSession // other accounts' lists
	asked    []string                   // the last_id of each page that was asked for
}

type listedSession struct {
	id     string
	newest string
	unread int
	time   int
}

// list makes n conversations, newest first.
func list(n int) *listed {
	l := &listed{}
	for i := range n {
		l.sessions = append(l.sessions, listedSession{id: fmt.Sprintf("s%d", i), newest: "m", time: 1000 - i})
	}
	return l
}

// write lets a message come into a conversation, which moves to the top.
func (l *listed) write(id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	at := 0
	for l.sessions[at].id != id {
		at++
	}
	s := l.sessions[at]
	s.newest += "+"
	s.unread++
	s.time = l.sessions[0].time + 1
	l.unread++
	l.sessions = append([]listedSession{s}, append(l.sessions[:at:at], l.sessions[at+1:]...)...)
}

// answer answers a page of the list.
func (l *listed) answer(_ context.Context, r *sent) (*Response, error) {
	var param struct {
		LastID string `json:"last_id"`
		Size   int    `json:"size"`
	}
	if err := json.Unmarshal(r.Calls[0].Param, &param); err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	sessions := l.sessions
	if other, known := l.account[r.Comm["qq"].(string)]; known {
		sessions = other
	}
	l.asked = append(l.asked, param.LastID)
	from := 0
	for i, s := range sessions {
		if s.id == param.LastID {
			from = i + 1
		}
	}
	end := min(from+param.Size, len(sessions))
	var items []string
	for _, s := range sessions[from:end] {
		items = append(items, fmt.Sprintf(`{"session_id":%q,"new_msg":{"id":%q},"new_msg_cnt":%d,"sort_time":%d}`, s.id, s.newest, s.unread, s.time))
	}
	more := 0
	if end < len(sessions) {
		more = 1
	}
	return ok(fmt.Sprintf(`{"has_more":%d,"new_msg_cnt":%d,"sessions":[%s]}`, more, l.unread, strings.Join(items, ",")))
}

// told is an update in short: when it came and what it says.
func told(s *script, u *SessionUpdate) string {
	var ids []string
	for _, session := range u.Sessions {
		ids = append(ids, session.SessionID)
	}
	return fmt.Sprintf("%v first=%t unread=%d %s", time.Since(s.start), u.First, u.Unread, strings.Join(ids, " "))
}

// watchFor collects updates until there are n, and lets the test change the list behind each.
func watchFor(t *testing.T, client *Client, s *script, p WatchParams, n int, change func(seen int)) (updates []string) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 24*time.Hour)
	defer stop()
	for update, err := range client.Watch(ctx, p) {
		require.NoError(t, err)
		updates = append(updates, told(s, update))
		if len(updates) == n {
			break
		}
		if change != nil {
			change(len(updates))
		}
	}
	return updates
}

func TestWatchTellsWhatChanged(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		l := list(5)
		s.answer = l.answer
		updates := watchFor(t, client, s, WatchParams{Interval: 10 * time.Second}, 4, func(seen int) {
			switch seen {
			case 1:
				l.write("s3")
			case 2:
				time.AfterFunc(35*time.Second, func() { l.write("s1"); l.write("s0") })
			case 3:
				l.unread = 1 // read elsewhere, in a conversation that is not on the page
			}
		})
		assert.Equal(t, []string{
			"0s first=true unread=0 s0 s1 s2 s3 s4",
			"10s first=false unread=1 s3",
			"50s first=false unread=3 s0 s1",
			"1m0s first=false unread=1 ",
		}, updates)
		assert.Len(t, l.asked, 7, "one page a look")
	})
}

func TestWatchTellsOfNewAndReadConversations(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		l := list(2)
		s.answer = l.answer
		updates := watchFor(t, client, s, WatchParams{}, 3, func(seen int) {
			if seen == 1 {
				l.sessions = append([]listedSession{{id: "new", newest: "m", unread: 1, time: 2000}}, l.sessions...)
			} else {
				l.sessions[0].unread = 0
			}
		})
		assert.Equal(t, []string{"0s first=true unread=0 s0 s1", "1m0s first=false unread=0 new", "2m0s first=false unread=0 new"}, updates)
	})
}

// However much changed while nobody looked, all of it is told, and nothing that did not change.
func TestWatchFollowsThePagesToWhatIsAsItWas(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		l := list(48)
		s.answer = l.answer
		updates := watchFor(t, client, s, WatchParams{}, 3, func(seen int) {
			if seen == 1 {
				for i := 47; i > 2; i-- {
					l.write(fmt.Sprintf("s%d", i))
				}
			} else {
				l.write("s47")
			}
		})
		first := strings.Fields(updates[0])
		assert.Len(t, first[3:], 20, "the first page")
		second := strings.Fields(updates[1])[3:]
		require.Len(t, second, 45)
		for i, id := range second {
			assert.Equal(t, fmt.Sprintf("s%d", i+3), id, "newest first")
		}
		assert.Equal(t, "2m0s first=false unread=46 s47", updates[2])
		assert.Equal(t, []string{"", "", "s22", "s42", ""}, l.asked)
	})
}

// A look that fails in the middle is made again as a whole: nothing of what it saw is taken for known.
func TestALookThatFailsOnItsSecondPageLosesNothing(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		l := list(30)
		broken := false
		s.answer = func(ctx context.Context, r *sent) (*Response, error) {
			if broken && !strings.Contains(string(r.Calls[0].Param), `"last_id":""`) {
				broken = false
				return refused(2001)
			}
			return l.answer(ctx, r)
		}
		updates := watchFor(t, client, s, WatchParams{}, 2, func(int) {
			for i := range 25 {
				l.write(fmt.Sprintf("s%d", i))
			}
			broken = true
		})
		assert.Len(t, strings.Fields(updates[1])[3:], 25)
		assert.Contains(t, updates[1], "3m0s ", "two intervals later")
	})
}

func TestWatchWaitsErrorsOut(t *testing.T) {
	for name, c := range map[string]struct {
		failure func() (*Response, error)
		at      []time.Duration
	}{
		"a cut connection": {cut, []time.Duration{0, 2, 6, 14, 24, 34}},
		"503":              {func() (*Response, error) { return status(503) }, []time.Duration{0, 2, 6, 14, 24, 34}},
		"a rate limit":     {func() (*Response, error) { return refused(2001) }, []time.Duration{0, 2, 6, 14, 24, 34}},
		"429 with a wait":  {func() (*Response, error) { return &Response{Status: 429, RetryAfter: 5 * time.Minute}, nil }, []time.Duration{0, 5, 10, 18, 28, 38}},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				l, failures := list(1), 0
				s.answer = func(ctx context.Context, r *sent) (*Response, error) {
					if failures++; failures < 6 {
						return c.failure()
					}
					return l.answer(ctx, r)
				}
				updates := watchFor(t, client, s, WatchParams{}, 1, nil)
				assert.Len(t, updates, 1)
				for i, at := range s.times() {
					assert.Equal(t, c.at[i]*time.Minute, at, "look %d", i+1)
				}
				assert.Len(t, s.times(), 6)
			}, func(config *Config) { config.MaxRetries = Set(0) })
		})
	}
}

func TestWatchWaitsADayAtMostWhateverTheGatewayAsks(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = inOrder(
			always(func() (*Response, error) { return &Response{Status: 503, RetryAfter: 365 * 24 * time.Hour}, nil }),
			list(1).answer,
		)
		for update, err := range client.Watch(t.Context(), WatchParams{}) {
			require.NoError(t, err)
			assert.Equal(t, "24h0m0s first=true unread=0 s0", told(s, update))
			break
		}
	}, withSession, func(config *Config) { config.MaxRetries = Set(0) })
}

func TestOtherErrorsEndAWatch(t *testing.T) {
	for name, failure := range map[string]func() (*Response, error){
		"expired": func() (*Response, error) { return refused(1000) }, "refused": func() (*Response, error) { return refused(7) },
		"404": func() (*Response, error) { return status(404) }, "no JSON": func() (*Response, error) { return text("<html>") },
	} {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			s.answer = always(failure)
			var errs []error
			for update, err := range client.Watch(t.Context(), WatchParams{}) {
				assert.Nil(t, update)
				errs = append(errs, err)
			}
			require.Len(t, errs, 1, name)
			assert.Equal(t, "getSessions", FaultOf(errs[0]).Call)
			assert.Len(t, s.requests, 1)
		})
	}
}

func TestAWatchEndsAtOnce(t *testing.T) {
	for name, c := range map[string]struct {
		answer func(context.Context, *sent) (*Response, error)
		end    func(client *Client, abort func(error))
		want   func(t *testing.T, err error)
	}{
		"aborted while it waits": {list(1).answer, func(_ *Client, abort func(error)) { abort(errCut) }, func(t *testing.T, err error) { assert.Same(t, errCut, err) }},
		"aborted while it looks": {hang, func(_ *Client, abort func(error)) { abort(errCut) }, func(t *testing.T, err error) { assert.Same(t, errCut, err) }},
		"closed while it waits":  {list(1).answer, func(client *Client, _ func(error)) { client.Close() }, func(t *testing.T, err error) { as[*ClosedError](t, err) }},
		"closed while it looks":  {hang, func(client *Client, _ func(error)) { client.Close() }, func(t *testing.T, err error) { as[*ClosedError](t, err) }},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				s.answer = c.answer
				ctx, abort := context.WithCancelCause(t.Context())
				time.AfterFunc(5*time.Second, func() { c.end(client, abort) })
				var last error
				for _, err := range client.Watch(ctx, WatchParams{}) {
					last = err
				}
				c.want(t, last)
				assert.Equal(t, 5*time.Second, time.Since(s.start))
				assert.Zero(t, client.host.Clock.(*countingClock).waiting.Load(), "no timer is left")
			}, func(config *Config) { config.Host.Clock = &countingClock{} })
		})
	}
}

func TestAWatchMakesNoCallWhileItsConsumerIsBusy(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = list(1).answer
		for _, err := range client.Watch(t.Context(), WatchParams{Interval: time.Second}) {
			require.NoError(t, err)
			time.Sleep(time.Hour)
			synctest.Wait()
			break
		}
		assert.Len(t, s.requests, 1)
	})
}

// The time that the consumer takes is part of the interval.
func TestAWatchLooksAtOnceForAConsumerThatWasBusyForLonger(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		l := list(2)
		s.answer = l.answer
		updates := watchFor(t, client, s, WatchParams{}, 3, func(seen int) {
			time.Sleep(time.Duration(seen) * 45 * time.Second)
			l.write("s1")
		})
		assert.Equal(t, []string{"0s first=true unread=0 s0 s1", "1m0s first=false unread=1 s1", "2m30s first=false unread=2 s1"}, updates)
	})
}

// The pages of a list that moves while they are read overlap.
func TestAWatchTellsOfEachConversationOnce(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		l := list(8)
		s.answer = l.answer
		var update *SessionUpdate
		for u, err := range client.Watch(t.Context(), WatchParams{Size: Int(4)}) {
			require.NoError(t, err)
			if !u.First {
				update = u
				break
			}
			for i := 7; i > 1; i-- {
				l.write(fmt.Sprintf("s%d", i))
			}
			s.answer = func(ctx context.Context, r *sent) (*Response, error) {
				answer, err := l.answer(ctx, r)
				if len(l.asked) == 2 {
					l.write("s3")
					l.write("s5") // the last of the first page: the second begins behind it
				}
				return answer, err
			}
		}
		var ids []string
		for _, session := range update.Sessions {
			ids = append(ids, session.SessionID)
		}
		assert.Equal(t, []string{"s3", "s2", "s4", "s5", "s6", "s7"}, ids)
		assert.Equal(t, "m++", update.Sessions[0].NewMsg.ID, "the newer copy")
	})
}

// A conversation that went comes back as a new one.
func TestAWatchForgetsConversationsThatAreGone(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		l := list(2)
		s.answer = l.answer
		gone := l.sessions
		updates := watchFor(t, client, s, WatchParams{}, 3, func(seen int) {
			if seen == 1 {
				l.sessions, l.unread = gone[1:], 1
			} else {
				l.sessions = gone
			}
		})
		assert.Equal(t, []string{"0s first=true unread=0 s0 s1", "1m0s first=false unread=1 ", "2m0s first=false unread=1 s0"}, updates)
	})
}

// What was behind the first page when that was looked at is older than all of it.
func TestAWatchTellsOfANewConversationAsOldAsTheLastThatItSaw(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		l := list(4)
		s.answer = l.answer
		updates := watchFor(t, client, s, WatchParams{Size: Int(2)}, 2, func(int) {
			l.sessions[0], l.sessions[1] = listedSession{id: "new", newest: "m", time: 999}, l.sessions[0]
		})
		assert.Equal(t, "1m0s first=false unread=0 new", updates[1])
	})
}

func TestAWatchGivesTheNewestFirst(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		l := list(3)
		l.sessions[0], l.sessions[2] = l.sessions[2], l.sessions[0]
		s.answer = l.answer
		assert.Equal(t, []string{"0s first=true unread=0 s0 s1 s2"}, watchFor(t, client, s, WatchParams{}, 1, nil))
	})
}

func TestAWatchLeavesEquallyNewOnesInTheOrderOfTheGateway(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		l := list(3)
		l.sessions[1].time, l.sessions[2].time = 1000, 1000
		s.answer = l.answer
		assert.Equal(t, []string{"0s first=true unread=0 s0 s1 s2"}, watchFor(t, client, s, WatchParams{}, 1, nil))
	})
}

// After a success the waits begin anew.
func TestAWatchForgetsFailuresThatArePast(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = inOrder(always(cut), always(cut), list(1).answer, always(cut), list(2).answer)
		watchFor(t, client, s, WatchParams{}, 2, nil)
		var at []time.Duration
		for _, when := range s.times() {
			at = append(at, when/time.Minute)
		}
		assert.Equal(t, []time.Duration{0, 2, 6, 7, 9}, at)
	}, func(config *Config) { config.MaxRetries = Set(0) })
}

func TestAWatchListsWhatCouldNotBeRead(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = always(func() (*Response, error) {
			return ok(`{"has_more":0,"new_msg_cnt":[],"sessions":[{"session_id":"s","sort_time":1}]}`)
		})
		for update, err := range client.Watch(t.Context(), WatchParams{}) {
			require.NoError(t, err)
			require.Len(t, update.Problems, 1)
			assert.Equal(t, "/req_0/data/new_msg_cnt", update.Problems[0].Path)
			break
		}
	})
}

// The consumer hears of the end before it hears of what a look found meanwhile.
func TestAWatchYieldsNothingAfterItsEnd(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		l := list(1)
		s.answer = l.answer
		ctx, abort := context.WithCancelCause(t.Context())
		client.onEvent = func(context.Context, Event) { abort(errCut) }
		for update, err := range client.Watch(ctx, WatchParams{}) {
			assert.Nil(t, update)
			assert.Same(t, errCut, err)
		}
	})
}

// Ten of the longest intervals are more than a Duration holds.
func TestAWatchWithTheLongestIntervalWaits(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = always(cut)
		ctx, abort := context.WithTimeout(t.Context(), time.Hour)
		defer abort()
		for range client.Watch(ctx, WatchParams{Interval: math.MaxInt64}, WithMaxRetries(0)) {
		}
		assert.Len(t, s.requests, 1)
	})
}

func TestAWatchBeginsAnewWithAnotherAccount(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		l := list(2)
		l.account = map[string][]listedSession{"20002": {{id: "other", newest: "m", time: 5}}}
		s.answer = l.answer
		updates := watchFor(t, client, s, WatchParams{}, 3, func(seen int) {
			if seen == 1 {
				client.SetCredential(Credential{MusicID: "20002", MusicKey: testKey})
			} else {
				client.SetCredential(testCredential)
			}
		})
		assert.Equal(t, []string{"0s first=true unread=0 s0 s1", "1m0s first=true unread=0 other", "2m0s first=true unread=0 s0 s1"}, updates)
	})
}

func TestWatchParamsThatAreWrong(t *testing.T) {
	for _, interval := range []time.Duration{-1, time.Second - 1} {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			errs := 0
			for _, err := range client.Watch(t.Context(), WatchParams{Interval: interval}) {
				assert.Equal(t, "interval", as[*InvalidArgumentError](t, err).Argument)
				errs++
			}
			assert.Equal(t, 1, errs)
			assert.Empty(t, s.sessions)
		})
	}
}
