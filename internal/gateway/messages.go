package gateway

import "time"

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

// getMessage answers a page, newest message first. Loading the first page of a
// session marks it read, as opening it in the app does.
func (a *account) getMessage(p params, now time.Time) (any, *refusal) {
	answer := messageListAnswer{Messages: []*wireMessage{}, Attach: map[string]any{}, PatInterval: patSeconds}
	s, err := a.namedSession(p)
	if err != nil {
		return nil, err
	}
	if s == nil { // a user one never wrote with
		return answer, nil
	}
	a.load(s)
	page, more, err := s.page(p)
	if err != nil {
		return nil, err
	}
	if p.cursor() == "" && !p.contrary.StaysUnread {
		s.unread = 0
	}
	for _, m := range page {
		answer.Messages = append(answer.Messages, a.inList(s, m, p.contrary))
	}
	if more || p.sameData {
		answer.HasMore = 1
	}
	if location := p.text("location_id"); location != "" {
		if _, known := s.sequenceOf(location); known {
			answer.LocationTips = "已为你定位到上次阅读的位置"
		}
	}
	answer.Session = a.listed(s, p.contrary)
	answer.EndMsgSeq = p.contrary.sequence(s.lastSeq)
	answer.PatMap = map[string]wirePat{
		s.peer.EncryptUin: {Nick: s.peer.Nick, PatTxt: "的肩膀说来首歌"},
		a.self.EncryptUin: {Nick: a.self.Nick, PatTxt: "的耳机线"},
	}
	answer.EncryptStar = s.starUin
	answer.NewMsgCnt = a.unread()
	a.letArrive(s, now)
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

func (a *account) getMsgDetails(p params, _ time.Time) (any, *refusal) {
	s, err := a.session(p.text("SessionID"))
	if err != nil {
		return nil, err
	}
	a.load(s)
	found := map[string]*wireMessage{}
	for _, id := range p.texts("MsgIDs") {
		if i := s.indexOf(id); i >= 0 && isMedia(s.messages[i].MsgType) {
			found[id] = a.shown(s, s.messages[i], p.contrary)
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
	if a.shown(s, s.messages[i], p.contrary).MsgType != p.integer("msg_type") {
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
