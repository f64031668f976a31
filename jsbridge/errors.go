//go:build js && wasm

package jsbridge

import (
	"strconv"
	"syscall/js"

	"qqmusicpm/core"
	"qqmusicpm/core/scope"
)

// thrown is something JavaScript threw or rejected with. It goes back as it came.
type thrown struct{ value js.Value }

func (t thrown) Error() string {
	message := ""
	if t.value.InstanceOf(global("Error")) {
		message = textOf(get(t.value, "message"))
	}
	return "JavaScript error: " + message
}

// errorValue makes what a Promise rejects with: an Error whose name and fields
// are those of API.md §3, or, for an abort, the reason that the caller gave.
func errorValue(err error) js.Value {
	e, ok := err.(core.QQMusicError)
	if !ok {
		switch t, ok := err.(thrown); {
		case ok:
			return t.value
		case err == scope.Canceled:
			return global("DOMException").New("The operation was aborted.", "AbortError")
		}
		e = &core.ModuleError{Fault: core.Fault{Message: "internal error: " + err.Error()}}
	}
	f := core.FaultOf(e)
	value := global("Error").New(f.Error())
	set := func(name string, v any) { value.Set(name, v) }
	text := func(name, s string) {
		if s != "" {
			set(name, s)
		}
	}
	set("name", e.Name())
	text("call", f.Call)
	text("path", f.Path)
	text("argument", f.Argument)
	text("feedbackURL", f.FeedbackURL)
	if f.Code != 0 {
		set("code", int64Value(f.Code))
	}
	if f.Status != 0 {
		set("status", f.Status)
	}
	if f.Data != nil {
		set("data", parseJSON(f.Data))
	}
	if f.RetryAfter != 0 {
		set("retryAfter", float64(f.RetryAfter))
	}
	set("retryable", f.Retryable)
	set("maybeSent", f.MaybeSent)
	if f.Cause != nil {
		set("cause", causeValue(f.Cause))
	}
	return value
}

func causeValue(cause error) js.Value {
	if t, ok := cause.(thrown); ok {
		return t.value
	}
	return global("Error").New(cause.Error())
}

const maxSafeInteger = 1<<53 - 1

// int64Value is an integer by the Int64 rule: a number when safe, else the string of its digits.
func int64Value(n int64) js.Value {
	if -maxSafeInteger <= n && n <= maxSafeInteger {
		return js.ValueOf(float64(n))
	}
	return js.ValueOf(strconv.FormatInt(n, 10))
}

// parseJSON lets JavaScript build a value: one crossing, however large it is.
func parseJSON(text []byte) js.Value { return global("JSON").Call("parse", string(text)) }

func invalid(argument, message string) error {
	return &core.InvalidArgumentError{Fault: core.Fault{Argument: argument, Message: message}}
}
