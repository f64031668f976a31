//go:build js && wasm

package jsbridge

import (
	"syscall/js"

	"qqmusicpm/core"
	"qqmusicpm/core/scope"
)

// promise is a Promise that Go settles.
type promise struct {
	value, resolve, reject js.Value
}

var (
	// executor receives resolve and reject of the Promise being made; new Promise calls it before it returns.
	executor js.Func
	made     promise
)

func init() {
	executor = js.FuncOf(func(_ js.Value, args []js.Value) any {
		made.resolve, made.reject = args[0], args[1]
		return nil
	})
}

func newPromise() promise {
	value := construct("Promise", executor.Value)
	return promise{value, made.resolve, made.reject}
}

// settle runs work in a goroutine and gives its outcome to a new Promise, which it returns.
func settle(work func() (js.Value, error)) js.Value { return newPromise().settle(work) }

// settle runs work in a goroutine and gives its outcome to the Promise, which it returns.
// A panic rejects that Promise and ends nothing else.
func (p promise) settle(work func() (js.Value, error)) js.Value {
	go func() {
		value, err := protect(work)
		if err != nil {
			invoke(p.reject, errorValue(err))
			return
		}
		invoke(p.resolve, value)
	}()
	return p.value
}

// rejected returns a Promise rejected with err.
func rejected(err error) js.Value {
	return call(builtin("Promise"), "reject", errorValue(err))
}

// protect turns a panic of work into an error; an exception of JavaScript stays what it is.
func protect[T any](work func() (T, error)) (value T, err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case js.Error:
			err = thrown{p.Value}
		default:
			err = core.Recovered(p)
		}
	}()
	return work()
}

// await waits for a Promise, or any value, to settle. When ctx ends first it
// returns at once; the handlers stay until the Promise settles.
func await(ctx core.Context, value js.Value) (js.Value, error) {
	h := takeHandlers()
	settled := h.settled
	call(call(builtin("Promise"), "resolve", value), "then", h.fulfilled.Value, h.failed.Value)
	select {
	case o := <-settled:
		return o.value, o.err
	case <-ctx.Done():
		return js.Undefined(), scope.Cause(ctx)
	}
}

// outcome is how a Promise settled.
type outcome struct {
	value js.Value
	err   error
}

// handlers are the two functions given to then. They are used again for
// another Promise once theirs has settled: making functions is slow.
type handlers struct {
	fulfilled, failed js.Func
	// settled is new for each Promise: nobody may be left to read it.
	settled chan outcome
}

// idleHandlers are those whose Promise has settled.
var idleHandlers []*handlers

// maxIdleHandlers bounds what a burst of calls leaves behind.
const maxIdleHandlers = 64

func takeHandlers() *handlers {
	var h *handlers
	if last := len(idleHandlers) - 1; last >= 0 {
		h, idleHandlers = idleHandlers[last], idleHandlers[:last]
	} else {
		h = new(handlers)
		h.fulfilled = newCallback(func(args []js.Value) any { return h.settle(outcome{value: argument(args, 0)}) })
		h.failed = newCallback(func(args []js.Value) any { return h.settle(outcome{err: thrown{argument(args, 0)}}) })
	}
	h.settled = make(chan outcome, 1)
	return h
}

func (h *handlers) settle(o outcome) any {
	h.settled <- o
	if len(idleHandlers) < maxIdleHandlers {
		idleHandlers = append(idleHandlers, h)
	} else {
		release(h.fulfilled)
		release(h.failed)
	}
	return nil
}
