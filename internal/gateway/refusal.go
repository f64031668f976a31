package gateway

// Codes of refusals. The login and signature ones are the protocol's (docs/protocol.md
// §6); the others are the simulator's own, since the real ones are not known.
const (
	codeExpired       = 1000
	codeSignature     = 2000
	codeRateLimit     = 2001
	codeBadEnvelope   = 10001 // outer
	codeBadComm       = 10002 // outer
	codeTooManyCalls  = 10003 // outer
	codeBadParam      = 10004
	codeNotFound      = 10006
	codeContrary      = 10007 // what Contrary refuses with when no code is given
	codeNoLogin       = 104400
	codeWrongKey      = 104401
	codeUnknownMethod = 500001
	codeBadgeUnsigned = 500031
)

// refusal is an answer with a code other than 0.
type refusal struct {
	code int64
	msg  string
	page string // the feedbackURL, "" for none
}

func refuse(code int64, msg string) *refusal {
	return &refusal{code: code, msg: msg}
}

func (r *refusal) body() any {
	body := map[string]string{"msg": r.msg}
	if r.page != "" {
		body["feedbackURL"] = r.page
	}
	return body
}
