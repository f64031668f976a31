package core

import (
	"qqmusicpm/internal/panics"
	"qqmusicpm/internal/small/context"
	"qqmusicpm/internal/small/time"
	"qqmusicpm/internal/wire"
)

// Fault is what every error of this package carries; which fields hold
// something depends on its type. No field ever holds a musickey.
type Fault struct {
	// Message is an English sentence for developers, without the call's name.
	Message string
	// Call is the public name of the call that failed, "getSession" for the gateway session.
	Call string
	// Code is the gateway's code, 0 when it sent none.
	Code int64
	// Status is the HTTP status of an HTTPError.
	Status int
	// Path is a JSON Pointer to the place in the answer that is wrong.
	Path string
	// Argument is the public name of the parameter that is wrong, such as "size" or "scenes[0]".
	Argument string
	// FeedbackURL is a page where the user can clear a rate limit, or sign in. It comes from the gateway: check its host before opening it.
	FeedbackURL string
	// TraceID is what the service could look the request up by, "" when its answer had none.
	TraceID string
	// Data is what the gateway sent with its refusal.
	Data RawObject
	// Retryable says that sending the same call again is safe and may succeed.
	Retryable bool
	// RetryAfter is how long the gateway asks to wait, 0 when it does not say.
	RetryAfter time.Duration
	// MaybeSent says that a write may have reached the gateway: ask the user, do not send it again.
	MaybeSent bool
	// Cause is the error below, if any.
	Cause error
}

// Error says which call failed and why.
//
//go:noinline // or its code would stand in the module once for each error type
func (f *Fault) Error() string {
	text := f.Message
	if f.Argument != "" {
		text = f.Argument + " " + text
	}
	if f.Path != "" {
		text += " (at " + f.Path + ")"
	}
	if f.Call != "" {
		text = f.Call + ": " + text
	}
	return text
}

// Unwrap returns the cause.
//
//go:noinline // as Error
func (f *Fault) Unwrap() error { return f.Cause }

func (f *Fault) fault() *Fault { return f }

// QQMusicError is implemented by every error type of this package, so that one
// errors.As reaches the fields of any of them through [FaultOf].
type QQMusicError interface {
	error
	// Name is the name of the error's type, the same in JavaScript.
	Name() string
	fault() *Fault
	// copied returns a copy of the error.
	copied() QQMusicError
}

// FaultOf returns the fields of the first error of this package that errors.As would find in err, nil when there is none.
func FaultOf(err error) *Fault {
	var found *Fault
	search(err, func(err error) bool {
		e, ok := err.(QQMusicError)
		if ok {
			found = e.fault()
		}
		return ok
	})
	return found
}

// isCause is errors.Is without its methods: package errors would bring reflection into the WebAssembly module.
func isCause(err, target error) bool {
	return search(err, func(err error) bool { return err == target })
}

// search looks at err and all that it wraps, also joined errors, in the order of errors.As, until found says so.
func search(err error, found func(error) bool) bool {
	if err == nil {
		return false
	}
	if found(err) {
		return true
	}
	switch wrapper := err.(type) {
	case interface{ Unwrap() error }:
		return search(wrapper.Unwrap(), found)
	case interface{ Unwrap() []error }:
		for _, err := range wrapper.Unwrap() {
			if search(err, found) {
				return true
			}
		}
	}
	return false
}

