package core

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

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
