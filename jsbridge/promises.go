//go:build js && wasm

package jsbridge

import (
	"syscall/js"

	"qqmusicpm/core"
	"qqmusicpm/internal/panics"
	"qqmusicpm/internal/scope"
	"qqmusicpm/internal/small/context"
)

// promise is a Promise that Go settles.
type promise struct {
	value js.Value
	// settlers has the functions resolve and reject.
	settlers js.Value
}

func newPromise() promise {
	// Not there before Chromium 119, Firefox 121, Safari 17.4 and Node 22.
	if isFunction(promiseWithResolvers) {
		settlers := invoke(promiseWithResolvers)
		return promise{settlers.Get("promise"), settlers}
	}
	value := construct(promiseClass, executor.Value)
	return promise{value, madeSettlers}
}

// executor keeps what new Promise calls it with, before new returns, in madeSettlers.
var executor = js.FuncOf(func(_ js.Value, args []js.Value) any {
	madeSettlers = construct(objectClass)
	set(madeSettlers, "resolve", args[0])
	set(madeSettlers, "reject", args[1])
	return nil
})

var madeSettlers js.Value

// settle runs work in a goroutine and gives its outcome to a new Promise, which it returns.
func settle(work func() (js.Value, error)) js.Value { return newPromise().settle(work) }

// settle runs work in a goroutine and gives its outcome to the Promise, which it returns.
// A panic rejects that Promise and ends nothing else.
//
//go:noinline // its code stands in the module once, not at each use
func (p promise) settle(work func() (js.Value, error)) js.Value {
	onWorker(func() {
		var value js.Value
		err := protect(func() (err error) {
			value, err = work()
			return err
		})
		if err != nil {
			call(p.settlers, "reject", errorValue(err))
			return
		}
		call(p.settlers, "resolve", value)
	})
	return p.value
}

// idleWorkers are goroutines that wait for work: the stack of a new one would have to grow with each call.
var idleWorkers []chan func()

// onWorker runs work in a goroutine.
func onWorker(work func()) {
	var worker chan func()
	if last := len(idleWorkers) - 1; last >= 0 {
		worker, idleWorkers = idleWorkers[last], idleWorkers[:last]
	} else {
		worker = make(chan func(), 1)
		go func() {
			for work := range worker {
				work()
				if len(idleWorkers) == maxIdle {
					return
				}
				idleWorkers = append(idleWorkers, worker)
			}
		}()
	}
	worker <- work
}

// rejected returns a Promise rejected with err.
func rejected(err error) js.Value {
	return invoke(promiseReject, errorValue(err))
}

// protect turns a panic of work into an error; an exception of JavaScript stays what it is.
func protect(work func() error) (err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case js.Error:
			err = thrown{p.Value}
		default:
			text, cause := panics.Text(p)
			err = &core.ModuleError{Fault: core.Fault{Message: text, Cause: cause}}
		}
	}()
	return work()
}

// await waits for a Promise, or any value that others gave, to settle.
func await(ctx context.Context, value js.Value) (js.Value, error) {
	return awaitPromise(ctx, promiseOf(value))
}

// promiseOf makes a Promise of any value that others gave.
func promiseOf(value js.Value) js.Value {
	if value.InstanceOf(promiseClass) {
		return value
	}
	return invoke(promiseResolve, value)
}

// allOf is a Promise of the list of what some Promises give.
//
//go:noinline // its code stands in the module once, not at each use
func allOf(promises ...js.Value) js.Value { return invoke(promiseAll, invoke(arrayOf, promises...)) }

// awaitPromise waits for a Promise to settle. When ctx ends first it returns
// at once; the handlers stay until the Promise settles.
func awaitPromise(ctx context.Context, value js.Value) (js.Value, error) {
	h := takeHandlers()
	settled := h.settled
	invoke(promiseThen, value, h.fulfilled.Value, h.failed.Value)
	// No select: that alone would be 4 KB of the module's download.
	defer scope.After(ctx, func() { settled <- outcome{err: scope.Cause(ctx)} })()
	o := <-settled
	return o.value, o.err
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
	// settled is new for each Promise, for nobody may be left to read it. It has room for its outcome and for the end of the wait.
	settled chan outcome
}

// idleHandlers are those whose Promise has settled.
var idleHandlers []*handlers

// maxIdle bounds what a burst of calls leaves behind: workers and handlers each.
const maxIdle = 64

func takeHandlers() *handlers {
	var h *handlers
	if last := len(idleHandlers) - 1; last >= 0 {
		h, idleHandlers = idleHandlers[last], idleHandlers[:last]
	} else {
		h = new(handlers)
		h.fulfilled = newCallback(func(args []js.Value) any { return h.settle(outcome{value: argument(args, 0)}) })
		h.failed = newCallback(func(args []js.Value) any { return h.settle(outcome{err: thrown{argument(args, 0)}}) })
	}
	h.settled = make(chan outcome, 2)
	return h
}

func (h *handlers) settle(o outcome) any {
	h.settled <- o
	if len(idleHandlers) < maxIdle {
		idleHandlers = append(idleHandlers, h)
	} else {
		release(h.fulfilled)
		release(h.failed)
	}
	return nil
}
