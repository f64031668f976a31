package core

import (
	"sync"

	"qqmusicpm/internal/scope"
	"qqmusicpm/internal/small/context"
	"qqmusicpm/internal/small/time"
	"qqmusicpm/internal/wire"
)

// sessionLifetime is how long a gateway session is used. Source: docs/protocol.md §3.
const sessionLifetime = 86400 * time.Second

// sessionKey starts the storage key of an account's session; the account number follows.
const sessionKey = "qqmusicpm.session."

// sessions keeps the gateway session of each account and asks for one at most once at a time.
type sessions struct {
	mu    sync.Mutex
	known []*GatewaySession
	// asked are the requests on their way.
	asked []*sessionRequest
}

// sessionRequest is a GetSession on its way, for all calls that wait for it. It ends when the last of them has gone.
type sessionRequest struct {
	credential *Credential
	// settings are those of the call that it was begun for.
	settings *settings
	session  *GatewaySession
	waiting  int
	// scope is what it runs in; done ends when it has.
	scope, done *scope.Scope
	err         error
}

func (s *GatewaySession) valid(now time.Duration) bool {
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

// keep puts a session in the place of the one known of its account.
func (s *sessions) keep(session *GatewaySession) {
	for i, known := range s.known {
		if known.musicID == session.musicID {
			s.known[i] = session
			return
		}
	}
	s.known = append(s.known, session)
}

// forget takes away a request that has ended, or that nobody waits for.
func (s *sessions) forget(r *sessionRequest) {
	for i, asked := range s.asked {
		if asked == r {
			s.asked = append(s.asked[:i], s.asked[i+1:]...)
			return
		}
	}
}

// session returns the account's gateway session, asking for one when there is none that is still good.
func (c *Client) session(ctx context.Context, credential *Credential, settings *settings) (*GatewaySession, error) {
	for {
		session, r := c.knownSession(credential, settings)
		if session != nil {
			return session, nil
		}
		own := r.settings == settings
		session, err := c.waitFor(ctx, r, settings)
		f := FaultOf(err)
		if own || f == nil || !f.Retryable || r.done.Err() == nil || !settings.morePatient(r.settings) {
			return session, err
		}
		// It was given up on earlier than this call would have: asked again, with this call's patience.
	}
}

// knownSession returns the session of an account, or the request for one that the caller has to wait for.
func (c *Client) knownSession(credential *Credential, settings *settings) (*GatewaySession, *sessionRequest) {
	s := &c.sessions
	s.mu.Lock()
	defer s.mu.Unlock()
	known := s.of(credential.MusicID)
	if known.valid(c.host.Clock.Now()) {
		return known, nil
	}
	for _, r := range s.asked {
		if *r.credential == *credential {
			r.waiting++
			return nil, r
		}
	}
	r := &sessionRequest{credential: credential, settings: settings, session: known, waiting: 1, scope: scope.New(c.root), done: scope.New(context.Background())}
	s.asked = append(s.asked, r)
	go c.ask(r)
	return nil, r
}

// waitFor waits for a request as long as the call itself would try.
func (c *Client) waitFor(ctx context.Context, r *sessionRequest, settings *settings) (*GatewaySession, error) {
	if patience := settings.patience(); patience > 0 && r.settings != settings {
		limited := scope.New(ctx)
		defer limited.Cancel(nil)
		stop := c.host.Clock.AfterFunc(patience, func() {
			limited.Cancel(&TimeoutError{Fault{Call: "getSession", Message: "no answer within the timeout", Retryable: true}})
		})
		defer stop()
		ctx = limited
	}
	scope.Either(r.done, ctx)
	if r.done.Err() != nil {
		return r.session, r.err
	}
	s := &c.sessions
	s.mu.Lock()
	if r.waiting--; r.waiting == 0 {
		s.forget(r)
		r.scope.Cancel(nil)
	}
	s.mu.Unlock()
	return nil, scope.Cause(ctx)
}

// patience is how long the attempts of a read may take together, 0 for no end.
func (s *settings) patience() time.Duration {
	return max(0, s.timeout) * time.Duration(s.retries+1)
}

// morePatient reports whether s would still wait where other has given up.
func (s *settings) morePatient(other *settings) bool {
	return s.retries > other.retries || other.timeout > 0 && (s.timeout <= 0 || s.timeout > other.timeout)
}

// ask gets the session for everyone who waits for r.
func (c *Client) ask(r *sessionRequest) {
	r.err = guard(func() error { return c.fetchSession(r) })
	s := &c.sessions
	s.mu.Lock()
	s.forget(r)
	if r.err == nil && r.session.created != 0 {
		s.keep(r.session)
	}
	s.mu.Unlock()
	r.done.Cancel(nil)
	r.scope.Cancel(nil)
}

// fetchSession renews the session of r; without an error it is empty afterwards when the gateway gave none.
func (c *Client) fetchSession(r *sessionRequest) error {
	key := sessionKey + r.credential.MusicID
	if known := r.session; known.created == 0 {
		created := ""
		readStored(c.kept(r.scope, key), stored{"uid", &known.UID}, stored{"sid", &known.SID}, stored{"created", &created})
		known.created, _ = wire.ParseInteger(created)
		if known.valid(c.host.Clock.Now()) {
			return nil
		}
	}
	call := (*Call)(wire.SessionCall(r.session.UID, 0))
	answer := &c.deliver(r.scope, &delivery{calls: []*Call{call}, credential: r.credential, session: r.session, settings: r.settings})[0]
	if answer.err != nil {
		return answer.err
	}
	uid, sid, problem := answer.wire.Session()
	if problem != nil {
		return answer.unreadable(problem)
	}
	fresh := new(GatewaySession)
	// Without both it is no error: the call goes on without them and the next one asks again.
	if uid != "" && sid != "" {
		fresh = &GatewaySession{UID: uid, SID: sid, musicID: r.credential.MusicID, created: c.host.Clock.Now().Milliseconds()}
		c.keep(r.scope, key, storedText("uid", uid, "sid", sid, "created", digits(fresh.created)))
	}
	r.session = fresh
	return nil
}
