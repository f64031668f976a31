//go:build js && wasm

package jsbridge

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
)

// stuck is a fetch that never answers, only ends when it is aborted.
const stuck = `(url, init) => new Promise((_, no) => init.signal.addEventListener("abort", () => no(init.signal.reason)))`

func TestAbortRejectsWithTheSignalsOwnReason(t *testing.T) {
	for name, c := range map[string]struct{ options, answer, abort string }{
		"before the call":                   {``, `data({})`, `abort.abort(reason)`},
		"while fetch is on its way":         {``, stuck, ``},
		"while the body comes":              {``, `() => new Response(new ReadableStream({}))`, ``},
		"during a back-off wait":            {``, `() => new Response("", { status: 503, headers: { "Retry-After": "59" } })`, ``},
		"during a rate-limit wait":          {`rateLimit: { rate: 0.001, burst: 1 }`, `data({})`, ``},
		"while storage hangs":               {`storage: { get: () => new Promise(() => {}), set() {}, delete() {} }`, `data({})`, ``},
		"while the credential is asked for": {`credential: () => new Promise(() => {})`, `data({})`, ``},
		"with a fetch that ignores it":      {``, `() => new Promise(() => {})`, ``},
	} {
		t.Run(name, func(t *testing.T) {
			got := result(t, `
				const reason = new RangeError("mine"), abort = new AbortController();
				const { c } = await client({ `+c.options+` }, `+c.answer+`);
				`+c.abort+`
				const call = c.getConfig(1, { signal: abort.signal });
				setTimeout(() => abort.abort(reason), 20);
				return call.then(() => "fulfilled", (e) => e === reason)`)
			assert.Equal(t, true, got)
		})
	}
}

func TestAbortEndsTheRequestOnItsWay(t *testing.T) {
	got := result(t, `
		const abort = new AbortController();
		let started;
		const onItsWay = new Promise((resolve) => { started = resolve; });
		const { c } = await client({}, (url, init) => { started(init.signal); return (`+stuck+`)(url, init); });
		const call = c.getConfig(1, { signal: abort.signal });
		const signal = await onItsWay;
		abort.abort();
		return [(await rejection(call)).name, signal.aborted]`)
	assert.Equal(t, []any{"AbortError", true}, got)
}

func TestClosedClientRejects(t *testing.T) {
	got := result(t, `
		const { c } = await client({}, `+stuck+`);
		const pending = c.getConfig(1);
		setTimeout(() => { c.close(); c.close(); c.setCredential(null); }, 20);
		const names = [(await rejection(pending)).name];
		for (const call of [c.getConfig(1), c.sendText("u", "t"), c.batch([]), c.getSessions()]) names.push((await rejection(call)).name);
		return names`)
	assert.Equal(t, []any{"ClosedError", "ClosedError", "ClosedError", "ClosedError", "ClosedError"}, got)
}

func TestSetCredentialCountsForLaterCalls(t *testing.T) {
	got := result(t, `
		const { c, sent } = await client({ credential: undefined });
		const names = [(await rejection(c.getConfig(1))).name];
		c.setCredential({ musicid: 12, musickey: "k" });
		await c.getConfig(1);
		c.setCredential(async () => ({ musicid: 34n, musickey: "W_Xk" }));
		await c.getConfig(1);
		c.setCredential(null);
		names.push((await rejection(c.getConfig(1))).name);
		return [names, sent.map(({ body: { comm } }) => [comm.qq, comm.authst, comm.tmeLoginType])]`)
	assert.Equal(t, []any{[]any{"CredentialInvalidError", "CredentialInvalidError"}, []any{[]any{"12", "k", "2"}, []any{"34", "W_Xk", "1"}}}, got)
}

func TestEachCallEndsAtItsOwnTimeout(t *testing.T) {
	got := result(t, `
		const { c } = await client({ maxRetries: 0 }, () => new Promise(() => {}));
		const ended = [];
		await Promise.all([90, 30, 60].map((timeout) => c.getConfig(1, { timeout }).catch(({ name }) => ended.push([name, timeout]))));
		return ended`)
	assert.Equal(t, []any{[]any{"TimeoutError", 30.0}, []any{"TimeoutError", 60.0}, []any{"TimeoutError", 90.0}}, got)
}

func TestATimeoutAfterOneThatNeverCameEndsItsCall(t *testing.T) {
	got := result(t, `
		let answers = true;
		const { c } = await client({ maxRetries: 0 }, () => answers ? new Response(data({})) : new Promise(() => {}));
		await c.getConfig(1, { timeout: 40 });
		answers = false;
		return (await rejection(c.getConfig(1, { timeout: 80 }))).name`)
	assert.Equal(t, "TimeoutError", got)
}

