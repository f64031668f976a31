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
	mu      sync.Mutex
	known   []account
	flights []*flight
}

// flight is a GetSession on its way. It ends when the last call that waits for it has gone.
type flight struct {
	_       incomparable
	account account
	waiting int
	// scope is what it runs in; done ends when it has.
	scope, done *scope.Scope
	err         error
}

func (s GatewaySession) valid(now Duration) bool {
	age := now.Milliseconds() - s.created
	return s.UID != "" && s.SID != "" && 0 <= age && age < sessionLifetime.Milliseconds()
}

// of returns the session known of an account.
func (s *sessions) of(musicID string) (known GatewaySession) {
	for i := range s.known {
		if s.known[i].credential.MusicID == musicID {
			known = s.known[i].session
		}
	}
	return known
}

// land takes f, which has come to nothing, or to a session that is kept from now on.
func (s *sessions) land(f *flight, kept bool) {
	for i := range s.flights {
		if s.flights[i] == f {
			s.flights = append(s.flights[:i], s.flights[i+1:]...)
			break
		}
	}
	if !kept {
		return
	}
	id := f.account.credential.MusicID
	for i := range s.known {
		if s.known[i].credential.MusicID == id {
			s.known[i].session = f.account.session
			return
		}
	}
	// Nothing here needs the musickey any longer.
	s.known = append(s.known, account{Credential{MusicID: id}, f.account.session})
}

// session returns the account's gateway session, asking for one when there is none that is still good.
func (c *Client) session(ctx Context, credential *Credential) (GatewaySession, error) {
	s := &c.sessions
	s.mu.Lock()
	known := s.of(credential.MusicID)
	if known.valid(c.host.Clock.Now()) {
		s.mu.Unlock()
		return known, nil
	}
	var f *flight
	for _, other := range s.flights {
		if other.account.credential == *credential {
			f = other
		}
	}
	if f == nil {
		f = &flight{account: account{*credential, known}, scope: scope.New(c.root), done: scope.New(scope.Background())}
		s.flights = append(s.flights, f)
		go c.fly(f)
	}
	f.waiting++
	s.mu.Unlock()

	scope.Either(f.done, ctx)
	if f.done.Err() != nil {
		return f.account.session, f.err
	}
	s.mu.Lock()
	if f.waiting--; f.waiting == 0 {
		f.scope.Cancel(nil)
		s.land(f, false)
	}
	s.mu.Unlock()
	return GatewaySession{}, scope.Cause(ctx)
}

// fly gets the session for everyone who waits for f.
func (c *Client) fly(f *flight) {
	func() {
		defer Catch(&f.err)
		f.err = c.fetchSession(f.scope, &f.account)
	}()
	s := &c.sessions
	s.mu.Lock()
	s.land(f, f.err == nil && f.account.session.created != 0)
	s.mu.Unlock()
	f.done.Cancel(nil)
	f.scope.Cancel(nil)
}

// fetchSession renews the session of an account; without an error it has none afterwards when the gateway gave none.
func (c *Client) fetchSession(ctx Context, a *account) error {
	key := sessionKey + a.credential.MusicID
	known := &a.session
	if known.created == 0 {
		created := ""
		readStored(kept(ctx, c.storage, key), stored{"uid", &known.UID}, stored{"sid", &known.SID}, stored{"created", &created})
		known.created, _ = parseInteger(created)
		if known.valid(c.host.Clock.Now()) {
			return nil
		}
	}
	param := append(jsondoc.AppendMember(nil, `{"uid":`, known.UID), `,"vkey":0,"caller":0}`...)
	call := &Call{spec: &sessionSpec, method: sessionSpec.method, param: param}
	answer := &c.deliver(ctx, &post{calls: []*Call{call}, account: *a, settings: c.defaults})[0]
	*known = GatewaySession{}
	if answer.err != nil {
		return answer.err
	}
	d := decoder{doc: answer.doc}
	session := d.member(answer.data, "session")
	uid, sid := d.str(d.member(session, "uid")), d.str(d.member(session, "sid"))
	if err := d.err(); err != nil {
		return answer.name(err)
	}
	// Without both it is no error: the call goes on without them and the next one asks again.
	if uid != "" && sid != "" {
		*known = GatewaySession{UID: uid, SID: sid, created: c.host.Clock.Now().Milliseconds()}
		keep(ctx, c.storage, key, appendStored(nil, "uid", uid, "sid", sid, "created", digits(known.created)))
	}
	return nil
}
