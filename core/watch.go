package core

import (
	"iter"
	"math"
	"slices"

	"qqmusicpm/internal/scope"
	"qqmusicpm/internal/small/context"
	"qqmusicpm/internal/small/time"
)

const (
	// defaultInterval and leastInterval are the time between two looks of a watch.
	defaultInterval = 60 * time.Second
	leastInterval   = time.Second
	// mostIntervals bounds the waits after errors, which double.
	mostIntervals = 10
	// longestAsked bounds what a gateway asks to wait: it may be a date, and one of the two clocks wrong.
	longestAsked = 86400 * time.Second
)

// WatchParams are the parameters of [Client.Watch]. All have a default.
type WatchParams struct {
	// Interval is the time from one look to the next, at least a second; a minute when 0.
	Interval time.Duration
	// Size is how many conversations a page holds; that of GetSessions when not set.
	Size Optional[int64]
}

// SessionUpdate is what a look at the list of conversations found.
type SessionUpdate struct {
	// First says that this was the first look, or the first at another account's list, after the client's login has changed.
	First bool
	// Sessions are those that were not there before, or whose newest message, unread count or sort time
	// is another than at the last look, newest first; all of the first page at the first look.
	Sessions []Session
	// Unread counts the unread messages of all conversations, as the gateway does. It can be all that changed.
	Unread int64
	// Problems are the values of the pages that could not be read, nil when there are none.
	Problems []Problem
}

// Watch looks at the list of conversations again and again and yields what changed; the first update is
// the whole first page. It follows the pages until it meets a conversation that is as it was, so that nothing that changed is missed, and
// makes no call while its consumer is busy with an update.
//
// A NetworkError, a TimeoutError, an HTTPError of 429 or 5xx and a RateLimitedError are waited out, with waits that
// double up to ten intervals, and for as long as a Retry-After asks, a day at most.
// Any other error, and the end of ctx or of the client, is yielded and ends it; so does a break.
func (c *Client) Watch(ctx context.Context, p WatchParams, options ...CallOption) iter.Seq2[*SessionUpdate, error] {
	return func(yield func(*SessionUpdate, error) bool) {
		interval := p.Interval
		if interval == 0 {
			interval = defaultInterval
		}
		if interval < leastInterval {
			yield(nil, invalidArgument("interval", "must be at least a second"))
			return
		}
		bound := scope.Within(ctx, c.root)
		defer bound.Cancel(nil)
		w := watch{client: c, params: GetSessionsParams{Size: p.Size}, options: options}
		interval = min(interval, math.MaxInt64/mostIntervals)
		for failures := 0; ; {
			update, err := w.look(bound)
			looked, pause := c.host.Clock.Now(), interval
			switch {
			case ctx.Err() != nil: // bound hears of it a little later
				yield(nil, scope.Cause(ctx))
				return
			case bound.Err() != nil:
				yield(nil, scope.Cause(bound))
				return
			case err == nil:
				failures = 0
			case passes(err):
				failures++
				pause = max(interval*time.Duration(min(1<<min(failures, mostIntervals), mostIntervals)), min(FaultOf(err).RetryAfter, longestAsked))
			default:
				yield(nil, err)
				return
			}
			if update != nil && !yield(update, nil) {
				return
			}
			if err := wait(bound, c.host.Clock, min(pause, pause-(c.host.Clock.Now()-looked))); err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

// passes reports whether a look that failed like this may succeed later by itself.
func passes(err error) bool {
	switch e := err.(type) {
	case *NetworkError, *TimeoutError, *RateLimitedError:
		return true
	case *HTTPError:
		return e.Retryable
	}
	return false
}

// watch is what is known of the list since the last look.
type watch struct {
	client  *Client
	params  GetSessionsParams
	options []CallOption

	account string
	unread  int64
	marks   map[string]sessionMark
	// whole says that the last look saw all of the list.
	whole bool
	// floor is the sort time of the oldest one of the first look, where there were more behind it: those were there before too.
	floor Optional[int64]
}

// sessionMark tells a conversation from how it was at another look.
type sessionMark struct {
	newest         string
	unread, sorted int64
}

func markOf(s *Session) sessionMark {
	mark := sessionMark{unread: s.NewMsgCnt, sorted: s.SortTime}
	if s.NewMsg != nil {
		mark.newest = s.NewMsg.ID
	}
	return mark
}

// look looks once and returns nil when nothing changed. Nothing is known of what it saw before the whole look has succeeded.
func (w *watch) look(ctx context.Context) (*SessionUpdate, error) {
	call, err := w.params.NewCall()
	if err != nil {
		return nil, err
	}
	var seen watch
	var update SessionUpdate
	at := map[string]int{} // by id, for what moves up while the pages are read comes again
	for call != nil {
		answer, err := w.client.Do(ctx, call, w.options...)
		if err != nil {
			return nil, err
		}
		page, err := Decode[SessionPage](answer)
		if err != nil {
			return nil, err
		}
		if seen.marks == nil {
			seen.account, seen.unread, seen.marks = answer.Account(), page.NewMsgCnt, map[string]sessionMark{}
			update.First = w.marks == nil || w.account != seen.account
			if update.First && page.HasMore == 1 {
				seen.floor = floorOf(page.Sessions)
			}
		}
		update.Problems = append(update.Problems, page.Problems...)
		met := update.First // the first look is at the first page alone
		for i := range page.Sessions {
			session := &page.Sessions[i]
			mark := markOf(session)
			if !update.First && w.isAsItWas(session, mark) {
				met = true
			} else if i, again := at[session.SessionID]; again {
				update.Sessions[i] = *session
			} else {
				at[session.SessionID] = len(update.Sessions)
				update.Sessions = append(update.Sessions, *session)
			}
			seen.marks[session.SessionID] = mark
		}
		seen.whole = page.HasMore != 1
		if met {
			break
		}
		if call, err = answer.Next(); err != nil {
			return nil, err
		}
	}
	update.Unread = seen.unread
	changed := update.First || len(update.Sessions) > 0 || w.unread != seen.unread
	w.remember(&seen, update.First)
	if !changed {
		return nil, nil
	}
	slices.SortStableFunc(update.Sessions, func(a, b Session) int {
		switch {
		case a.SortTime > b.SortTime:
			return -1
		case a.SortTime < b.SortTime:
			return 1
		}
		return 0
	})
	return &update, nil
}

func (w *watch) isAsItWas(s *Session, mark sessionMark) bool {
	if before, known := w.marks[s.SessionID]; known {
		return before == mark
	}
	floor, known := w.floor.Get()
	return known && s.SortTime < floor
}

// remember takes over what a look saw.
func (w *watch) remember(seen *watch, first bool) {
	if first || seen.whole {
		w.account, w.marks, w.floor = seen.account, seen.marks, seen.floor
	}
	w.unread = seen.unread
	for id, mark := range seen.marks {
		w.marks[id] = mark
	}
}

// floorOf returns the sort time of the oldest of conversations.
func floorOf(sessions []Session) (floor Optional[int64]) {
	for i := range sessions {
		if oldest, known := floor.Get(); !known || sessions[i].SortTime < oldest {
			floor = Int(sessions[i].SortTime)
		}
	}
	return floor
}
