//go:build js && wasm

package jsbridge

import (
	"sync/atomic"
	"syscall/js"
)

// liveCallbacks counts Go functions that JavaScript can call. Those a call makes are released when it ends.
var liveCallbacks atomic.Int64

// newCallback makes a Go function for JavaScript, which has to be released.
func newCallback(f func(this js.Value, args []js.Value) any) js.Func {
	liveCallbacks.Add(1)
	return js.FuncOf(f)
}

// release frees a callback; JavaScript must not call it any more.
func release(f js.Func) {
	liveCallbacks.Add(-1)
	f.Release()
}

// argument returns args[i], or undefined.
func argument(args []js.Value, i int) js.Value {
	if i < len(args) {
		return args[i]
	}
	return js.Undefined()
}

// global looks a global up when it is needed: a page may put it in place late, or replace it.
func global(name string) js.Value { return js.Global().Get(name) }

func isFunction(v js.Value) bool { return kindOf(v) == js.TypeFunction }

// typeBigInt is what syscall/js has no Type for.
const typeBigInt = js.Type(-1)

// kindOf is v.Type that knows bigint, on which syscall/js panics.
func kindOf(v js.Value) (kind js.Type) {
	defer func() {
		if recover() != nil {
			kind = typeBigInt
		}
	}()
	return v.Type()
}

// textOf is String(v), which takes every primitive.
func textOf(v js.Value) string { return global("String").Invoke(v).String() }
