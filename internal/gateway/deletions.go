package gateway

import (
	"slices"
	"time"
)

func (a *account) deleteMessage(p params, _ time.Time) (any, *refusal) {
	s, err := a.session(p.text("session_id"))
	if err != nil {
		return nil, err
	}
	if !a.remove(s, p.text("msg_id"), p.contrary) {
		return nil, refuse(codeNotFound, "no such message")
	}
	return operationAnswer{Msg: "ok"}, nil
}

// clearSession removes the messages of a session; the session stays where it
// is in the list.
func (a *account) clearSession(p params, _ time.Time) (any, *refusal) {
	s, err := a.session(p.text("session_id"))
	if err != nil {
		return nil, err
	}
	a.load(s)
	for _, m := range s.messages {
		s.goneSeq[m.ID] = m.Sequence
	}
	s.messages, s.late, s.newest, s.unread = nil, nil, nil, 0
	return operationAnswer{Msg: "ok"}, nil
}

// remove deletes a message, and reports false when it is not there.
func (a *account) remove(s *session, id string, c Contrary) bool {
	a.load(s)
	i := s.indexOf(id)
	if _, gone := s.goneSeq[id]; gone || i < 0 { // a husk is gone, too
		return false
	}
	s.goneSeq[id] = s.messages[i].Sequence
	if c.Husks != "" {
		s.messages[i] = c.husk(s.messages[i])
	} else {
		s.messages = slices.Delete(s.messages, i, i+1)
	}
	s.newest = nil
	if n := len(s.messages); n > 0 {
		s.newest = s.messages[n-1]
	}
	return true
}
