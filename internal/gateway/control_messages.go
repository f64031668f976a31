package gateway

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// Incoming is a message that another user sends to an account.
type Incoming struct {
	// MusicID is the account that receives it, in digits.
	MusicID string `json:"musicid"`
	// SessionID is where it arrives; "" means the session with UserID, made
	// when there is none.
	SessionID string `json:"sessionId"`
	// UserID is the sender's uin or encrypted uin, when SessionID is "".
	UserID string `json:"userId"`
	// Text is the text, for messages without MetaData.
	Text string `json:"text"`
	// MsgType is the type, 0 (text) by default.
	MsgType int64 `json:"msgType"`
	// MetaData is the meta_data on the wire; empty means {"content": Text}.
	MetaData json.RawMessage `json:"metaData"`
}

// Delivered is where an incoming message went.
type Delivered struct {
	// SessionID is the session's id.
	SessionID string `json:"sessionId"`
	// MessageID is the message's id.
	MessageID string `json:"messageId"`
	// Sequence is the message's sequence, in digits since it is above 2^53.
	Sequence string `json:"sequence"`
}

// Deliver puts a message in an inbox, as if another user had sent it, and
// counts it as unread. It fails for a musicid that is no positive integer and
// for a session that is not there.
func (g *Gateway) Deliver(in Incoming) (Delivered, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	a, err := g.accountNamed(in.MusicID, now)
	if err != nil {
		return Delivered{}, err
	}
	var s *session
	switch {
	case in.SessionID != "":
		s = a.sessions[in.SessionID]
	case in.UserID != "":
		s = a.sessionOrNew(in.UserID, now)
	}
	if s == nil {
		return Delivered{}, fmt.Errorf("no session %q, and userId is %q", in.SessionID, in.UserID)
	}
	a.load(s)
	m := &wireMessage{FromUser: s.peer, MsgType: in.MsgType, MetaData: &wireMeta{Content: in.Text}}
	if len(in.MetaData) > 0 {
		m.MetaData = in.MetaData
	}
	a.append(s, now, m)
	s.unread++
	return Delivered{SessionID: s.id, MessageID: m.ID, Sequence: m.ID}, nil
}

func (g *Gateway) incomingHTTP(w http.ResponseWriter, r *http.Request) {
	var in Incoming
	if !readControl(w, r, &in) {
		return
	}
	out, err := g.Deliver(in)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	reply(w, out)
}

// Deletion names a message that another user deletes.
type Deletion struct {
	// MusicID is the account whose conversation it is in, in digits.
	MusicID string `json:"musicid"`
	// SessionID is the conversation; "" means that with UserID.
	SessionID string `json:"sessionId"`
	// UserID is the other side's uin or encrypted uin, when SessionID is "".
	UserID string `json:"userId"`
	// MessageID is the message, of either side.
	MessageID string `json:"messageId"`
}

// Delete deletes a message as if the other side had done it, and leaves behind
// what Husks wants. It fails for a musicid that is no positive integer, and for
// a session or message that is not there.
func (g *Gateway) Delete(d Deletion) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	a, err := g.accountNamed(d.MusicID, g.now())
	if err != nil {
		return err
	}
	s := a.sessions[d.SessionID]
	if d.SessionID == "" {
		s = a.sessionWith(d.UserID)
	}
	if s == nil {
		return fmt.Errorf("no session %q, and userId is %q", d.SessionID, d.UserID)
	}
	if !a.remove(s, d.MessageID, g.contrary) {
		return fmt.Errorf("no message %q in session %s", d.MessageID, s.id)
	}
	return nil
}

func (g *Gateway) deletedHTTP(w http.ResponseWriter, r *http.Request) {
	var d Deletion
	if !readControl(w, r, &d) {
		return
	}
	if err := g.Delete(d); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	reply(w, struct{}{})
}

// accountNamed is account for a musicid in digits.
func (g *Gateway) accountNamed(musicID string, now time.Time) (*account, error) {
	id, err := strconv.ParseInt(musicID, 10, 64)
	if err != nil || id <= 0 {
		return nil, fmt.Errorf("musicid %q is not a positive integer", musicID)
	}
	return g.account(id, now), nil
}
