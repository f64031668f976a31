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
	late      []*lateMessage // sent, but not in messages yet
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

// listed is s as lists and answers hold it.
func (a *account) listed(s *session, c Contrary) *wireSession {
	w := &wireSession{
		SessionID:  s.id,
		User:       c.user(a, s.peer),
		NewMsgCnt:  s.unread,
		SortTime:   a.sortTimeIn(c.SortTimes, s.sortTime),
		CreateTime: inUnit(c.Times, time.Unix(s.createTime, 0), s.createTime),
		From:       s.from,
		StarUin:    s.starUin,
		Auth:       s.auth,
		Ext:        s.ext,
		TailTags:   s.tags,
	}
	if s.newest != nil {
		w.NewMsg = a.inList(s, s.newest, c)
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
	after, err := a.cursor(p)
	if err != nil {
		return nil, err
	}
	list := slices.DeleteFunc(a.newestFirst(), func(s *session) bool {
		return s.awaitsFirst() || !s.passes(p) || !after(s)
	})
	size := min(pageSize(p.integer("size"), defaultSessions), len(list))
	answer := sessionListAnswer{
		NewMsgCnt: a.unread(),
		Sessions:  make([]*wireSession, 0, size),
		Extra:     map[string]string{},
	}
	for _, s := range list[:size] {
		answer.Sessions = append(answer.Sessions, a.listed(s, p.contrary))
	}
	if size < len(list) || p.sameData {
		answer.HasMore = 1
	}
	return answer, nil
}

// cursor returns what says whether a session is on a page after the one that
// (last_id, last_time) ended, which may have moved or been deleted since: the
// pair is a place in the order. One that no page ended with is refused.
func (a *account) cursor(p params) (after func(*session) bool, err *refusal) {
	lastID, lastTime := p.text("last_id"), p.integer("last_time")
	shown := func(sortTime int64) int64 { return a.sortTimeIn(p.contrary.SortTimes, sortTime) }
	if p.sameData || lastID == "" && lastTime == 0 {
		return func(*session) bool { return true }, nil
	}
	if lastID == "" {
		return func(s *session) bool { return shown(s.sortTime) < lastTime }, nil
	}
	last, ok := a.sessions[lastID]
	if !ok {
		last, ok = a.gone[lastID]
	}
	if !ok {
		return nil, refuse(codeBadParam, "last_id: is not a session of this account")
	}
	for _, sortTime := range slices.Backward(last.sortTimes) { // of several that look alike, the one that leaves nothing out
		if shown(sortTime) == lastTime {
			return func(s *session) bool {
				return s.sortTime < sortTime || s.sortTime == sortTime && s.id < lastID
			}, nil
		}
	}
	return nil, refuse(codeBadParam, "last_time: is not the sort time of session "+lastID)
}

// passes reports whether the filters of a list let s through: EncryptFromUin
// keeps the super messages (超级私信) of one artist; FansFlag 0 leaves all
// super messages out, 2 keeps them alone, any other value and none keep all.
func (s *session) passes(p params) bool {
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
