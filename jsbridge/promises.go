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

// quietly runs work whose failure changes nothing.
//
//go:noinline // its code stands in the module once, not at each use
func quietly(work func()) {
	_ = protect(func() error {
		work()
		return nil
	})
}

// mustRun runs work for a function that core calls and that can return no error. What goes wrong is a panic that
// core can read: that of syscall/js reads the message of whatever was thrown, which may end the instance.
func mustRun(work func()) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case js.Error:
			panic(thrown{p.Value})
		default:
			panic(p)
		}
	}()
	work()
}

// await waits for a Promise, or any value that others gave, to settle.
func await(ctx context.Context, value js.Value) (js.Value, error) {
	return awaitPromise(ctx, promiseOf(value))
}

// promiseOf makes a Promise of this realm of any value that others gave.
func promiseOf(value js.Value) js.Value { return invoke(promiseResolve, value) }

// then is the Promise of what a function gives for what another Promise gives.
//
//go:noinline // its code stands in the module once, not at each use
func then(promise, f js.Value) js.Value { return invoke(promiseThen, promise, f) }

// allOf is a Promise of the list of what some Promises give.
func allOf(promises ...js.Value) js.Value { return invoke(promiseAll, invoke(arrayOf, promises...)) }

// awaitPromise waits for a Promise to settle. When ctx ends first it returns at once and leaves nothing in Go:
// the Promise, which may never settle, keeps two functions of JavaScript.
func awaitPromise(ctx context.Context, value js.Value) (js.Value, error) {
	h := takeHandlers()
	defer h.giveBack()
	invoke(promiseThen, value, h.fulfilled, h.failed)
	// No select: that alone would be 4 KB of the module's download.
	defer scope.After(ctx, func() { h.settled <- outcome{err: scope.Cause(ctx)} })()
	o := <-h.settled
	return o.value, o.err
}

// outcome is how a Promise settled, or why nobody waits for it any more.
type outcome struct {
	value js.Value
	err   error
}

// handlers are the two functions given to then. They are used again for
// another Promise once theirs has settled: making functions is slow.
type handlers struct {
	id                uint32
	fulfilled, failed js.Value
	// called tells that the Promise has settled.
	called bool
	// settled has room for the outcome and for the end of the wait.
	settled chan outcome
}

var (
	// waits has the handlers in use and those that are idle.
	waits    = map[uint32]*handlers{} // uint32 as in syscall/js: the code of each kind of map is some kilobytes
	lastWait uint32
	// idleHandlers are those whose Promise has settled.
	idleHandlers []*handlers
)

// maxIdle bounds what a burst of calls leaves behind: workers and handlers each.
const maxIdle = 64

// promiseSettled serves all waits. Which one, and how its Promise settled, is in the number that is bound as this.
var promiseSettled = js.FuncOf(func(this js.Value, args []js.Value) any {
	bound := int64(this.Float())
	h := waits[uint32(bound/2)]
	if h == nil {
		return nil // given up
	}
	h.called = true
	o := outcome{value: argument(args, 0)}
	if bound%2 == 1 {
		o = outcome{err: thrown{o.value}}
	}
	h.settled <- o
	return nil
})

func takeHandlers() *handlers {
	if last := len(idleHandlers) - 1; last >= 0 {
		h := idleHandlers[last]
		idleHandlers = idleHandlers[:last]
		return h
	}
	lastWait++
	h := &handlers{id: lastWait, settled: make(chan outcome, 2)}
	h.fulfilled = call(promiseSettled.Value, "bind", number(2*float64(h.id)))
	h.failed = call(promiseSettled.Value, "bind", number(2*float64(h.id)+1))
	waits[h.id] = h
	return h
}

// giveBack ends a wait, and forgets handlers that may still be called.
func (h *handlers) giveBack() {
	if !h.called || len(idleHandlers) == maxIdle {
		delete(waits, h.id)
		return
	}
	h.called = false
	if len(h.settled) > 0 {
		<-h.settled // the end of the wait, which came with the outcome
	}
	idleHandlers = append(idleHandlers, h)
}