func TestCallsLeaveNothingBehind(t *testing.T) {
	run(t, `
		globalThis.abort = new AbortController();
		globalThis.listeners = 0;
		const { signal } = abort;
		const { addEventListener, removeEventListener } = signal;
		signal.addEventListener = function (...args) { listeners++; return addEventListener.apply(this, args); };
		signal.removeEventListener = function (...args) { listeners--; return removeEventListener.apply(this, args); };
		globalThis.kept = (await client({}, (url, init) => JSON.parse(init.body).req_0.param.config_type % 2 ? new Response(refused(10006)) : new Response(data({})))).c;`)
	many := func(calls string) (callbacks int64, listeners int, bytes uint64) {
		run(t, `for (let i = 0; i < `+calls+`; i += 100) await Promise.allSettled(Array.from({ length: 100 }, (_, j) => kept.getConfig(j, { signal: abort.signal })))`)
		runtime.GC()
		runtime.GC()
		var memory runtime.MemStats
		runtime.ReadMemStats(&memory)
		return liveCallbacks.Load(), run(t, `return listeners`).Int(), memory.HeapAlloc
	}
	callbacks, listeners, bytes := many("100")
	moreCallbacks, moreListeners, moreBytes := many("10000")
	assert.Equal(t, callbacks, moreCallbacks, "live Go functions")
	assert.Equal(t, listeners, moreListeners, "listeners on the signal")
	assert.Zero(t, moreListeners)
	assert.InDelta(t, float64(bytes), float64(moreBytes), 256<<10, "bytes on the Go heap")
}

func TestAClosedClientIsForgotten(t *testing.T) {
	before := len(clients)
	run(t, `const { c } = await client(); c.close()`)
	assert.Len(t, clients, before)
}

// held is what JavaScript's waiting costs Go: functions that it can call, and waits for Promises.
func held() [3]int {
	return [3]int{int(liveCallbacks.Load()), len(waits) - len(idleHandlers), len(alarms)}
}

// Each time that JavaScript wakes Go costs as much as ten calls of JavaScript.
func TestACallWakesGoOnceForItselfAndOnceForItsAnswer(t *testing.T) {
	for name, c := range map[string]struct {
		answer string
		wakes  float64
	}{
		"a Response":                        {`new Response(text)`, 2},
		"a Response of a stream":            {`new Response(new Blob([text]).stream())`, 2},
		"a Promise of a Response":           {`Promise.resolve(new Response(text))`, 2},
		"an object with a body":             {`({ status: 200, body: new Response(text).body })`, 4},
		"an object with an arrayBuffer":     {`({ status: 200, arrayBuffer: async () => new TextEncoder().encode(text).buffer })`, 4},
		"an error status whatever its body": {`new Response(new ReadableStream({}), { status: 503 })`, 3},
	} {
		t.Run(name, func(t *testing.T) {
			got := result(t, `
				const text = data({ config_value: 7 }), own = Go.prototype._resume;
				const { c } = await client({ maxRetries: 0 }, () => `+c.answer+`);
				await rejection(c.getConfig(1));
				let wakes = 0;
				Go.prototype._resume = function () { wakes++; return own.call(this); };
				try { await rejection(c.getConfig(1)); } finally { Go.prototype._resume = own; }
				return wakes`)
			assert.Equal(t, c.wakes, got)
		})
	}
}

func TestNoTimeoutIsNoAlarm(t *testing.T) {
	for _, c := range []struct {
		options, callOptions string
		alarms               int
	}{
		{``, ``, 1},
		{`timeout: 5000`, ``, 1},
		{`timeout: 0`, ``, 0},
		{`timeout: -0`, ``, 0},
		{``, `timeout: 0`, 0},
		{`timeout: 5000`, `timeout: 0`, 0},
		{`timeout: 0`, `timeout: 5000`, 1},
	} {
		t.Run(c.options+"/"+c.callOptions, func(t *testing.T) {
			assert.Empty(t, alarms)
			run(t, `
				let start;
				const onItsWay = new Promise((resolve) => { start = resolve; });
				const { c } = await client({ `+c.options+` }, () => { start(); return new Promise(() => {}); });
				globalThis.call = rejection(c.getConfig(1, { `+c.callOptions+` }));
				globalThis.end = () => c.close();
				await onItsWay;`)
			assert.Len(t, alarms, c.alarms)
			run(t, `end(); await call;`)
			assert.Empty(t, alarms)
		})
	}
}

func TestNothingThatFailsIsLeftUnhandled(t *testing.T) {
	got := result(t, `
		const unhandled = [];
		const listener = (e) => { unhandled.push(String(e.reason)); e.preventDefault(); };
		addEventListener("unhandledrejection", listener);
		const cut = () => new ReadableStream({ start(s) { s.error(new TypeError("cut")); } });
		for (const answer of [
			() => new Response("", { status: 503 }), () => new Response(new ReadableStream({}), { status: 503 }), () => new Response(cut(), { status: 503 }), () => new Response(cut()),
			(url, init) => new Response(new ReadableStream({ start(s) { init.signal.addEventListener("abort", () => s.error(init.signal.reason)); } }), { status: 503 }),
			() => ({ status: 503 }), () => ({ status: 200, body: cut() }), () => ({ status: 200, arrayBuffer: () => Promise.reject(new Error("x")) }), () => 5,
			() => Promise.reject(new Error("x")), () => { throw new Error("x"); }, (`+stuck+`),
		]) {
			const { c } = await client({ maxRetries: 0, timeout: 20 }, answer);
			await rejection(c.getConfig(1));
			c.close();
		}
		await new Promise((resolve) => setTimeout(resolve));
		removeEventListener("unhandledrejection", listener);
		return unhandled`)
	assert.Equal(t, []any{}, got)
}
