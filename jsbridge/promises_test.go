//go:build js && wasm

package jsbridge

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/assert"

	"qqmusicpm/internal/scope"
	"qqmusicpm/internal/small/context"
)

func TestAWaitThatIsGivenUpLeavesNothingBehind(t *testing.T) {
	const never = `new Promise((resolve) => late.push(resolve))`
	run(t, `await (await client()).c.getConfig(1)`) // what is made once and stays
	for name, c := range map[string]struct{ options, answer string }{
		"for fetch":                 {``, `() => ` + never},
		"for a thenable":            {``, `() => ({ then(resolve) { late.push(resolve); } })`},
		"for a body":                {``, `() => new Response(new ReadableStream({ pull: () => ` + never + ` }))`},
		"for the rest of a body":    {``, `() => new Response(new ReadableStream({ i: 0, pull(s) { if (this.i++ < 3) s.enqueue(new Uint8Array(9)); else return ` + never + `; } }))`},
		"for a body of others":      {``, `() => ({ status: 200, body: { getReader: () => ({ read: () => ` + never + ` }) } })`},
		"for a buffer":              {``, `() => ({ status: 200, arrayBuffer: () => ` + never + ` })`},
		"for storage to get":        {`storage: { get: () => ` + never + `, set() {}, delete() {} }`, `data({})`},
		"for storage to set":        {`storage: { get() {}, set: () => ` + never + `, delete() {} }`, `data({})`},
		"for a credential":          {`credential: () => ` + never, `data({})`},
		"for the end of a back-off": {``, `() => ({ status: 503, headers: new Headers({ "Retry-After": "59" }) })`},
		"for the rate limit":        {`rateLimit: { rate: 0.001, burst: 1 }`, `data({})`},
	} {
		t.Run(name, func(t *testing.T) {
			before := held()
			// The client is closed: what it still waited for by itself, such as storage, is given up too.
			got := result(t, `
				globalThis.late = [];
				const ended = [];
				for (let i = 0; i < 20; i++) {
					const abort = new AbortController();
					const { c } = await client({ `+c.options+` }, `+c.answer+`);
					const calls = [1, 2, 3].map((n) => rejection(c.getConfig(n, { signal: abort.signal })));
					await new Promise((resolve) => setTimeout(resolve));
					abort.abort();
					ended.push(...(await Promise.all(calls)).map((told) => told.name ?? "fulfilled"));
					c.close();
				}
				return [...new Set(ended)].filter((name) => name !== "fulfilled")`)
			assert.Equal(t, []any{"AbortError"}, got)
			run(t, ``)
			assert.Equal(t, before, held(), "functions, waits and alarms")

			// What comes too late finds nobody, and no released function.
			told := result(t, `
				const own = console.error, told = [];
				console.error = (...args) => { told.push(String(args)); };
				for (const resolve of late) resolve("late");
				await new Promise((resolve) => setTimeout(resolve));
				console.error = own;
				return told`)
			assert.Equal(t, []any{}, told)
			assert.Equal(t, before, held())
		})
	}
}

func TestAHostWithoutPromiseWithResolvers(t *testing.T) {
	own := promiseWithResolvers
	defer func() { promiseWithResolvers = own }()
	promiseWithResolvers = js.Undefined()
	got := result(t, `
		const { c } = await client({ maxRetries: 0 }, data({ config_value: 7 }), () => new Response("", { status: 404 }));
		const call = c.getConfig(1);
		return [call instanceof Promise, (await call).configValue, (await rejection(c.getConfig(1))).name]`)
	assert.Equal(t, []any{true, 7.0, "HTTPError"}, got)
}

func TestABurstOfCallsLeavesABoundedPool(t *testing.T) {
	for range 2 {
		before := held()
		got := result(t, `
			const { c } = await client({}, () => new Response(data({})));
			return (await Promise.allSettled(Array.from({ length: 500 }, (_, i) => c.getConfig(i)))).every((r) => r.status === "fulfilled")`)
		assert.Equal(t, true, got)
		run(t, ``)
		assert.Len(t, idleHandlers, maxIdle)
		assert.Len(t, idleWorkers, maxIdle)
		assert.Equal(t, before, held(), "handlers are forgotten or idle")
	}
}

func TestAWaitIsUsedAgainWithoutItsPast(t *testing.T) {
	for range 3 {
		// The Promise settles and the wait ends in the same moment, in both orders: the next wait must see neither.
		for _, first := range []string{"settle", "abort"} {
			s := scope.New(context.Background())
			pending := js.Global().Call("eval", `(() => { let settle; const promise = new Promise((resolve) => { settle = resolve; }); return { promise, settle }; })()`)
			onWorker(func() {
				if first == "settle" {
					pending.Call("settle", "settled")
				} else {
					s.Cancel(nil)
				}
			})
			_, err := await(s, pending.Get("promise"))
			assert.Equal(t, first == "abort", err != nil)
			pending.Call("settle", "late")
			s.Cancel(nil)
			assert.Equal(t, "next", run(t, `return "next"`).String())
			assert.Equal(t, "after", run(t, `await null; return "after"`).String())
		}
	}
	h := takeHandlers()
	h.settled <- outcome{value: js.ValueOf("the outcome")}
	h.settled <- outcome{err: context.Canceled}
	h.called = true
	<-h.settled
	h.giveBack()
	assert.Empty(t, h.settled, "the end of the wait came with its outcome")
}
