// Package gateway plays the QQ Music gateway: the two endpoints that carry
// private messages (私信), with state, sample data and faults on demand. It
// serves tests, benchmarks and the demo, none of which need an account or the
// internet.
//
// It is a second, independent reading of the protocol and strict about it: an
// unknown key, a missing one or a wrong type is refused, so that a client that
// passes here spells everything as the real service expects. Where the protocol
// is not publicly known the choice made here is written in README.md, and so is
// the control surface under /_simulator/ (faults, incoming messages, the
// request log).
package gateway

import (
	"cmp"
	"context"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"time"

	"qqmusicpm/core"
)

// The paths this handler answers, beside those under [ControlPrefix].
const (
	// UnsignedPath is the endpoint that wants no signature.
	UnsignedPath = "/cgi-bin/musicu.fcg"
	// SignedPath is the endpoint that wants a zzc signature of the body in the
	// query parameter sign, and the time in unix milliseconds in _.
	SignedPath = "/cgi-bin/musics.fcg"
)

const maxBody = 1 << 20

// Gateway is the simulator. The zero value is not usable: call [New].
// All methods may be called from several goroutines at once.
type Gateway struct {
	now func() time.Time

	first Options

	mu       sync.Mutex
	contrary Contrary
	keyUses  map[string]int64 // requests by musickey, while one wears out
	freeComm []string
	accounts map[int64]*account
	uses     int64
	traces   int64
	faults   []Fault
	log      requestLog
}

// Options sets what a [Gateway] takes from outside.
type Options struct {
	// Now is the clock that sample data, message times, ts and the life of
	// gateway sessions come from, and that a traceid is held against; nil means
	// time.Now.
	Now func() time.Time
	// Contrary is what it does otherwise than believed, at first and after each
	// Reset. New panics when its Check has something to say.
	Contrary Contrary
	// FreeComm names the members of comm, known or not, that the client under
	// test was told to set or to leave out: they may be missing and hold
	// anything. It is what SetFreeComm sets, at first and after each Reset.
	FreeComm []string
	// Sends, when it is not nil, is written a [SendTold] in JSON for each step
	// of each message that is sent, a line in one Write and never two at once.
	// It outlives a gateway that is killed where it is a file.
	Sends io.Writer
}

// New returns a gateway in its first state: no faults, no requests seen, every
// account with the sample inbox, dated from the moment of its first request.
func New(o Options) *Gateway {
	if o.Now == nil {
		o.Now = time.Now
	}
	if err := o.Contrary.Check(); err != nil {
		panic(err)
	}
	g := &Gateway{now: o.Now, first: o}
	g.Reset()
	return g
}

// Reset returns the gateway to its first state.
func (g *Gateway) Reset() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.accounts = map[int64]*account{}
	g.faults = nil
	g.log = requestLog{}
	g.turn(g.first.Contrary)
	g.freeComm = slices.Clone(g.first.FreeComm)
}

// SetFreeComm puts names in the place of the members of comm that are not
// checked; none has all of them checked.
func (g *Gateway) SetFreeComm(names ...string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.freeComm = slices.Clone(names)
}

// FreeComm returns the members of comm that are not checked.
func (g *Gateway) FreeComm() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return append([]string{}, g.freeComm...)
}

// ServeHTTP answers the two gateway paths and the control surface; 404 for any
// other path.
func (g *Gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Path == UnsignedPath, r.URL.Path == SignedPath:
		g.serveCalls(w, r)
	case isControl(r.URL.Path):
		g.serveControl(w, r)
	default:
		http.NotFound(w, r)
	}
}

func (g *Gateway) serveCalls(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	if r.Header.Get("Content-Type") == "" {
		http.Error(w, "no content type", http.StatusUnsupportedMediaType)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "request body is too large or was cut", http.StatusRequestEntityTooLarge)
		return
	}
	env, refused := parseEnvelope(body)
	fault, trace := g.record(r, env)
	var answer []byte
	if fault.Applied {
		answer = g.answer(r, body, env, refused, fault, trace)
	}
	if !wait(r.Context(), fault.delay()) {
		return
	}
	if answer == nil && !fault.replaces() {
		answer = g.answer(r, body, env, refused, fault, trace)
	}
	fault.write(w, answer, env, trace)
}

// wait returns false when the request ended before d was over.
func wait(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// answer carries the calls out and returns the body to send.
func (g *Gateway) answer(r *http.Request, body []byte, env envelope, refused *refusal, fault Fault, trace string) []byte {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	out := newAnswer(now, trace)
	if refused == nil {
		refused = cmp.Or(
			checkComm(env.comm, g.freeComm, now),
			checkAgent(r.UserAgent(), env.comm),
			checkSessionComm(env),
			g.contrary.refusesAll(env),
		)
	}
	if refused != nil {
		return out.refuse(*refused)
	}
	signed := r.URL.Path == SignedPath
	keyEnded := g.wearOut(env.comm.text("authst"))
	for i, c := range env.calls {
		hit := fault.matchesMethod(c.method)
		var data any
		var err *refusal
		if !hit || !fault.replacesCall() || fault.Applied {
			data, err = g.call(c, env.comm, now, callMode{
				signed:   signed,
				badSign:  signed && !signedRight(r.URL.Query(), body),
				sameData: fault.Kind == FaultLoop && hit,
				keyEnded: keyEnded,
			})
		}
		if err == nil && hit && fault.replacesCall() {
			out.addText(i, fault.callCode(), fault.callData())
			continue
		}
		out.add(i, data, err)
	}
	return out.finish()
}

// callMode is what a call needs to know about the request it came with.
type callMode struct {
	signed   bool
	badSign  bool
	sameData bool // lists answer their first page for every cursor
	keyEnded bool // the musickey has been used too often
}

func (g *Gateway) call(c call, comm comm, now time.Time, mode callMode) (any, *refusal) {
	if err := g.contrary.refuses(comm.dialect(), c.method); err != nil {
		return nil, err
	}
	if mode.badSign {
		return nil, refuse(codeSignature, "sign")
	}
	if c.refused != nil {
		return nil, c.refused
	}
	m, ok := methods[methodName{c.module, c.method}]
	if !ok {
		return nil, refuse(codeUnknownMethod, c.module+"."+c.method)
	}
	if m.unsigned != 0 && !mode.signed {
		return nil, refuse(m.unsigned, "signature wanted")
	}
	if m.anonymous {
		p, err := checkParams(c.param, m.fields)
		if err != nil {
			return nil, err
		}
		return getSession(comm, p, now, g.contrary.BareSession)
	}
	login, err := checkLogin(comm, g.contrary, mode.keyEnded)
	if err != nil {
		return nil, err
	}
	p, err := checkParams(c.param, m.fields)
	if err != nil {
		return nil, err
	}
	if err := g.contrary.refusesUser(p); err != nil {
		return nil, err
	}
	p.sameData, p.contrary, p.tellSend = mode.sameData, g.contrary, g.tellSend
	data, err := m.run(g.account(login, now), p, now)
	if err != nil {
		return nil, err
	}
	return g.contrary.retyped(data), nil
}

// signedRight reports whether the query of the signed endpoint holds the time
// and the signature of the body.
func signedRight(q url.Values, body []byte) bool {
	_, err := strconv.ParseUint(q.Get("_"), 10, 63)
	return err == nil && q.Get("sign") == core.Sign(body)
}
