package gateway

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// maxAccounts bounds the memory that made-up credentials can take.
const maxAccounts = 128

// account is the state of one musicid. The gateway's mutex guards it.
type account struct {
	id       int64
	self     *wireUser
	lastUse  int64
	sessions map[string]*session
	gone     map[string]*session // deleted, kept since a cursor may still name them
	nextSlot int64
	configs  map[int64]config
	noHint   map[string]bool // users whose safety hint was closed
}

// account returns the state of id, with the sample inbox when it is new.
func (g *Gateway) account(id int64, now time.Time) *account {
	a, ok := g.accounts[id]
	if !ok {
		if len(g.accounts) >= maxAccounts {
			g.forgetOldest()
		}
		a = newAccount(id, now)
		g.accounts[id] = a
	}
	g.uses++
	a.lastUse = g.uses
	return a
}

func (g *Gateway) forgetOldest() {
	var oldest *account
	for _, a := range g.accounts {
		if oldest == nil || a.lastUse < oldest.lastUse {
			oldest = a
		}
	}
	delete(g.accounts, oldest.id)
}

func newAccount(id int64, now time.Time) *account {
	a := &account{
		id:       id,
		self:     selfUser(id),
		sessions: map[string]*session{},
		gone:     map[string]*session{},
		configs:  map[int64]config{},
		noHint:   map[string]bool{},
	}
	for i := range sampleTalks {
		a.addSampleSession(&sampleTalks[i], now)
	}
	return a
}

func selfUser(id int64) *wireUser {
	digits := strconv.FormatInt(id, 10)
	u := &wireUser{
		Nick:       "QQ音乐用户" + digits[max(0, len(digits)-4):],
		Uin:        digits,
		EncryptUin: encryptUin(digits),
		Avatar:     mediaURL("avatar-" + digits + ".svg"),
	}
	for _, sample := range SampleAccounts() {
		if sample.MusicID == digits {
			u.Nick = sample.Nick
		}
	}
	return u
}

// sortTime is the unit of the account's sort_time: nanoseconds for 19-digit
// accounts, which puts it above 2^53, and microseconds for all others.
func (a *account) sortTime(t time.Time) int64 {
	if a.id > maxSafe {
		return t.UnixNano()
	}
	return t.UnixMicro()
}

// newestFirst returns the account's sessions in the order of the list.
func (a *account) newestFirst() []*session {
	list := make([]*session, 0, len(a.sessions))
	for _, s := range a.sessions {
		list = append(list, s)
	}
	slices.SortFunc(list, func(x, y *session) int {
		return cmp.Or(cmp.Compare(y.sortTime, x.sortTime), cmp.Compare(y.id, x.id))
	})
	return list
}

// sessionWith returns the session with a user, by uin or encrypted uin.
func (a *account) sessionWith(userID string) *session {
	if userID == "" { // some users have no uin
		return nil
	}
	for _, s := range a.sessions {
		if s.peer.Uin == userID || s.peer.EncryptUin == userID {
			return s
		}
	}
	return nil
}

// unread returns the unread messages of all sessions.
func (a *account) unread() int64 {
	total := int64(0)
	for _, s := range a.sessions {
		total += s.unread
	}
	return total
}
