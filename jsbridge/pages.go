//go:build js && wasm

package jsbridge

import (
	"syscall/js"

	"qqmusicpm/core"
	"qqmusicpm/internal/wire"
)

// A list's pages. The Promise of a page has the property nextPage, put there before it settles:
// null behind the last page, else a function that gives the Promise of the next one; beside it account, the
// number of the account that the page belongs to. What nextPage
// needs for that is an object of JavaScript bound into it, so that a list nobody follows to its end costs the module
// nothing, and nobody can reach the login in it:
//
//	{ call, options, credential, used }
//
// with the options of the next page, the login of the first and the cursors used so far. Or, when
// going on is impossible, { error }. It never changes: from each page one can go on as often as one likes.

// makePage runs a call whose answer is a page; given are its options.
func makePage(id uint32, request *wire.Call, options callOptions, given js.Value) js.Value {
	client := clients[id]
	if given.IsUndefined() {
		given = construct(objectClass)
	}
	// The options of the later pages are those of now, whatever the caller does to the object.
	given = invoke(objectAssign, construct(objectClass), given)
	ctx, stop := contextOf(options.signal)
	p := newPromise()
	set(p.value, "nextPage", js.Null())
	return p.settle(func() (js.Value, error) {
		defer stop()
		answer, err := client.Do(ctx, (*core.Call)(request), options.core...)
		if err != nil {
			return js.Undefined(), err
		}
		set(p.value, "account", text(answer.Account()))
		next, err := answer.Next()
		if next != nil || err != nil {
			bound := call(dispatch.Value, "bind", js.Undefined(), methodNumber(id, nextPageMethod))
			set(p.value, "nextPage", call(bound, "bind", js.Undefined(), pageState((*wire.Call)(next), err, given)))
		}
		return answerValue(answer, options.raw)
	})
}

func pageState(next *wire.Call, err error, options js.Value) js.Value {
	state := construct(objectClass)
	if err != nil {
		set(state, "error", errorValue(err))
		return state
	}
	set(state, "call", text(next.Name()))
	for _, argument := range next.Cursor() {
		set(options, argument.Name, text(argument.Value.Text()))
	}
	account := credentialValue(*next.Account().(*core.Credential))
	if !options.Get("credential").IsUndefined() {
		set(options, "credential", account)
	}
	set(state, "options", options)
	set(state, "credential", account)
	set(state, "used", text(next.Used()))
	return state
}

// nextPage gives the page that a state tells of, as a Promise with a nextPage of its own.
func nextPage(id uint32, args []js.Value) js.Value {
	if clients[id] == nil {
		return rejected(errClosed)
	}
	state := args[0]
	if problem := state.Get("error"); !problem.IsUndefined() {
		return invoke(promiseReject, problem)
	}
	options := state.Get("options")
	request, common, err := readCall(state.Get("call").String(), []js.Value{options}, nil)
	var account core.Credential
	if err == nil {
		err = credentialOf(state.Get("credential"), &account)
	}
	if err != nil {
		return rejected(err)
	}
	return makePage(id, request.Continue(&account, state.Get("used").String()), common, options)
}
