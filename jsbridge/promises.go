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
	return call(global("Promise"), "reject", errorValue(err))
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
	type outcome struct {
		value js.Value
		err   error
	}
	settled := make(chan outcome, 1)
	var fulfilled, failed js.Func
	done := func() {
		release(fulfilled)
		release(failed)
	}
	fulfilled = newCallback(func(args []js.Value) any {
		done()
		settled <- outcome{value: argument(args, 0)}
		return nil
	})
	failed = newCallback(func(args []js.Value) any {
		done()
		settled <- outcome{err: thrown{argument(args, 0)}}
		return nil
	})
	call(call(global("Promise"), "resolve", value), "then", fulfilled.Value, failed.Value)
	select {
	case o := <-settled:
		return o.value, o.err
	case <-ctx.Done():
		return js.Undefined(), scope.Cause(ctx)
	}
}
