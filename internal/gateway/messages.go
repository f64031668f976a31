package gateway

import (
	"encoding/json"
	"slices"
	"time"
)

// patSeconds is PatInterval: how long a user waits between two pats (拍一拍).
const patSeconds = 10

type messageListAnswer struct {
	HasMore      int64              `json:"has_more"`
	Messages     []*wireMessage     `json:"messages"`
	Msg          string             `json:"msg"`
	Session      *wireSession       `json:"session"`
	Subcode      int64              `json:"subcode"`
	EndMsgSeq    int64              `json:"end_msg_seq"`
	Attach       map[string]any     `json:"Attach"`
	PatInterval  int64              `json:"PatInterval"`
	PatMap       map[string]wirePat `json:"PatMap"`
	EncryptStar  string             `json:"EncryptStar"`
	LocationTips string             `json:"LocationTips"`
	NewMsgCnt    int64              `json:"NewMsgCnt"`
}

// getMessage answers a page, newest message first. Loading the newest page of
// a session marks it read, as opening it in the app does.
func (a *account) getMessage(p params, _ time.Time) (any, *refusal) {
	answer := messageListAnswer{Messages: []*wireMessage{}, Attach: map[string]any{}, PatInterval: patSeconds}
	s, err := a.namedSession(p)
	if err != nil {
		return nil, err
	}
	if s == nil { // a user one never wrote with
		return answer, nil
	}
	a.load(s)
	end := len(s.messages)
	if lastID := p.text("last_id"); lastID != "" && !p.sameData {
		seq, known := s.sequenceOf(lastID)
		if !known {
			return nil, refuse(codeBadParam, "last_id: is not a message of this session")
		}
		end, _ = s.find(seq)
	} else {
		s.unread = 0
	}
	start := max(0, end-pageSize(p.integer("size"), defaultMessages))
	for i := end - 1; i >= start; i-- {
		answer.Messages = append(answer.Messages, sparse(s.messages[i]))
	}
	if start > 0 || p.sameData {
		answer.HasMore = 1
	}
	if location := p.text("location_id"); location != "" {
		if _, known := s.sequenceOf(location); known {
			answer.LocationTips = "已为你定位到上次阅读的位置"
		}
	}
	answer.Session = s.wire()
	answer.EndMsgSeq = s.lastSeq
	answer.PatMap = map[string]wirePat{
		s.peer.EncryptUin: {Nick: s.peer.Nick, PatTxt: "的肩膀说来首歌"},
		a.self.EncryptUin: {Nick: a.self.Nick, PatTxt: "的耳机线"},
	}
	answer.EncryptStar = s.starUin
	answer.NewMsgCnt = a.unread()
	return answer, nil
}

// namedSession returns the session that session_id names, or else the one with
// user_id, which may not exist yet.
func (a *account) namedSession(p params) (*session, *refusal) {
	if id := p.text("session_id"); id != "" {
		return a.session(id)
	}
	userID := p.text("user_id")
	if userID == "" {
		return nil, refuse(codeBadParam, "session_id: is missing, and so is user_id")
	}
	return a.sessionWith(userID), nil
}

// sequenceOf returns where a message is or was: deleted ones still serve as a
// cursor.
func (s *session) sequenceOf(id string) (int64, bool) {
	if seq, ok := s.goneSeq[id]; ok {
		return seq, true
	}
	i := s.indexOf(id)
	if i < 0 {
		return 0, false
	}
	return s.messages[i].Sequence, true
}

func (s *session) indexOf(id string) int {
	return slices.IndexFunc(s.messages, func(m *wireMessage) bool { return m.ID == id })
}

// find returns the index of the first message whose sequence is seq or more.
func (s *session) find(seq int64) (int, bool) {
	return slices.BinarySearchFunc(s.messages, seq, func(m *wireMessage, seq int64) int {
		return int(max(-1, min(1, m.Sequence-seq)))
	})
}

// sparse is a message as lists hold it: of a picture or a video only what
// GetMsgDetails is asked with.
func sparse(m *wireMessage) *wireMessage {
	meta, ok := m.MetaData.(*wireMeta)
	if !ok || !isMedia(m.MsgType) || meta.BizType != sparseMedia {
		return m
	}
	short := *m
	short.MetaData = &wireMeta{BizID: meta.BizID, BizType: meta.BizType}
	return &short
}

