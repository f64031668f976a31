//go:build js && wasm

package jsbridge

import (
	"strconv"
	"syscall/js"

	"qqmusicpm/core"
	"qqmusicpm/internal/small/context"
	"qqmusicpm/internal/wire"
)

// thrown is something JavaScript threw or rejected with. It goes back as it came.
type thrown struct{ value js.Value }

func (t thrown) Error() string { return "JavaScript error: " + messageOf(t.value) }

// errorValue makes what a Promise rejects with: an Error whose name and fields
// are those of package core, or, for an abort, the reason that the caller gave.
func errorValue(err error) js.Value {
	switch e := err.(type) {
	case *core.AbortedError:
		return errorValue(e.Cause)
	case thrown:
		return e.value
	}
	if err == context.Canceled {
		return abortError()
	}
	name := core.NameOf(err)
	if name == "" {
		broken := &core.ModuleError{Fault: core.Fault{Message: "internal error: " + err.Error()}}
		return errorValue(broken)
	}
	f := core.FaultOf(err)
	value := construct(errorClass, text(f.Error()))
	for _, field := range [...]struct{ name, text string }{
		{"name", name}, {"call", f.Call}, {"path", f.Path}, {"argument", f.Argument}, {"feedbackURL", f.FeedbackURL}, {"traceId", f.TraceID},
	} {
		if field.text != "" {
			set(value, field.name, text(field.text))
		}
	}
	for _, field := range [...]struct {
		name   string
		number int64
	}{{"code", f.Code}, {"status", int64(f.Status)}, {"retryAfter", f.RetryAfter.Milliseconds()}} {
		if field.number != 0 {
			set(value, field.name, int64Value(field.number))
		}
	}
	if f.Data != nil {
		set(value, "data", parseJSON(wire.ExactJSON(f.Data)))
	}
	set(value, "retryable", js.ValueOf(f.Retryable))
	set(value, "maybeSent", js.ValueOf(f.MaybeSent))
	if f.Cause != nil {
		set(value, "cause", causeValue(f.Cause))
	}
	return value
}

// abortError is what fetch rejects with when nobody gave a reason.
func abortError() js.Value {
	const message = "The operation was aborted."
	if class := global("DOMException"); isFunction(class) {
		return construct(class, text(message), text("AbortError"))
	}
	value := construct(errorClass, text(message))
	set(value, "name", text("AbortError"))
	return value
}

func causeValue(cause error) js.Value {
	if t, ok := cause.(thrown); ok {
		return t.value
	}
	return construct(errorClass, text(cause.Error()))
}

// int64Value is an integer by the Int64 rule: a number when safe, else the string of its digits.
func int64Value(n int64) js.Value {
	if -wire.MaxSafeInteger <= n && n <= wire.MaxSafeInteger {
		return number(float64(n))
	}
	return text(strconv.FormatInt(n, 10))
}

// parseJSON lets JavaScript build a value: one crossing, however large it is.
func parseJSON(json []byte) js.Value { return invoke(jsonParse, text(string(json))) }

//go:noinline // its code stands in the module once, not at each use
func invalid(argument, message string) error {
	return &core.InvalidArgumentError{Fault: core.Fault{Argument: argument, Message: message}}
}
