package gateway

// inList is m as lists hold it: of a picture or a video only what
// GetMsgDetails is asked with, unless a client could not know that it is one.
func (a *account) inList(s *session, m *wireMessage, c Contrary) *wireMessage {
	if !c.OtherTypes {
		m = sparse(m)
	}
	return a.shown(s, m, c)
}

// otherTypesBy is how much msg_type is higher under OtherTypes.
const otherTypesBy = 100

// shown is m as the switches want it answered; m itself stays as it is.
func (a *account) shown(s *session, m *wireMessage, c Contrary) *wireMessage {
	if c == (Contrary{}) {
		return m
	}
	shown := *m
	shown.FromUser = c.user(a, m.FromUser)
	shown.Sequence = c.sequence(m.Sequence)
	shown.Time, shown.SortTime = a.timesOf(s, m, c)
	if c.OtherTypes {
		shown.MsgType += otherTypesBy
	}
	return &shown
}

// user is u as the switches want it answered.
func (c Contrary) user(a *account, u *wireUser) *wireUser {
	if u == nil {
		return nil
	}
	hides := c.PeerUsers != ""
	if u == a.self {
		if c.OwnUsers == "none" {
			return nil
		}
		hides = c.OwnUsers != ""
	}
	if !hides {
		return u
	}
	hidden := *u
	hidden.Uin = ""
	return &hidden
}

// sequence is a sequence as the switches want it answered.
func (c Contrary) sequence(n int64) int64 {
	if c.NoSequence {
		return 0
	}
	return n
}