// The error types. Which signal makes which is written in docs/protocol.md §6.
type (
	// InvalidArgumentError says that a parameter or option is wrong; nothing was sent. Argument names it.
	InvalidArgumentError struct{ Fault }
	// CredentialInvalidError says that there is no login: musicid or musickey is missing; nothing was sent.
	CredentialInvalidError struct{ Fault }
	// CredentialExpiredError says that the login has expired (登录已过期): codes 1000, 104400 and 104401, its own lifetime,
	// or code 2001 with a login page as FeedbackURL: waiting does not help.
	CredentialExpiredError struct{ Fault }
	// SignatureRequiredError says that the gateway wants the call signed and signing was switched off or did not help.
	SignatureRequiredError struct{ Fault }
	// RateLimitedError is any other code 2001: rate limit or risk control (频率限制或风控). FeedbackURL may name a page where the user clears it.
	RateLimitedError struct{ Fault }
	// CGIError says that the call itself was refused; Code and Data say why.
	CGIError struct{ Fault }
	// GatewayError says that the whole request was refused at the gate; Code says why.
	GatewayError struct{ Fault }
	// HTTPError is an answer whose HTTP status is not 200.
	HTTPError struct{ Fault }
	// NetworkError says that no answer came: no connection, a cut one, or a page stopped by CORS.
	NetworkError struct{ Fault }
	// TimeoutError says that an attempt took longer than the timeout.
	TimeoutError struct{ Fault }
	// DataError says that an answer is not what the protocol says; Path names the place where it is known.
	DataError struct{ Fault }
	// ClosedError says that the client was closed.
	ClosedError struct{ Fault }
	// ModuleError is a bug, here or in what the [Host] gave: something panicked and the call was given up. Other calls go on.
	ModuleError struct{ Fault }
	// AbortedError says that the caller's context ended after a write had left: it may have been carried out.
	// Cause is the context's cause; errors.Is finds that and the context's own error. A call that changes
	// nothing, or that had not left, fails with the cause alone.
	AbortedError struct {
		Fault
		ended error
	}
)

// Is reports whether target is what the context's Err says.
func (e *AbortedError) Is(target error) bool { return target == e.ended }

// Name returns "InvalidArgumentError".
func (*InvalidArgumentError) Name() string { return "InvalidArgumentError" }

// Name returns "CredentialInvalidError".
func (*CredentialInvalidError) Name() string { return "CredentialInvalidError" }

// Name returns "CredentialExpiredError".
func (*CredentialExpiredError) Name() string { return "CredentialExpiredError" }

// Name returns "SignatureRequiredError".
func (*SignatureRequiredError) Name() string { return "SignatureRequiredError" }

// Name returns "RateLimitedError".
func (*RateLimitedError) Name() string { return "RateLimitedError" }

// Name returns "CGIError".
func (*CGIError) Name() string { return "CGIError" }

// Name returns "GatewayError".
func (*GatewayError) Name() string { return "GatewayError" }

// Name returns "HTTPError".
func (*HTTPError) Name() string { return "HTTPError" }

// Name returns "NetworkError".
func (*NetworkError) Name() string { return "NetworkError" }

// Name returns "TimeoutError".
func (*TimeoutError) Name() string { return "TimeoutError" }

// Name returns "DataError".
func (*DataError) Name() string { return "DataError" }

// Name returns "ClosedError".
func (*ClosedError) Name() string { return "ClosedError" }

// Name returns "ModuleError".
func (*ModuleError) Name() string { return "ModuleError" }

// Name returns "AbortedError".
func (*AbortedError) Name() string { return "AbortedError" }

func (e *InvalidArgumentError) copied() QQMusicError   { c := *e; return &c }
func (e *CredentialInvalidError) copied() QQMusicError { c := *e; return &c }
func (e *CredentialExpiredError) copied() QQMusicError { c := *e; return &c }
func (e *SignatureRequiredError) copied() QQMusicError { c := *e; return &c }
func (e *RateLimitedError) copied() QQMusicError       { c := *e; return &c }
func (e *CGIError) copied() QQMusicError               { c := *e; return &c }
func (e *GatewayError) copied() QQMusicError           { c := *e; return &c }
func (e *HTTPError) copied() QQMusicError              { c := *e; return &c }
func (e *NetworkError) copied() QQMusicError           { c := *e; return &c }
func (e *TimeoutError) copied() QQMusicError           { c := *e; return &c }
func (e *DataError) copied() QQMusicError              { c := *e; return &c }
func (e *ClosedError) copied() QQMusicError            { c := *e; return &c }
func (e *ModuleError) copied() QQMusicError            { c := *e; return &c }
func (e *AbortedError) copied() QQMusicError           { c := *e; return &c }

// copyError returns a copy of an error of this package, with its fields for the
// caller to change. Another error it returns as it is, with fields that nobody
// reads. Errors are shared between the calls of a batch, so they are never changed in place.
func copyError(err error) (*Fault, error) {
	e, ok := err.(QQMusicError)
	if !ok {
		return new(Fault), err
	}
	e = e.copied()
	return e.fault(), e
}

