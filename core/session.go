package core

import (
	"strconv"
	"sync"

	"qqmusicpm/core/scope"
)

// sessionLifetime is how long a gateway session is used. Source: docs/protocol.md §3.
const sessionLifetime = 86400 * second

// sessionKey starts the storage key of an account's session; the account number follows.
const sessionKey = "qqmusicpm.session."

var sessionSpec = callSpec{name: "getSession", module: "music.getSession.session", method: "GetSession"}

// sessions keeps the gateway session of each account and asks for one at most once at a time.
type sessions struct {
	mu      sync.Mutex
	known   map[string]GatewaySession
	flights map[Credential]*flight
}

// flight is a GetSession on its way. It ends when the last call that waits for it has gone.
type flight struct {
	_       incomparable
	waiting int
	scope   *scope.Scope
	done    chan struct{}
	session GatewaySession
	err     error
}

func (s GatewaySession) valid(now Duration) bool {
	age := now.Milliseconds() - s.created
	return s.UID != "" && s.SID != "" && 0 <= age && age < sessionLifetime.Milliseconds()
}

// session returns the account's gateway session, asking for one when there is none that is still good.
func (c *Client) session(ctx Context, credential Credential) (GatewaySession, error) {
	s := &c.sessions
	s.mu.Lock()
	known := s.known[credential.MusicID]
	if known.valid(c.host.Clock.Now()) {
		s.mu.Unlock()
		return known, nil
	}
	f := s.flights[credential]
	if f == nil {
		f = &flight{scope: scope.New(c.root), done: make(chan struct{})}
		s.flights[credential] = f
		go c.fly(f, credential, known)
	}
	f.waiting++
	s.mu.Unlock()

	select {
	case <-f.done:
		return f.session, f.err
	case <-ctx.Done():
		s.mu.Lock()
		if f.waiting--; f.waiting == 0 {
			f.scope.Cancel(nil)
			if s.flights[credential] == f {
				delete(s.flights, credential)
			}
		}
		s.mu.Unlock()
		return GatewaySession{}, scope.Cause(ctx)
	}
}

// fly gets the session for everyone who waits for f.
func (c *Client) fly(f *flight, credential Credential, known GatewaySession) {
	func() {
		defer Catch(&f.err)
		f.session, f.err = c.fetchSession(f.scope, credential, known)
	}()
	s := &c.sessions
	s.mu.Lock()
	if f.err == nil && f.session.created != 0 {
		s.known[credential.MusicID] = f.session
	}
	if s.flights[credential] == f {
		delete(s.flights, credential)
	}
	s.mu.Unlock()
	close(f.done)
	f.scope.Cancel(nil)
}

func (c *Client) fetchSession(ctx Context, credential Credential, known GatewaySession) (GatewaySession, error) {
	key := sessionKey + credential.MusicID
	if known == (GatewaySession{}) {
		created := ""
		readStored(kept(ctx, c.storage, key), map[string]*string{"uid": &known.UID, "sid": &known.SID, "created": &created})
		known.created, _ = parseInteger(created)
		if known.valid(c.host.Clock.Now()) {
			return known, nil
		}
	}
	param := appendStored(nil, "uid", known.UID)
	call := &Call{spec: &sessionSpec, method: sessionSpec.method, param: []byte(param[:len(param)-1] + `,"vkey":0,"caller":0}`)}
	answers := c.deliver(ctx, &post{calls: []*Call{call}, account: account{credential, known}, settings: c.defaults})
	answer := answers[0]
	if answer.err != nil {
		return GatewaySession{}, answer.err
	}
	d := decoder{doc: answer.doc}
	session := d.member(answer.data, "session")
	fresh := GatewaySession{UID: d.str(d.member(session, "uid")), SID: d.str(d.member(session, "sid"))}
	if err := d.err(); err != nil {
		return GatewaySession{}, answer.name(err)
	}
	if fresh.UID == "" || fresh.SID == "" {
		// No error: the call goes on without them and the next one asks again.
		return GatewaySession{}, nil
	}
	fresh.created = c.host.Clock.Now().Milliseconds()
	keep(ctx, c.storage, key, appendStored(nil, "uid", fresh.UID, "sid", fresh.SID, "created", strconv.FormatInt(fresh.created, 10)))
	return fresh, nil
}
