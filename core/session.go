package core

import (
	"math"
	"sync"

	"qqmusicpm/internal/scope"
	"qqmusicpm/internal/small/context"
	"qqmusicpm/internal/small/time"
	"qqmusicpm/internal/wire"
)

// sessionKey is the storage key of a device's session; for an account's a dot and its number follow.
const sessionKey = "qqmusicpm.session"

// sessions keeps the gateway session of the device, or of each account, and asks for one at most once at a time.
type sessions struct {
	mu    sync.Mutex
	known []*GatewaySession
	// asked are the requests on their way.
	asked []*sessionRequest
	// refused is when a session was refused that calls go without, 0 when none was.
	refused time.Duration
}

// sessionRequest is a GetSession on its way, for all calls that wait for it. It ends when the last of them has gone.
type sessionRequest struct {
	// credential is the login that it is asked with, empty for a device's.
	credential Credential
	// settings are those of the call that it was begun for.
	settings *settings
	session  *GatewaySession
	waiting  int
	// scope is what it runs in; done ends when it has.
	scope, done *scope.Scope
	err         error
}

// valid reports whether a session can be used now.
func (r *sessionRule) valid(s *GatewaySession, now time.Duration) bool {
	if s.UID == "" || s.SID == "" {
		return false
	}
	created := time.Duration(s.created) * time.Millisecond
	if r.lifetime == 0 {
		return chinaDay(created) == chinaDay(now)
	}
	age := now.Milliseconds() - s.created
	return 0 <= age && age < r.lifetime.Milliseconds()
}

// of returns the session known of an owner.
func (s *sessions) of(owner string) *GatewaySession {
	for _, known := range s.known {
		if known.owner == owner {
			return known
		}
	}
	return &GatewaySession{owner: owner}
}

// keep puts a session in the place of the one known of its owner.
func (s *sessions) keep(session *GatewaySession) {
	for i, known := range s.known {
		if known.owner == session.owner {
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

// session returns the gateway session for a call, asking for one when there is none that is still good.
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

// knownSession returns the session for a login, or the request for one that the caller has to wait for.
func (c *Client) knownSession(credential *Credential, settings *settings) (*GatewaySession, *sessionRequest) {
	rule := &c.speaks.declared().session
	var asks Credential
	if !rule.ofDevice {
		asks = *credential
	}
	now := c.host.Clock.Now()
	s := &c.sessions
	s.mu.Lock()
	defer s.mu.Unlock()
	known := s.of(asks.MusicID)
	if rule.valid(known, now) {
		return known, nil
	}
	if s.refused != 0 && s.refused <= now && now < s.refused+rule.refusalPause {
		return new(GatewaySession), nil
	}
	for _, r := range s.asked {
		if r.credential == asks {
			r.waiting++
			return nil, r
		}
	}
	r := &sessionRequest{credential: asks, settings: settings, session: known, waiting: 1, scope: scope.New(c.root), done: scope.New(context.Background())}
	s.asked = append(s.asked, r)
	go c.ask(r)
	return nil, r
}

// waitFor waits for a request as long as the call itself would try.
func (c *Client) waitFor(ctx context.Context, r *sessionRequest, settings *settings) (*GatewaySession, error) {
	if r.settings != settings {
		limited, free := within(ctx, c.host.Clock, settings.patience(), &TimeoutError{Fault{Call: "getSession", Message: noAnswerInTime, Retryable: true}})
		defer free()
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
	if s.timeout > 0 && s.retries >= int(min(math.MaxInt, math.MaxInt64/s.timeout)) {
		return math.MaxInt64
	}
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
	refused := c.speaks.declared().session.refusalPause > 0 && isRefusal(r.err)
	if refused {
		r.session, r.err = new(GatewaySession), nil
	}
	s.mu.Lock()
	s.forget(r)
	if r.err == nil && r.session.created != 0 {
		s.keep(r.session)
	}
	if refused {
		s.refused = c.host.Clock.Now()
	}
	s.mu.Unlock()
	r.done.Cancel(nil)
	r.scope.Cancel(nil)
}

// isRefusal reports whether a session was asked for and not given: by a code, or by data that cannot be read.
func isRefusal(err error) bool {
	switch err.(type) {
	case *CGIError, *GatewayError, *RateLimitedError, *CredentialExpiredError, *SignatureRequiredError, *DataError:
		return true
	}
	return false
}

// fetchSession renews the session of r; without an error it is empty afterwards when the gateway gave none.
func (c *Client) fetchSession(r *sessionRequest) error {
	rule := &c.speaks.declared().session
	profile, err := c.deviceProfile(r.scope)
	if err != nil {
		return err
	}
	known := r.session
	key, device := sessionKey, ""
	if rule.ofDevice {
		device = profile.OpenUDID
	} else {
		key += "." + known.owner
	}
	if known.created == 0 {
		created, of := "", ""
		readStored(c.kept(r.scope, key), stored{"uid", &known.UID}, stored{"sid", &known.SID}, stored{"created", &created}, stored{"device", &of})
		known.created, _ = wire.ParseInteger(created)
		if of != device { // kept for another phone
			known.UID, known.SID, known.created = "", "", 0
		}
		if rule.valid(known, c.host.Clock.Now()) {
			return nil
		}
	}
	caller := rule.renewal
	if known.UID == "" {
		caller = rule.first
	}
	d := &delivery{calls: []*Call{(*Call)(wire.SessionCall(known.UID, caller))}, settings: r.settings}
	if !rule.ofDevice {
		d.credential, d.session = &r.credential, known
	}
	answer := &c.deliver(r.scope, d)[0]
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
		fresh = &GatewaySession{UID: uid, SID: sid, owner: known.owner, created: c.host.Clock.Now().Milliseconds()}
		c.keep(r.scope, key, storedText("uid", uid, "sid", sid, "created", digits(fresh.created), "device", device))
	}
	r.session = fresh
	return nil
}
