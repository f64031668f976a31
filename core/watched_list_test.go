package core

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
)

// listed is a list of conversations that a test changes: the gateway of the tests of watch.
type listed struct {
	mu       sync.Mutex
	sessions []listedSession // newest first
	unread   int
	account  map[string][]listedSession // other accounts' lists
	asked    []string                   // the last_id of each page that was asked for
}

type listedSession struct {
	id     string
	newest string
	unread int
	time   int
}

// list makes n conversations, newest first.
func list(n int) *listed {
	l := &listed{}
	for i := range n {
		l.sessions = append(l.sessions, listedSession{id: fmt.Sprintf("s%d", i), newest: "m", time: 1000 - i})
	}
	return l
}

// write lets a message come into a conversation, which moves to the top.
func (l *listed) write(id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	at := 0
	for l.sessions[at].id != id {
		at++
	}
	s := l.sessions[at]
	s.newest += "+"
	s.unread++
	s.time = l.sessions[0].time + 1
	l.unread++
	l.sessions = append([]listedSession{s}, append(l.sessions[:at:at], l.sessions[at+1:]...)...)
}

// answer answers a page of the list.
func (l *listed) answer(_ context.Context, r *sent) (*Response, error) {
	var param struct {
		LastID string `json:"last_id"`
		Size   int    `json:"size"`
	}
	if err := json.Unmarshal(r.Calls[0].Param, &param); err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	sessions := l.sessions
	if other, known := l.account[r.Comm["qq"].(string)]; known {
		sessions = other
	}
	l.asked = append(l.asked, param.LastID)
	from := 0
	for i, s := range sessions {
		if s.id == param.LastID {
			from = i + 1
		}
	}
	end := min(from+param.Size, len(sessions))
	var items []string
	for _, s := range sessions[from:end] {
		items = append(items, fmt.Sprintf(`{"session_id":%q,"new_msg":{"id":%q},"new_msg_cnt":%d,"sort_time":%d}`, s.id, s.newest, s.unread, s.time))
	}
	more := 0
	if end < len(sessions) {
		more = 1
	}
	return ok(fmt.Sprintf(`{"has_more":%d,"new_msg_cnt":%d,"sessions":[%s]}`, more, l.unread, strings.Join(items, ",")))
}