// sparseMedia is the biz_type of pictures and videos whose address only
// GetMsgDetails gives. Source: the simulator's choice.
const sparseMedia = 2

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
	s, err := a.receiver(p, now)
	if err != nil {
		return nil, err
	}
	if super && s.starUin == "" {
		return nil, refuse(codeNotFound, "this user takes no super messages")
	}
	a.load(s)
	key := p.text("client_key")
	m := s.sent(key, a.self)
	if m == nil {
		m = a.append(s, now, &wireMessage{
			ClientKey: key,
			FromUser:  a.self,
			MsgType:   p.integer("msg_type"),
			MetaData:  sentMeta(p),
		})
	}
	return sendAnswer{
		Messages:   []*wireMessage{m},
		Session:    s.wire(),
		Msg:        "ok",
		EndMsgSeq:  s.lastSeq,
		UpdateTime: now.UnixMilli(),
	}, nil
}

// receiver returns the session to send in, made when there is none.
func (a *account) receiver(p params, now time.Time) (*session, *refusal) {
	userID := p.text("user_id")
	if userID == "" {
		return nil, refuse(codeBadParam, "user_id: is empty")
	}
	if id := p.text("session_id"); id != "" {
		s, err := a.session(id)
		if err == nil && s.peer.Uin != userID && s.peer.EncryptUin != userID {
			err = refuse(codeBadParam, "session_id: is not the session with user_id")
		}
		return s, err
	}
	return a.sessionOrNew(userID, now), nil
}

func (a *account) sessionOrNew(userID string, now time.Time) *session {
	if s := a.sessionWith(userID); s != nil {
		return s
	}
	s := a.newSession(userByID(userID), now)
	s.loaded = true
	return s
}

// sent returns the message that was sent before with the same client key: a
// client that sends it again after a cut connection does not double it.
func (s *session) sent(clientKey string, self *wireUser) *wireMessage {
	if clientKey == "" {
		return nil
	}
	i := slices.IndexFunc(s.messages, func(m *wireMessage) bool { return m.ClientKey == clientKey && m.FromUser == self })
	if i < 0 {
		return nil
	}
	return s.messages[i]
}

// sentMeta keeps meta_data as it was sent, in its order and with keys nobody
// knows.
func sentMeta(p params) any {
	if !p.has("meta_data") {
		return nil
	}
	return json.RawMessage(slices.Clone(p.values["meta_data"]))
}

// append gives m its id and time, puts it at the end of s and s at the top of
// the list.
func (a *account) append(s *session, now time.Time, m *wireMessage) *wireMessage {
	m.Sequence = max(sequenceAt(now, s.slot), s.lastSeq+1)
	s.lastSeq = m.Sequence
	m.ID = messageID(m.Sequence)
	m.Time = now.Unix()
	m.SortTime = max(a.sortTime(now), s.sortTime+1)
	s.messages = append(s.messages, m)
	s.newest = m
	s.moveTo(m.SortTime)
	return m
}

func (a *account) deleteMessage(p params, _ time.Time) (any, *refusal) {
	s, err := a.session(p.text("session_id"))
	if err != nil {
		return nil, err
	}
	a.load(s)
	i := s.indexOf(p.text("msg_id"))
	if i < 0 {
		return nil, refuse(codeNotFound, "no such message")
	}
	s.goneSeq[s.messages[i].ID] = s.messages[i].Sequence
	s.messages = slices.Delete(s.messages, i, i+1)
	s.newest = nil
	if n := len(s.messages); n > 0 {
		s.newest = s.messages[n-1]
	}
	return operationAnswer{Msg: "ok"}, nil
}

func (a *account) getMsgDetails(p params, _ time.Time) (any, *refusal) {
	s, err := a.session(p.text("SessionID"))
	if err != nil {
		return nil, err
	}
	a.load(s)
	found := map[string]*wireMessage{}
	for _, id := range p.texts("MsgIDs") {
		if i := s.indexOf(id); i >= 0 && isMedia(s.messages[i].MsgType) {
			found[id] = s.messages[i]
		}
	}
	return map[string]any{"MsgIDs": found}, nil
}

// actCard stores what the user chose on a card that asks for a confirmation.
func (a *account) actCard(p params, _ time.Time) (any, *refusal) {
	s := a.sessionWith(p.text("target_user_id"))
	if s == nil {
		return nil, refuse(codeNotFound, "no session with this user")
	}
	a.load(s)
	i := s.indexOf(p.text("msg_id"))
	if i < 0 {
		return nil, refuse(codeNotFound, "no such message")
	}
	if s.messages[i].MsgType != p.integer("msg_type") {
		return nil, refuse(codeBadParam, "msg_type: is not the type of the message")
	}
	acted := *s.messages[i]
	acted.Confirm = p.integer("confirm")
	s.messages[i] = &acted
	if s.newest.ID == acted.ID {
		s.newest = &acted
	}
	return operationAnswer{Msg: "ok", Tips: "操作成功"}, nil
}
