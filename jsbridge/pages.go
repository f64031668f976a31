//go:build js && wasm

package jsbridge

import (
	"syscall/js"

	"qqmusicpm/core"
)

// A list's pages. Between two pages the state is an object of JavaScript, so
// that a list nobody follows to its end costs the module nothing. It stands as
// position on the Promise of a page, put there before that settles: null behind
// the last page, else
//
//	{ credential, seen, next: { lastId, lastTime }, error }
//
// with the login of the first page, the Set of cursors used so far, the
// arguments of the next page and, if going on is impossible, why.

// makePage runs a call whose answer is a page. position is undefined for the first page.
func makePage(client *core.Client, request *core.Call, options callOptions, position js.Value) js.Value {
	pager, err := client.NewPager(request, options.core...)
	if err != nil {
		return rejected(err)
	}
	var seen js.Value
	if position.IsUndefined() {
		seen = construct(setClass)
	} else {
		seen = position.Get("seen")
	}
	// known puts a cursor into the set and reports whether it was there.
	known := func(cursor string) bool {
		before := call(seen, "has", text(cursor)).Bool()
		call(seen, "add", text(cursor))
		return before
	}
	if position.IsUndefined() {
		pager.Remember(known)
	} else {
		var account core.Credential
		if err := credentialOf(position.Get("credential"), &account); err != nil {
			return rejected(err)
		}
		pager.Resume(account, known)
	}
	ctx, stop := contextOf(options.signal)
	p := newPromise()
	set(p.value, "position", js.Null())
	return p.settle(func() (js.Value, error) {
		defer stop()
		answer, err := pager.Next(ctx)
		if err != nil {
			return js.Undefined(), err
		}
		set(p.value, "position", positionValue(pager, seen))
		return answerValue(answer, options.raw)
	})
}

func positionValue(pager *core.Pager, seen js.Value) js.Value {
	account, next, err := pager.Position()
	position := construct(objectClass)
	switch {
	case err != nil:
		set(position, "error", errorValue(err))
	case next == nil:
		return js.Null()
	default:
		arguments := construct(objectClass)
		for _, argument := range next {
			set(arguments, argument.Name, text(argument.Value.Text()))
		}
		set(position, "next", arguments)
		set(position, "credential", credentialValue(account))
		set(position, "seen", seen)
	}
	return position
}

// nextPage implements client.nextPage(call, options, position): the page behind
// the one whose position that is, a real Promise with a position of its own.
func nextPage(id uint32, args []js.Value) js.Value {
	client := clients[id]
	if client == nil {
		return rejected(errClosed)
	}
	name := ""
	err := readInto(&name, argument(args, 0), "call")
	if err == nil && !core.HasPages(name) {
		err = invalid("call", "has no pages")
	}
	position := argument(args, 2)
	if err == nil && (kindOf(position) != js.TypeObject || kindOf(position.Get("next")) != js.TypeObject) {
		err = invalid("position", "must be the position of a page that has a next one")
	}
	if err != nil {
		return rejected(err)
	}
	merged := invoke(objectAssign, construct(objectClass), argument(args, 1))
	invoke(objectAssign, merged, position.Get("next"))
	request, options, err := readCall(name, []js.Value{merged}, nil)
	if err != nil {
		return rejected(err)
	}
	return makePage(client, request, options, position)
}
