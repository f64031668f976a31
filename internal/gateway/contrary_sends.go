package gateway

import (
	"slices"
	"time"
)

// sendContrary does with a message what Sends wants. s is nil for a user one
// never wrote with.
func (a *account) sendContrary(s *session, p params, now time.Time) (any, *refusal) {
	switch p.contrary.Sends {
	case "refused":
		return nil, refuse(codeContrary, asTold)
	case "never":
		return struct{}{}, nil
	case "result":
		return a.sendFailed(s, p, now), nil
	case "later":
		a.keepBack(s, p, now)
		return struct{}{}, nil
	}
	a.deliver(s, p, now)
	switch p.contrary.Sends {
	case "tips":
		return map[string]any{"tips": "消息已提交"}, nil
	case "updateTime":
		return map[string]any{"update_time": inUnit(p.contrary.Times, now, now.UnixMilli())}, nil
	}
	return struct{}{}, nil
}

// sendFailed answers a message that was not stored and says so.
func (a *account) sendFailed(s *session, p params, now time.Time) sendAnswer {
	made := s == nil
	if made {
		s = a.sessionOrNew(p.text("user_id"), now)
		delete(a.sessions, s.id)
	}
	m := a.sent(p)
	a.load(s)
	a.date(s, now, m)
	m.Result, m.Tips = 1, "消息发送失败"
	answer := a.sendAnswer(s, m, p.contrary, now)
	if made {
		answer.Session = nil
	}
	return answer
}

// lateMessage is a message on its way into its session.
type lateMessage struct {
	message *wireMessage
	reads   int // GetMessage requests until it arrives
}

// readsUntilLate is how many GetMessage requests of its session do not show a
// message that arrives later.
const readsUntilLate = 2

// keepBack stores what p sends where nothing shows it yet.
func (a *account) keepBack(s *session, p params, now time.Time) {
	if s == nil {
		s = a.sessionOrNew(p.text("user_id"), now)
	}
	a.load(s)
	known := slices.Clone(s.messages)
	for _, late := range s.late {
		known = append(known, late.message)
	}
	if sentBefore(known, p.text("client_key"), a.self) == nil {
		s.late = append(s.late, &lateMessage{a.sent(p), readsUntilLate})
	}
}

// letArrive counts a GetMessage request of s and puts those late messages in
// it that have waited long enough.
func (a *account) letArrive(s *session, now time.Time) {
	var waiting []*lateMessage
	for _, late := range s.late {
		if late.reads--; late.reads > 0 {
			waiting = append(waiting, late)
			continue
		}
		a.append(s, now, late.message)
	}
	s.late = waiting
}

// awaitsFirst reports whether s has had no message yet, but a late one: lists
// do not have it.
func (s *session) awaitsFirst() bool { return len(s.sortTimes) == 0 }