// named puts a call's name into a copy of an error.
//
//go:noinline // as invalidArgument
func named(err error, call string) error {
	f, err := copyError(err)
	f.Call = call
	return err
}

// aborted makes the error of a write that had left when ctx ended.
func aborted(ctx context.Context, cause error) error {
	return &AbortedError{Fault{Message: "given up when it had been sent: " + cause.Error(), Cause: cause, MaybeSent: true}, ctx.Err()}
}

// mayHaveArrived reports whether a request that failed with err after it had left may have been carried out.
func mayHaveArrived(err error) bool {
	switch e := err.(type) {
	case *HTTPError:
		return e.Status < 400 || e.Status >= 500
	case *NetworkError, *TimeoutError, *DataError, *ModuleError, *ClosedError, *AbortedError:
		return true
	case QQMusicError:
		return false
	}
	return true // the caller's context ended
}

// panicked makes the *ModuleError of what recover returned.
func panicked(p any) error {
	text, cause := panics.Text(p)
	return &ModuleError{Fault{Message: text, Cause: cause}}
}

//go:noinline // an error's code stands in the module once, not at each use
func invalidArgument(argument, message string) *InvalidArgumentError {
	return &InvalidArgumentError{Fault{Argument: argument, Message: message}}
}

//go:noinline // as invalidArgument
func dataError(problem *wire.DataError) *DataError {
	return &DataError{Fault{Path: problem.Path, Message: problem.Message, Cause: problem.Cause}}
}

// Child codes with a meaning of their own. Source: docs/protocol.md §6.
const (
	codeExpired         = 1000
	codeNotLoggedIn     = 104400
	codeLoginInvalid    = 104401
	codeSignatureWanted = 2000
	codeRateLimited     = 2001
)

// refusal makes the error of a code other than 0.
func (a *Answer) refusal(code int64) error {
	var e QQMusicError
	message := ""
	switch {
	case code == codeExpired || code == codeNotLoggedIn || code == codeLoginInvalid:
		e, message = new(CredentialExpiredError), expiredLogin
	case code == codeSignatureWanted || code == a.call.wire().SignatureCode():
		e, message = new(SignatureRequiredError), "the gateway wants this call signed"
	case code == codeRateLimited && isLoginPage(a.wire.DataText("feedbackURL")):
		e, message = &CredentialExpiredError{Fault{FeedbackURL: a.wire.DataText("feedbackURL")}}, expiredLogin
	case code == codeRateLimited:
		e = &RateLimitedError{Fault{FeedbackURL: a.wire.DataText("feedbackURL"), Retryable: true}}
		message = "too many requests, or the gateway wants to see a person: wait, or open the feedback page"
	default:
		e, message = new(CGIError), "the gateway refused the call with code "+digits(code)
	}
	f := e.fault()
	f.Call, f.Code, f.Data, f.TraceID, f.Message = a.call.Name(), code, a.wire.Data(), a.traceID, message
	return e
}

// isLoginPage reports whether the path or the fragment of an address has a segment that contains "login" (docs/protocol.md §6).
func isLoginPage(address string) bool {
	const word = "login"
	counts := true // the path does, and the fragment
	for i := pathOf(address); i < len(address); i++ {
		switch address[i] {
		case '?':
			counts = false
		case '#':
			counts = true
		}
		if counts && len(address)-i >= len(word) && equalFold(address[i:i+len(word)], word) {
			return true
		}
	}
	return false
}

// pathOf returns where the path of an address begins: behind a scheme and a host, if it has them.
func pathOf(address string) int {
	for i := range len(address) {
		switch address[i] {
		case '/':
			if i+1 == len(address) || address[i+1] != '/' {
				return i
			}
			for i += 2; i < len(address) && address[i] != '/' && address[i] != '?' && address[i] != '#'; i++ {
			}
			return i
		case '?', '#':
			return 0
		}
	}
	return 0
}

// equalFold compares with a lower-case word, in any case of the letters of ASCII.
func equalFold(text, word string) bool {
	for i := range len(word) {
		c := text[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != word[i] {
			return false
		}
	}
	return true
}

const expiredLogin = "the login has expired: sign in again"
