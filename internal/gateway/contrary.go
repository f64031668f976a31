package gateway

// Contrary is what this gateway does otherwise than docs/protocol.md §9
// believes of the real one. Nobody knows which of the beliefs are wrong, so
// each can be turned round by itself, and together with any other. The zero
// value follows all of them. A field is a switch: its JSON name is its name on
// the control surface and in [ParseContrary] too, and its tag "values" says
// what it can be.
type Contrary struct {
	// OddTypes answers single fields with other types (belief 1): a fraction
	// for Duration, a list for Attach, "" for PatMap, an object inside the Ext
	// of sessions, and integers above 2^63 for create_time, end_msg_seq and
	// Size where they are not 0.
	OddTypes bool `json:"oddTypes,omitempty"`
	// TextMeta answers the meta_data of messages as a string that holds the
	// JSON text of the object (belief 1).
	TextMeta bool `json:"textMeta,omitempty"`
	// Times is how the time of messages, create_time and update_time are
	// answered (belief 2): another unit, or a value that is no time.
	Times string `json:"times,omitempty" values:"ms|us|zero|negative|huge"`
	// SortTimes is the same for the sort_time of sessions and messages.
	SortTimes string `json:"sortTimes,omitempty" values:"ms|us|zero|negative|huge"`
	// Sends is what becomes of a message that is sent, and what the answer says
	// of it (belief 3).
	Sends string `json:"sends,omitempty" values:"empty|tips|result|updateTime|later|never|refused"`
	// OldestFirst answers the same pages of messages, oldest first (belief 4).
	OldestFirst bool `json:"oldestFirst,omitempty"`
	// FromBeginning takes order 1 of GetMessage for a direction (belief 4): the
	// first page is the oldest, oldest first, and further ones go on to newer
	// messages. Any other order is newest first.
	FromBeginning bool `json:"fromBeginning,omitempty"`
	// EqualTimes gives all messages of a conversation one time and one
	// sort_time, those of its beginning (belief 4).
	EqualTimes bool `json:"equalTimes,omitempty"`
	// NoSequence answers 0 for sequence and end_msg_seq (belief 4).
	NoSequence bool `json:"noSequence,omitempty"`
	// StaysUnread lets GetMessage mark nothing as read (belief 5).
	StaysUnread bool `json:"staysUnread,omitempty"`
	// OwnUsers is what the from_user of the account's own messages lacks
	// (belief 6): its uin, or all of it.
	OwnUsers string `json:"ownUsers,omitempty" values:"encrypted|none"`
	// PeerUsers answers all other users without a uin (belief 7); with
	// "encryptedRefused" a user_id must be a uin all the same.
	PeerUsers string `json:"peerUsers,omitempty" values:"encrypted|encryptedRefused"`
	// LoginPause refuses every login whose musickey does not contain "renewed"
	// with a 2001 (belief 8): with a login page, or bare.
	LoginPause string `json:"loginPause,omitempty" values:"page|bare"`
	// Refuse209 is the code of every call in dialect 20.9 (belief 9); 0 means
	// that the dialect is welcome.
	Refuse209 int64 `json:"refuse20.9,omitempty" values:"<code>"`
	// Refuse149 is the same for dialect 14.9 (belief 9).
	Refuse149 int64 `json:"refuse14.9,omitempty" values:"<code>"`
	// RefuseSession is the code of GetSession (belief 10).
	RefuseSession int64 `json:"refuseSession,omitempty" values:"<code>"`
	// RefuseOuter answers the codes of the three above for the whole request
	// instead of for each call.
	RefuseOuter bool `json:"refuseOuter,omitempty"`
	// BareSession answers GetSession without uid and sid (belief 10).
	BareSession bool `json:"bareSession,omitempty"`
	// OtherTypes answers the msg_type of every message 100 higher than
	// believed (belief 11). Media keep their address in lists then, since who
	// does not know them cannot ask for it.
	OtherTypes bool `json:"otherTypes,omitempty"`
	// Husks keeps a message that is deleted in its place, with an empty
	// meta_data and a 2 in the field that this names (belief 12).
	Husks string `json:"husks,omitempty" values:"state|showType"`
	// KeyRequests is how many requests a musickey is good for (belief 13),
	// counted since the switch was set; then it has expired. 0 means any number.
	KeyRequests int64 `json:"keyRequests,omitempty" values:"<count>"`
}

// SetContrary puts c in the place of the switches there are. It panics when
// [Contrary.Check] has something to say.
func (g *Gateway) SetContrary(c Contrary) {
	if err := c.Check(); err != nil {
		panic(err)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.turn(c)
}

// turn sets the switches. The caller holds the mutex.
func (g *Gateway) turn(c Contrary) {
	g.contrary = c
	g.keyUses = map[string]int64{}
}

// Contrary returns the switches there are.
func (g *Gateway) Contrary() Contrary {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.contrary
}
