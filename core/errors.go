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
	fault() *Fault
}

// FaultOf returns the fields of the first error of this package that errors.As would find in err, nil when there is none.
func FaultOf(err error) *Fault {
	var found *Fault
	search(err, func(err error) bool {
		found = fieldsOf(err)
		return found != nil
	})
	return found
}

// fieldsOf returns the fields of an error of this package itself. It lists the types, for an
// interface would have the linker keep a method of each of them in the WebAssembly module.
//
//go:noinline // its code stands in the module once, not at each use
func fieldsOf(err error) *Fault {
	switch e := err.(type) {
	case *InvalidArgumentError:
		return &e.Fault
	case *CredentialInvalidError:
		return &e.Fault
	case *CredentialExpiredError:
		return &e.Fault
	case *SignatureRequiredError:
		return &e.Fault
	case *RateLimitedError:
		return &e.Fault
	case *CGIError:
		return &e.Fault
	case *GatewayError:
		return &e.Fault
	case *HTTPError:
		return &e.Fault
	case *NetworkError:
		return &e.Fault
	case *TimeoutError:
		return &e.Fault
	case *DataError:
		return &e.Fault
	case *ClosedError:
		return &e.Fault
	case *ModuleError:
		return &e.Fault
	case *AbortedError:
		return &e.Fault
	}
	return nil
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
	for _, below := range wrappedBy(err) {
		if search(below, found) {
			return true
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
	// RateLimitedError says that the gateway wants a pause, by rate limit or risk control (频率限制或风控): a code 2001
	// that is about neither the login nor the signature. FeedbackURL may name a page where the user clears it.
	RateLimitedError struct{ Fault }
	// CGIError says that the call itself was refused; Code and Data say why.
	CGIError struct{ Fault }
	// GatewayError says that the request was refused as a whole, not one of its calls; Code says why.
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

// NameOf returns the name of the type of an error of this package, which is the same in JavaScript; "" for any other error.
func NameOf(err error) string {
	switch err.(type) {
	case *InvalidArgumentError:
		return "InvalidArgumentError"
	case *CredentialInvalidError:
		return "CredentialInvalidError"
	case *CredentialExpiredError:
		return "CredentialExpiredError"
	case *SignatureRequiredError:
		return "SignatureRequiredError"
	case *RateLimitedError:
		return "RateLimitedError"
	case *CGIError:
		return "CGIError"
	case *GatewayError:
		return "GatewayError"
	case *HTTPError:
		return "HTTPError"
	case *NetworkError:
		return "NetworkError"
	case *TimeoutError:
		return "TimeoutError"
	case *DataError:
		return "DataError"
	case *ClosedError:
		return "ClosedError"
	case *ModuleError:
		return "ModuleError"
	case *AbortedError:
		return "AbortedError"
	}
	return ""
}

// copyError returns a copy of an error of this package, with its fields for the
// caller to change. Another error it returns as it is, with fields that nobody
// reads. Errors are shared between the calls of a batch, so they are never changed in place.
func copyError(err error) (f *Fault, copied error) {
	switch e := err.(type) {
	case *InvalidArgumentError:
		c := new(InvalidArgumentError)
		f, copied = &c.Fault, c
	case *CredentialInvalidError:
		c := new(CredentialInvalidError)
		f, copied = &c.Fault, c
	case *CredentialExpiredError:
		c := new(CredentialExpiredError)
		f, copied = &c.Fault, c
	case *SignatureRequiredError:
		c := new(SignatureRequiredError)
		f, copied = &c.Fault, c
	case *RateLimitedError:
		c := new(RateLimitedError)
		f, copied = &c.Fault, c
	case *CGIError:
		c := new(CGIError)
		f, copied = &c.Fault, c
	case *GatewayError:
		c := new(GatewayError)
		f, copied = &c.Fault, c
	case *HTTPError:
		c := new(HTTPError)
		f, copied = &c.Fault, c
	case *NetworkError:
		c := new(NetworkError)
		f, copied = &c.Fault, c
	case *TimeoutError:
		c := new(TimeoutError)
		f, copied = &c.Fault, c
	case *DataError:
		c := new(DataError)
		f, copied = &c.Fault, c
	case *ClosedError:
		c := new(ClosedError)
		f, copied = &c.Fault, c
	case *ModuleError:
		c := new(ModuleError)
		f, copied = &c.Fault, c
	case *AbortedError:
		c := &AbortedError{ended: e.ended}
		f, copied = &c.Fault, c
	default:
		return new(Fault), err
	}
	*f = *fieldsOf(err)
	return f, copied
}

// named puts a call's name into a copy of an error.
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
	}
	return fieldsOf(err) == nil // the caller's context ended
}

// panicked makes the *ModuleError of what recover returned.
func panicked(p any) error {
	text, cause := panics.Text(p)
	return &ModuleError{Fault{Message: text, Cause: cause}}
}

func invalidArgument(argument, message string) *InvalidArgumentError {
	return &InvalidArgumentError{Fault{Argument: argument, Message: message}}
}

//go:noinline // an error's code stands in the module once, not at each use
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
	f := Fault{Call: a.call.Name(), Code: code, Data: a.wire.Data(), TraceID: a.traceID}
	switch {
	case code == codeExpired || code == codeNotLoggedIn || code == codeLoginInvalid:
		f.Message = expiredLogin
		return &CredentialExpiredError{f}
	case code == codeSignatureWanted || code == a.call.wire().SignatureCode():
		f.Message = "the gateway wants this call signed"
		return &SignatureRequiredError{f}
	case code == codeRateLimited:
		f.FeedbackURL = a.wire.DataText("feedbackURL")
		if isLoginPage(f.FeedbackURL) {
			f.Message = expiredLogin
			return &CredentialExpiredError{f}
		}
		f.Retryable = true
		f.Message = "too many requests, or the gateway wants to see a person: wait, or open the feedback page"
		return &RateLimitedError{f}
	}
	f.Message = "the gateway refused the call with code " + digits(code)
	return &CGIError{f}
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
