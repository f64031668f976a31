package gateway

import (
	"encoding/json"
	"slices"
	"time"
)

type sendAnswer struct {
	Messages    []*wireMessage `json:"messages"`
	Session     *wireSession   `json:"session"`
	Tips        string         `json:"tips"`
	IdentifyURL string         `json:"identify_url"`
	Msg         string         `json:"msg"`
	Reason      int64          `json:"reason"`
	EndMsgSeq   int64          `json:"end_msg_seq"`
	UpdateTime  int64          `json:"update_time"` // milliseconds
}

func (a *account) sendMessage(p params, now time.Time) (any, *refusal) {
	return a.send(p, now, false)
}

// starSendMessage sends a super message (超级私信), which only goes to
// musicians that offer them.
func (a *account) starSendMessage(p params, now time.Time) (any, *refusal) {
	return a.send(p, now, true)
}

func (a *account) send(p params, now time.Time, super bool) (any, *refusal) {
	s, err := a.receiver(p)
	if err != nil {
		return nil, err
	}
	if super && (s == nil || s.starUin == "") {
		return nil, refuse(codeNotFound, "this user takes no super messages")
	}
	if p.contrary.Sends != "" {
		return a.sendContrary(s, p, now)
	}
	s, m := a.deliver(s, p, now)
	return a.sendAnswer(s, m, p.contrary, now), nil
}

// receiver returns the session to send in, nil when there is none yet.
func (a *account) receiver(p params) (*session, *refusal) {
	userID := p.text("user_id")
	if userID == "" {
		return nil, refuse(codeBadParam, "user_id: is empty")
	}
	id := p.text("session_id")
	if id == "" {
		return a.sessionWith(userID), nil
	}
	s, err := a.session(id)
	if err == nil && s.peer.Uin != userID && s.peer.EncryptUin != userID {
		err = refuse(codeBadParam, "session_id: is not the session with user_id")
	}
	return s, err
}

// deliver puts what p sends in s, or in a new session when s is nil, unless it
// is there: a client that sends it again after a cut connection does not double
// it.
func (a *account) deliver(s *session, p params, now time.Time) (*session, *wireMessage) {
	if s == nil {
		s = a.sessionOrNew(p.text("user_id"), now)
	}
	a.load(s)
	m, step := sentBefore(s.messages, p.text("client_key"), a.self), SendKnown
	if m == nil {
		m, step = a.append(s, now, a.sent(p)), SendStored
	}
	p.tellSend(step, m.ClientKey)
	return s, m
}

func (a *account) sessionOrNew(userID string, now time.Time) *session {
	if s := a.sessionWith(userID); s != nil {
		return s
	}
	s := a.newSession(userByID(userID), now)
	s.loaded = true
	return s
}

// sentBefore returns the account's own message with this client key, nil when
// there is none.
func sentBefore(list []*wireMessage, clientKey string, self *wireUser) *wireMessage {
	if clientKey == "" {
		return nil
	}
	i := slices.IndexFunc(list, func(m *wireMessage) bool { return m.ClientKey == clientKey && m.FromUser == self })
	if i < 0 {
		return nil
	}
	return list[i]
}

// sent is the message that p sends, without an id and a time. Its meta_data is
// kept as it came, in its order and with keys nobody knows.
func (a *account) sent(p params) *wireMessage {
	m := &wireMessage{ClientKey: p.text("client_key"), FromUser: a.self, MsgType: p.integer("msg_type")}
	if p.has("meta_data") {
		m.MetaData = json.RawMessage(slices.Clone(p.values["meta_data"]))
	}
	return m
}

// append gives m its id and time, puts it at the end of s and s at the top of
// the list.
func (a *account) append(s *session, now time.Time, m *wireMessage) *wireMessage {
	a.date(s, now, m)
	s.messages = append(s.messages, m)
	s.newest = m
	s.moveTo(m.SortTime)
	return m
}

// date gives m an id of s that no other message has had, and its times.
func (a *account) date(s *session, now time.Time, m *wireMessage) {
	m.Sequence = max(sequenceAt(now, s.slot), s.lastSeq+1)
	s.lastSeq = m.Sequence
	m.ID = messageID(m.Sequence)
	m.Time = now.Unix()
	m.SortTime = max(a.sortTime(now), s.sortTime+1)
}

func (a *account) sendAnswer(s *session, m *wireMessage, c Contrary, now time.Time) sendAnswer {
	return sendAnswer{
		Messages:   []*wireMessage{a.shown(s, m, c)},
		Session:    a.listed(s, c),
		Msg:        "ok",
		EndMsgSeq:  c.sequence(s.lastSeq),
		UpdateTime: inUnit(c.Times, now, now.UnixMilli()),
	}
}
