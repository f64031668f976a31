//go:build js && wasm

package jsbridge

import (
	"sync/atomic"
	"syscall/js"
)

// liveCallbacks counts Go functions that JavaScript can call. Those a call makes are released when it ends.
var liveCallbacks atomic.Int64

// newCallback makes a Go function for JavaScript, which has to be released.
// A panic in it is reported as an uncaught error: it would end the instance.
func newCallback(f func(args []js.Value) any) js.Func {
	liveCallbacks.Add(1)
	return js.FuncOf(func(_ js.Value, args []js.Value) (result any) {
		reporting(func() { result = f(args) })
		return result
	})
}

// reporting runs work that nobody waits for: what goes wrong is reported as an uncaught error.
func reporting(work func()) {
	err := protect(func() error {
		work()
		return nil
	})
	if err != nil {
		reportUncaught(errorValue(err))
	}
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
// Some throw when they are read.
func global(name string) js.Value { return get(js.Global(), name) }

// What the language and every host have.
var (
	abortControllerClass, arrayClass, bytesClass, dataViewClass, dateClass, errorClass, numberClass, objectClass,
	promiseClass, setClass, stringClass js.Value

	arrayFrom, arrayIsArray, arrayOf, bufferIsView, clearTimeout, dateNow, jsonParse, jsonStringify, objectAssign, objectEntries,
	performanceNow, promiseAll, promiseReject, promiseResolve, promiseThen, promiseWithResolvers, reflectApply, reflectGet, setTimeout js.Value
)

// Looked up once, by a table: an initialiser each would be a kilobyte more of module.
func init() {
	for _, class := range []struct {
		into *js.Value
		name string
	}{
		{&abortControllerClass, "AbortController"}, {&arrayClass, "Array"}, {&bytesClass, "Uint8Array"},
		{&dataViewClass, "DataView"}, {&dateClass, "Date"}, {&errorClass, "Error"}, {&numberClass, "Number"}, {&objectClass, "Object"}, {&promiseClass, "Promise"}, {&setClass, "Set"}, {&stringClass, "String"},
		{&clearTimeout, "clearTimeout"}, {&setTimeout, "setTimeout"},
	} {
		*class.into = js.Global().Get(class.name)
	}
	// These are bound to their object: called by its name, the name would be read and the property looked up each time.
	for _, static := range []struct {
		into         *js.Value
		object, name string
	}{
		{&arrayFrom, "Array", "from"}, {&arrayIsArray, "Array", "isArray"}, {&arrayOf, "Array", "of"},
		{&bufferIsView, "ArrayBuffer", "isView"}, {&dateNow, "Date", "now"},
		{&jsonParse, "JSON", "parse"}, {&jsonStringify, "JSON", "stringify"}, {&objectAssign, "Object", "assign"},
		{&objectEntries, "Object", "entries"}, {&performanceNow, "performance", "now"}, {&promiseAll, "Promise", "all"},
		{&promiseReject, "Promise", "reject"}, {&promiseResolve, "Promise", "resolve"},
		{&promiseWithResolvers, "Promise", "withResolvers"}, {&reflectApply, "Reflect", "apply"}, {&reflectGet, "Reflect", "get"},
	} {
		object := js.Global().Get(static.object)
		if f := object.Get(static.name); isFunction(f) {
			*static.into = call(f, "bind", object)
		}
	}
	promiseThen = uncurried(promiseClass.Get("prototype").Get("then"))
}

// uncurried makes a function that takes the object of a method first.
func uncurried(method js.Value) js.Value {
	return call(global("Function").Get("prototype").Get("call"), "bind", method)
}

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

// The following stand for the methods of js.Value: those build a list of
// interfaces wherever they are called, which adds up to many kilobytes of module.
// Here the list is on the stack, so they take no more arguments than anybody needs.

// call calls a method.
func call(v js.Value, method string, args ...js.Value) js.Value {
	spaceOut()
	switch len(args) {
	case 0:
		return v.Call(method)
	case 1:
		return v.Call(method, args[0])
	case 2:
		return v.Call(method, args[0], args[1])
	}
	panic(tooManyArguments)
}

// invoke calls a function.
func invoke(f js.Value, args ...js.Value) js.Value {
	spaceOut()
	switch len(args) {
	case 0:
		return f.Invoke()
	case 1:
		return f.Invoke(args[0])
	case 2:
		return f.Invoke(args[0], args[1])
	case 3:
		return f.Invoke(args[0], args[1], args[2])
	}
	panic(tooManyArguments)
}

// callOther calls a method of an object that others made. Where reading the method throws, call would end the instance.
func callOther(v js.Value, method string, args ...js.Value) js.Value {
	return invoke(reflectApply, get(v, method), v, invoke(arrayOf, args...))
}

// construct is new class(args).
func construct(class js.Value, args ...js.Value) js.Value {
	switch len(args) {
	case 0:
		return class.New()
	case 1:
		return class.New(args[0])
	case 2:
		return class.New(args[0], args[1])
	case 3:
		return class.New(args[0], args[1], args[2])
	}
	panic(tooManyArguments)
}

const tooManyArguments = "more arguments than anybody needed so far"

// spaceOut makes room between the objects of JavaScript that Go holds. Each is 8
// bytes with a finalizer, and the runtime keeps the finalizers of a span of 8 KB in
// a list that it walks to its end for each new one, which took a tenth of a small
// call. What stands between them is in the same span and keeps the list short.
//
//go:noinline
func spaceOut() {
	for i := range space {
		space[i] = new([16]byte)
	}
}

var space [2]*[16]byte

// set sets a property of an object made here.
//
//go:noinline
func set(object js.Value, name string, value js.Value) { object.Set(name, value) }

// text is a string of JavaScript.
func text(s string) js.Value {
	spaceOut()
	return js.ValueOf(s)
}

// number is a number of JavaScript.
//
//go:noinline
func number(f float64) js.Value { return js.ValueOf(f) }

// get reads a property of an object that others made. Its getter may throw, and
// syscall/js guards calls against that but not Value.Get, where it would end the instance.
func get(v js.Value, name string) js.Value {
	return invoke(reflectGet, v, propertyName(name))
}

// propertyName is the string of a name that this package asks for, made once.
func propertyName(name string) js.Value {
	for i := range propertyNames {
		if propertyNames[i].name == name {
			return propertyNames[i].value
		}
	}
	propertyNames = append(propertyNames, member{name, text(name)})
	return propertyNames[len(propertyNames)-1].value
}

var propertyNames []member

// items lists the entries of a list that others made.
func items(list js.Value) []js.Value {
	copied := invoke(arrayFrom, list)
	values := make([]js.Value, copied.Length())
	for i := range values {
		values[i] = copied.Index(i)
	}
	return values
}

// member is a property of an object.
type member struct {
	name  string
	value js.Value
}

// members lists an object's own enumerable properties in its own order.
func members(object js.Value) []member {
	entries := items(invoke(objectEntries, object))
	found := make([]member, len(entries))
	for i, entry := range entries {
		found[i] = member{entry.Index(0).String(), entry.Index(1)}
	}
	return found
}

func reportUncaught(value js.Value) {
	quietly(func() {
		if report := global("reportError"); isFunction(report) {
			invoke(report, value)
			return
		}
		call(global("console"), "error", value)
	})
}

// messageOf is the message of what was thrown; an Error of any realm has one.
func messageOf(v js.Value) (message string) {
	quietly(func() {
		if m := get(v, "message"); kindOf(m) == js.TypeString {
			message = m.String()
		}
	})
	return message
}

// textOf is String(v), which takes every primitive.
func textOf(v js.Value) string { return invoke(stringClass, v).String() }
