package gateway

import (
	"slices"
	"strconv"
	"time"
)

const (
	defaultSessions = 20
	defaultMessages = 50
	maxPage         = 100
)

// pageSize reads a size: 0 or less is the method's default, and no page holds
// more than maxPage.
func pageSize(size, byDefault int64) int {
	if size <= 0 {
		size = byDefault
	}
	return int(min(size, maxPage))
}

// session is a conversation of one account with one user.
type session struct {
	id         string
	peer       *wireUser
	talk       *talk // where its sample messages come from, nil for a new one
	slot       int64 // tells the message ids of two sessions apart
	createTime int64
	from       int64
	starUin    string
	auth       string
	ext        map[string]string
	tags       []wireTag

	messages  []*wireMessage // oldest first; complete once loaded
	loaded    bool
	newest    *wireMessage // nil when there is none
	goneSeq   map[string]int64
	unread    int64
	sortTime  int64
	sortTimes []int64 // all it ever had, since a cursor may hold an older one
	lastSeq   int64
	made      time.Time // of the newest sample message
}

func (a *account) newSession(peer *wireUser, created time.Time) *session {
	a.nextSlot++
	s := &session{
		id:         strconv.FormatInt(a.id, 10) + "_" + strconv.FormatInt(a.nextSlot, 10) + "_" + peer.Uin,
		peer:       peer,
		slot:       a.nextSlot,
		createTime: created.Unix(),
		goneSeq:    map[string]int64{},
		ext:        map[string]string{},
		tags:       []wireTag{},
	}
	a.sessions[s.id] = s
	return s
}

func (s *session) moveTo(sortTime int64) {
	s.sortTime = sortTime
	s.sortTimes = append(s.sortTimes, sortTime)
}

func (s *session) wire() *wireSession {
	w := &wireSession{
		SessionID:  s.id,
		User:       s.peer,
		NewMsgCnt:  s.unread,
		SortTime:   s.sortTime,
		CreateTime: s.createTime,
		From:       s.from,
		StarUin:    s.starUin,
		Auth:       s.auth,
		Ext:        s.ext,
		TailTags:   s.tags,
	}
	if s.newest != nil {
		w.NewMsg = sparse(s.newest)
	}
	return w
}

type sessionListAnswer struct {
	HasMore      int64             `json:"has_more"`
	Msg          string            `json:"msg"`
	NewMsgCnt    int64             `json:"new_msg_cnt"`
	Sessions     []*wireSession    `json:"sessions"`
	Subcode      int64             `json:"subcode"`
	SettingGuide int64             `json:"setting_guide"`
	State        int64             `json:"state"`
	Extra        map[string]string `json:"extra"`
}

func (a *account) getSessionList(p params, _ time.Time) (any, *refusal) {
	if p.has("EncryptFromUin") && p.has("FansFlag") {
		return nil, refuse(codeBadParam, "FansFlag: is left out when EncryptFromUin is sent")
	}
	lastID, lastTime := p.text("last_id"), p.integer("last_time")
	if p.sameData {
		lastID, lastTime = "", 0
	} else if err := a.checkCursor(lastID, lastTime); err != nil {
		return nil, err
	}
	list := slices.DeleteFunc(a.newestFirst(), func(s *session) bool {
		return !s.listed(p) || !s.after(lastID, lastTime)
	})
	size := min(pageSize(p.integer("size"), defaultSessions), len(list))
	answer := sessionListAnswer{
		NewMsgCnt: a.unread(),
		Sessions:  make([]*wireSession, 0, size),
		Extra:     map[string]string{},
	}
	for _, s := range list[:size] {
		answer.Sessions = append(answer.Sessions, s.wire())
	}
	if size < len(list) || p.sameData {
		answer.HasMore = 1
	}
	return answer, nil
}

// checkCursor refuses a (last_id, last_time) pair that no page ended with. It
// lets through sessions that moved or were deleted since.
func (a *account) checkCursor(lastID string, lastTime int64) *refusal {
	if lastID == "" {
		return nil
	}
	s, ok := a.sessions[lastID]
	if !ok {
		s, ok = a.gone[lastID]
	}
	if !ok {
		return refuse(codeBadParam, "last_id: is not a session of this account")
	}
	if !slices.Contains(s.sortTimes, lastTime) {
		return refuse(codeBadParam, "last_time: is not the sort time of session "+lastID)
	}
	return nil
}

// after reports whether s is on a page after the cursor. A cursor is a place
// in the order, so that it holds also when its session is no longer there.
func (s *session) after(lastID string, lastTime int64) bool {
	if lastID == "" && lastTime == 0 {
		return true
	}
	return s.sortTime < lastTime || s.sortTime == lastTime && s.id < lastID
}

// listed reports whether the filters of a list let s through: EncryptFromUin
// keeps the super messages (超级私信) of one artist; FansFlag 0 leaves all
// super messages out, 2 keeps them alone, any other value and none keep all.
func (s *session) listed(p params) bool {
	if from := p.text("EncryptFromUin"); from != "" {
		return s.starUin != "" && (s.starUin == from || s.peer.EncryptUin == from)
	}
	if !p.has("FansFlag") {
		return true
	}
	switch p.integer("FansFlag") {
	case 0:
		return s.starUin == ""
	case 2:
		return s.starUin != ""
	}
	return true
}

// session returns the session that a call names, or the refusal of one that
// is not there.
func (a *account) session(id string) (*session, *refusal) {
	s, ok := a.sessions[id]
	if !ok {
		return nil, refuse(codeNotFound, "no such session")
	}
	return s, nil
}

func (a *account) deleteSession(p params, _ time.Time) (any, *refusal) {
	s, err := a.session(p.text("session_id"))
	if err != nil {
		return nil, err
	}
	delete(a.sessions, s.id)
	a.gone[s.id] = s
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
	s.messages, s.newest, s.unread = nil, nil, 0
	return operationAnswer{Msg: "ok"}, nil
}

// markAllRead marks every session read for CmdFlag 1, whatever EncryptUin
// holds; other flags are not known and change nothing.
func (a *account) markAllRead(p params, _ time.Time) (any, *refusal) {
	if p.integer("CmdFlag") == 1 {
		for _, s := range a.sessions {
			s.unread = 0
		}
	}
	return operationAnswer{Msg: "ok"}, nil
}
