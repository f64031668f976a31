package gateway

import (
	"hash/fnv"
	"strconv"
	"strings"
	"time"
)

// china is the zone whose calendar day a session of dialect 20.9 is good for.
var china = time.FixedZone("UTC+8", 8*60*60)

const secondsOfSession149 = 86_400

// States of the uid and sid that a request carries. None of them is refused;
// the request log says which it was.
const (
	// SessionNone is a request without uid and sid.
	SessionNone = ""
	// SessionCurrent is a session that is still good.
	SessionCurrent = "current"
	// SessionRanOut is one of another day in China (20.9) or that is 86,400 s
	// old (14.9).
	SessionRanOut = "ranOut"
	// SessionUnknown is one that this device (20.9) or account (14.9) was
	// never given.
	SessionUnknown = "unknown"
)

// getSession issues the uid and sid that later requests carry
// (docs/protocol.md §3). A sid holds the second it was issued and a seal, so
// that it is known again without being kept. The uid is a number or a string,
// since both occur.
func getSession(c comm, p params, now time.Time, bare bool) (any, *refusal) {
	if err := checkSessionParam(c.dialect(), p); err != nil {
		return nil, err
	}
	session := map[string]any{"vkey": strings.Repeat("0", 8)}
	if !bare {
		number := c.sessionNumber()
		session["uid"] = number
		if c.wantsUIDAsText() {
			session["uid"] = strconv.FormatInt(number, 10)
		}
		session["sid"] = c.sessionSID(strconv.FormatInt(now.Unix(), 10))
	}
	return map[string]any{"session": session}, nil
}

func checkSessionParam(d *dialect, p params) *refusal {
	caller, uid := p.integer("caller"), p.text("uid")
	switch {
	case p.integer("vkey") != 0:
		return refuse(codeBadParam, "vkey: is not 0")
	case d == dialect149 && caller != 0:
		return refuse(codeBadParam, "caller: is not 0 (dialect 14.9)")
	case d == dialect209 && uid == "" && caller != 2:
		return refuse(codeBadParam, "caller: is not 2, which a first session is asked with (dialect 20.9)")
	case d == dialect209 && uid != "" && caller != 1:
		return refuse(codeBadParam, "caller: is not 1, which a session is renewed with (dialect 20.9)")
	}
	return nil
}

// sessionOwner is whom a session belongs to: the device in dialect 20.9, the
// account in 14.9.
func (c comm) sessionOwner() string {
	if c.dialect() == dialect209 {
		return c.text("OpenUDID")
	}
	return c.text("qq")
}

func (c comm) wantsUIDAsText() bool {
	if c.dialect() == dialect209 {
		return c.sessionNumber()%2 == 1
	}
	id, _ := strconv.ParseInt(c.text("qq"), 10, 64)
	return id > maxSafe
}

func (c comm) sessionNumber() int64 {
	return 700_000_000_000 + int64(c.seal("uid")%99_999_999_999)
}

func (c comm) sessionSID(issued string) string {
	return issued + strconv.FormatUint(c.seal(issued), 36)
}

func (c comm) seal(what string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(c.dialect().name + " " + c.sessionOwner() + " " + what))
	return h.Sum64()
}

// sessionState says what the uid and sid of a request are worth.
func (c comm) sessionState(now time.Time) string {
	uid, sid := c.text("uid"), c.text("sid")
	if uid == "" && sid == "" {
		return SessionNone
	}
	const digits = len("1773489600")
	if len(sid) <= digits || sid != c.sessionSID(sid[:digits]) || uid != strconv.FormatInt(c.sessionNumber(), 10) {
		return SessionUnknown
	}
	seconds, err := strconv.ParseInt(sid[:digits], 10, 64)
	if err != nil {
		return SessionUnknown
	}
	issued := time.Unix(seconds, 0)
	good := now.Unix()-seconds < secondsOfSession149
	if c.dialect() == dialect209 {
		good = dayInChina(now) == dayInChina(issued)
	}
	if !good {
		return SessionRanOut
	}
	return SessionCurrent
}

func dayInChina(t time.Time) string { return t.In(china).Format(time.DateOnly) }
