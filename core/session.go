package core

import (
	"sync"

	"qqmusicpm/core/internal/jsondoc"
	"qqmusicpm/core/scope"
)

// sessionLifetime is how long a gateway session is used. Source: docs/protocol.md §3.
const sessionLifetime = 86400 * second

// sessionKey starts the storage key of an account's session; the account number follows.
const sessionKey = "qqmusicpm.session."

var sessionSpec = callSpec{name: "getSession", module: "music.getSession.session", method: "GetSession"}

// sessions keeps the gateway session of each account and asks for one at most once at a time.
type sessions struct {
	mu    sync.Mutex
	known []*GatewaySession
	// flights is the newest; each knows the one before it.
	flights *flight
}

// flight is a GetSession on its way. It ends when the last call that waits for it has gone.
type flight struct {
	_          incomparable
	credential *Credential
	session    *GatewaySession
	waiting    int
	// scope is what it runs in; done ends when it has.
	scope, done *scope.Scope
	err         error
	before      *flight
}

func (s *GatewaySession) valid(now Duration) bool {
	age := now.Milliseconds() - s.created
	return s.UID != "" && s.SID != "" && 0 <= age && age < sessionLifetime.Milliseconds()
}

// of returns the session known of an account.
func (s *sessions) of(musicID string) *GatewaySession {
	for _, known := range s.known {
		if known.musicID == musicID {
			return known
		}
	}
	return &GatewaySession{musicID: musicID}
}

// land takes f, which has come to nothing, or to a session that is kept from now on.
func (s *sessions) land(f *flight, kept bool) {
	for at := &s.flights; *at != nil; at = &(*at).before {
		if *at == f {
			*at = f.before
			break
		}
	}
	if !kept {
		return
	}
	for i, known := range s.known {
		if known.musicID == f.session.musicID {
			s.known[i] = f.session
			return
		}
	}
	s.known = append(s.known, f.session)
}

// session returns the account's gateway session, asking for one when there is none that is still good.
func (c *Client) session(ctx Context, credential *Credential) (*GatewaySession, error) {
	s := &c.sessions
	now := c.host.Clock.Now() // may panic, and then the lock would stay
	s.mu.Lock()
	known := s.of(credential.MusicID)
	if known.valid(now) {
		s.mu.Unlock()
		return known, nil
	}
	f := s.flights
	for f != nil && *f.credential != *credential {
		f = f.before
	}
	if f == nil {
		f = &flight{credential: credential, session: known, scope: scope.New(c.root), done: scope.New(scope.Background()), before: s.flights}
		s.flights = f
		go c.fly(f)
	}
	f.waiting++
	s.mu.Unlock()

	scope.Either(f.done, ctx)
	if f.done.Err() != nil {
		return f.session, f.err
	}
	s.mu.Lock()
	if f.waiting--; f.waiting == 0 {
		f.scope.Cancel(nil)
		s.land(f, false)
	}
	s.mu.Unlock()
	return nil, scope.Cause(ctx)
}

// fly gets the session for everyone who waits for f.
func (c *Client) fly(f *flight) {
	func() {
		defer Catch(&f.err)
		f.err = c.fetchSession(f)
	}()
	s := &c.sessions
	s.mu.Lock()
	s.land(f, f.err == nil && f.session.created != 0)
	s.mu.Unlock()
	f.done.Cancel(nil)
	f.scope.Cancel(nil)
}

// fetchSession renews the session of f; without an error it is empty afterwards when the gateway gave none.
func (c *Client) fetchSession(f *flight) error {
	key := sessionKey + f.credential.MusicID
	if known := f.session; known.created == 0 {
		created := ""
		readStored(kept(f.scope, c.storage, key), stored{"uid", &known.UID}, stored{"sid", &known.SID}, stored{"created", &created})
		known.created, _ = parseInteger(created)
		if known.valid(c.host.Clock.Now()) {
			return nil
		}
	}
	w := jsondoc.Writer{}
	w.Member(`{"uid":`, f.session.UID)
	w.Raw(`,"vkey":0,"caller":0}`)
	call := &Call{spec: &sessionSpec, method: sessionSpec.method, param: w.Text}
	answer := &c.deliver(f.scope, &post{calls: []*Call{call}, credential: f.credential, session: f.session, settings: &c.defaults})[0]
	if answer.err != nil {
		return answer.err
	}
	d := decoder{doc: answer.doc}
	session := d.member(answer.data, "session")
	fresh := &GatewaySession{UID: d.str(d.member(session, "uid")), SID: d.str(d.member(session, "sid")), musicID: f.credential.MusicID}
	if err := d.err(); err != nil {
		return answer.name(err)
	}
	// Without both it is no error: the call goes on without them and the next one asks again.
	if fresh.UID == "" || fresh.SID == "" {
		fresh = new(GatewaySession)
	} else {
		fresh.created = c.host.Clock.Now().Milliseconds()
		keep(f.scope, c.storage, key, storedText("uid", fresh.UID, "sid", fresh.SID, "created", digits(fresh.created)))
	}
	f.session = fresh
	return nil
}
