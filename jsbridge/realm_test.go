//go:build js && wasm

package jsbridge

import (
	"strings"
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/assert"
)

// another puts the window of a frame, which has classes of its own, in place as other.
func another(t *testing.T) {
	t.Helper()
	run(t, `
		const frame = document.createElement("iframe");
		document.documentElement.append(frame);
		globalThis.other = frame.contentWindow;
		globalThis.removeOther = () => { frame.remove(); delete globalThis.other; delete globalThis.removeOther; }`)
	t.Cleanup(func() { run(t, `removeOther()`) })
}

// parts has what the scripts of these tests make answers of: text, its bytes, and pieces of it.
const parts = `
	const text = data({ msg: "私信🎵" }), bytes = new TextEncoder().encode(text), { buffer } = bytes;
	const padded = new Uint8Array(bytes.length + 16); padded.set(bytes, 8);
	const shared = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer;
	new Uint8Array(shared).set(bytes, 8);
	const streamOf = (...chunks) => new ReadableStream({ start(s) { for (const chunk of chunks) s.enqueue(chunk); s.close(); } });
	const bodyOf = (buffer) => ({ status: 200, arrayBuffer: async () => buffer });
`

func TestAnswersOfAnyRealmAndKindAreRead(t *testing.T) {
	another(t)
	for name, answer := range map[string]string{
		"a Response of another realm":            `new other.Response(text)`,
		"a Promise of another realm":             `other.Promise.resolve(new other.Response(text))`,
		"another realm's fetch":                  `other.fetch("data:application/json," + encodeURIComponent(text), { signal: init.signal })`,
		"a stream of another realm":              `new Response(new other.Response(text).body)`,
		"a stream of another realm, in pieces":   `({ status: 200, body: new other.Response(text).body })`,
		"a body behind a Proxy":                  `new Proxy(new Response(text), { get: (r, name) => (typeof r[name] === "function" ? r[name].bind(r) : r[name]) })`,
		"bytes of another realm":                 `new Response(streamOf(new other.Uint8Array(bytes)))`,
		"bytes of both realms":                   `new Response(streamOf(bytes.slice(0, 9), new other.Uint8Array(bytes.slice(9, 30)), bytes.slice(30)))`,
		"a part of another realm's bytes":        `new Response(streamOf(new other.Uint8Array(padded).subarray(8, -8)))`,
		"clamped bytes":                          `new Response(streamOf(new Uint8ClampedArray(bytes)))`,
		"signed bytes":                           `new Response(streamOf(new Int8Array(buffer)))`,
		"a view of data":                         `new Response(streamOf(new DataView(padded.buffer, 8, bytes.length)))`,
		"another realm's view of data":           `new Response(streamOf(new other.DataView(buffer)))`,
		"numbers of more than a byte":            `new Response(streamOf(new Uint16Array(new TextEncoder().encode(text + " ".repeat(bytes.length % 2)).buffer)))`,
		"a subclass of bytes, as Node's Buffer":  `new Response(streamOf(new (class Buffer extends Uint8Array {})(bytes)))`,
		"a buffer for a chunk":                   `new Response(streamOf(buffer))`,
		"another realm's buffer for a chunk":     `new Response(streamOf(new other.Uint8Array(bytes).buffer))`,
		"shared memory":                          `new Response(streamOf(new Uint8Array(shared, 8, bytes.length)))`,
		"an empty chunk before the bytes":        `new Response(streamOf(new Uint8Array(), new other.Uint8Array(), bytes))`,
		"arrayBuffer of another realm":           `bodyOf(new other.Uint8Array(bytes).buffer)`,
		"arrayBuffer that gives bytes":           `bodyOf(padded.subarray(8, -8))`,
		"arrayBuffer that gives another's bytes": `bodyOf(new other.Uint8Array(bytes))`,
		"arrayBuffer that gives shared memory":   `bodyOf(shared.slice(8, 8 + bytes.length))`,
		"arrayBuffer at once":                    `({ status: 200, arrayBuffer: () => buffer })`,
		"null for a body":                        `({ ...bodyOf(buffer), body: null })`,
		"a stream of Node for a body":            `({ ...bodyOf(buffer), body: { pipe() {}, on() {}, async *[Symbol.asyncIterator]() { yield bytes; } } })`,
		"a thenable":                             `({ then: (yes) => yes(new Response(text)) })`,
		"a thenable of a thenable":               `({ then: (yes) => yes({ then: (yes) => yes(new Response(text)) }) })`,
		"a thenable that settles again":          `({ then(yes, no) { yes(new Response(text)); no(new Error("late")); yes(5); } })`,
		"a thenable that throws afterwards":      `({ then(yes) { yes(new Response(text)); throw new Error("late"); } })`,
		"a subclass of Promise":                  `(class extends Promise {}).resolve(new Response(text))`,
		"a Promise with a then of its own":       `Object.assign(Promise.resolve(), { constructor: Object, then: (yes) => yes(new Response(text)) })`,
	} {
		t.Run(name, func(t *testing.T) {
			got := object(t, parts+`const { fetch } = answers();
				const c = await QQMusicPM.createClient({ credential, rateLimit: false, maxRetries: 0, fetch: (url, init) => init.body.includes("GetSession") ? fetch(url, init) : `+answer+` });
				return c.getConfig(1)`)
			assert.Equal(t, "私信🎵", got["msg"])
		})
	}
}

// Each ends its own call; the one after it shows that nothing else was hurt.
func TestAStrangeAnswerEndsItsCallAlone(t *testing.T) {
	another(t)
	const nonsense, timeout = "fetch did not give a Response", "no answer within the timeout"
	for name, c := range map[string]struct{ answer, problem string }{
		"nothing":                    {`undefined`, nonsense},
		"null":                       {`null`, nonsense},
		"a bigint":                   {`5n`, nonsense},
		"a symbol":                   {`Symbol()`, nonsense},
		"a function":                 {`Object.assign(() => {}, { status: 200 })`, nonsense},
		"an object without a status": {`{}`, nonsense},
		"a status that is a text":    {`{ status: "200" }`, nonsense},
		"a status that is no number": {`{ status: NaN }`, nonsense},
		"a status that throws":       {`{ get status() { throw new RangeError("mine"); } }`, "RangeError: mine"},
		"an error's Response":        {`Response.error()`, nonsense},
		"a status alone":             {`{ status: 200 }`, nonsense},
		"a body that throws":         {`{ status: 200, get body() { throw new RangeError("mine"); } }`, "RangeError: mine"},
		"a reader that throws":       {`{ status: 200, body: { getReader() { throw new RangeError("mine"); } } }`, "RangeError: mine"},
		"a getReader that throws when read again": {`{ status: 200, body: { n: 0, get getReader() { if (this.n++) throw new RangeError("mine"); return () => {}; } } }`, "RangeError: mine"},
		"a reader that is none":                   {`{ status: 200, body: { getReader: () => 5 } }`, "TypeError"},
		"a reader that throws at read":            {`{ status: 200, body: { getReader: () => ({ get read() { throw new RangeError("mine"); } }) } }`, "RangeError: mine"},
		"a chunk that is none":                    {`{ status: 200, body: { getReader: () => ({ read: () => 5 }) } }`, "TypeError"},
		"a chunk that throws":                     {`{ status: 200, body: { getReader: () => ({ read: () => ({ get value() { throw new RangeError("mine"); } }) }) } }`, "RangeError: mine"},
		"arrayBuffer that throws":                 {`{ status: 200, arrayBuffer() { throw new RangeError("mine"); } }`, "RangeError: mine"},
		"arrayBuffer that rejects":                {`{ status: 200, arrayBuffer: () => other.Promise.reject(new RangeError("mine")) }`, "RangeError: mine"},
		"arrayBuffer that gives a number":         {`{ status: 200, arrayBuffer: () => 5 }`, nonsense},
		"arrayBuffer that gives a list":           {`{ status: 200, arrayBuffer: () => [123, 125] }`, nonsense},
		"arrayBuffer that was transferred":        {`{ status: 200, arrayBuffer() { const { buffer } = new Uint8Array(9); structuredClone(0, { transfer: [buffer] }); return buffer; } }`, nonsense},
		"bytes that only look like some":          {`new Response(new ReadableStream({ start(s) { s.enqueue(Object.create(Uint8Array.prototype)); s.close(); } }))`, nonsense},
		"bytes with a buffer that is none":        {`new Response(new ReadableStream({ start(s) { s.enqueue({ buffer: [], byteOffset: 0, byteLength: 2 }); s.close(); } }))`, nonsense},
		"bytes behind a Proxy":                    {`new Response(new ReadableStream({ start(s) { s.enqueue(new Proxy(new Uint8Array(2), { getPrototypeOf() { throw new Error("x"); } })); s.close(); } }))`, nonsense},
		"a Proxy that was revoked":                {`(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()`, "TypeError"},
		"a Proxy that throws":                     {`new Proxy({}, { get() { throw new RangeError("mine"); } })`, "RangeError: mine"},
		"a Promise that is none":                  {`Object.create(Promise.prototype)`, "TypeError"},
		"a thenable that throws":                  {`{ then() { throw new RangeError("mine"); } }`, "RangeError: mine"},
		"a then that throws":                      {`{ get then() { throw new RangeError("mine"); } }`, "RangeError: mine"},
		"a thenable that rejects":                 {`{ then(yes, no) { no(new RangeError("mine")); yes(new Response("")); } }`, "RangeError: mine"},
		"a thenable that never settles":           {`{ then() {} }`, timeout},
		"nothing thrown":                          {`Promise.reject(undefined)`, "no answer from the gateway"},
		"another realm's error":                   {`Promise.reject(new other.RangeError("theirs"))`, "RangeError: theirs"},
	} {
		t.Run(name, func(t *testing.T) {
			before := len(waits) - len(idleHandlers)
			got := object(t, `const { fetch } = answers();
				let answer = () => (`+c.answer+`);
				const c = await QQMusicPM.createClient({ credential, rateLimit: false, maxRetries: 0, timeout: 200, fetch: (url, init) => init.body.includes("GetSession") ? fetch(url, init) : answer() });
				const told = await rejection(c.getConfig(1));
				answer = () => new Response(data({ config_value: 7 }));
				return { ...told, next: (await c.getConfig(1)).configValue }`)
			assert.Contains(t, []any{"NetworkError", "TimeoutError"}, got["name"])
			cause, _ := got["cause"].(string)
			assert.Contains(t, got["message"].(string)+" "+cause, c.problem)
			assert.EqualValues(t, 7, got["next"])
			assert.Equal(t, before, len(waits)-len(idleHandlers), "waits that nobody has")
		})
	}
}

func TestASignalOfAnotherRealmEndsItsCall(t *testing.T) {
	another(t)
	for name, abort := range map[string]string{
		"before the call": `abort.abort(reason); ended = c.getConfig(1, { signal: abort.signal });`,
		"during the call": `ended = c.getConfig(1, { signal: abort.signal }); await onItsWay; abort.abort(reason);`,
		"of a batch":      `ended = c.batch([{ call: "getConfig", args: [1] }], { signal: abort.signal }); await onItsWay; abort.abort(reason);`,
	} {
		t.Run(name, func(t *testing.T) {
			got := result(t, `
				let start, ended;
				const reason = new other.RangeError("theirs"), abort = new other.AbortController(), onItsWay = new Promise((resolve) => { start = resolve; });
				const { c } = await client({}, () => { start(); return new Promise(() => {}); });
				`+abort+`
				return ended.then(() => "fulfilled", (e) => e === reason)`)
			assert.Equal(t, true, got)
		})
	}
}

// Under jsdom fetch is Node's and AbortController is not.
func TestAHostWhoseFetchRefusesItsOwnSignals(t *testing.T) {
	own := abortControllerClass
	defer func() { abortControllerClass = own }()
	const refusing = `(url, init) => { new Request("https://y.qq.com", { signal: init.signal }); return answer(init); }`
	for name, c := range map[string]struct {
		controller, script string
		want               any
	}{
		"signals that fit":           {`AbortController`, `init.signal instanceof AbortSignal`, true},
		"signals that are refused":   {`(class { signal = {}; abort() {} })`, `"signal" in init`, false},
		"an AbortController without": {`(class { abort() {} })`, `init.signal ?? null`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			abortControllerClass = js.Global().Call("eval", c.controller)
			got := result(t, `
				let seen;
				const answer = (init) => { seen = `+c.script+`; return new Response(data({ config_value: 7 })); };
				const { c } = await client({ maxRetries: 0 }, `+refusing+`);
				return [(await c.getConfig(1)).configValue, (await c.getConfig(1)).configValue, seen]`)
			assert.Equal(t, []any{7.0, 7.0, c.want}, got)
		})
	}
	abortControllerClass = js.Global().Call("eval", `(class { signal = {}; abort() {} })`)
	got := result(t, `const { c } = await client({ maxRetries: 0, timeout: 20 }, () => new Promise(() => {})); return (await rejection(c.getConfig(1))).name`)
	assert.Equal(t, "TimeoutError", got, "the call ends all the same")
	got = result(t, `
		const own = globalThis.Request;
		globalThis.Request = undefined;
		try {
			let seen;
			const { c } = await client({ maxRetries: 0 }, (url, init) => { seen = "signal" in init; return new Response(data({})); });
			await c.getConfig(1);
			return seen;
		} finally { globalThis.Request = own; }`)
	assert.Equal(t, true, got, "a host without Request may take any")
}

func TestTheTextOfWhatWasThrownIsKept(t *testing.T) {
	another(t)
	for thrownValue, text := range map[string]string{
		`new Error("mine")`:                                "mine",
		`new other.Error("theirs")`:                        "theirs",
		`new DOMException("no", "AbortError")`:             "no",
		`({ message: "an object" })`:                       "an object",
		`({ message: 5 })`:                                 "",
		`({ get message() { throw new Error("x"); } })`:    "",
		`new Proxy({}, { getPrototypeOf() { throw 1; } })`: "",
		`(() => { const r = Proxy.revocable({}, {}); r.revoke(); return r.proxy; })()`: "",
		`"a text"`:  "",
		`null`:      "",
		`undefined`: "",
		`5n`:        "",
		`Symbol()`:  "",
	} {
		value := js.Global().Call("eval", "["+thrownValue+"]").Index(0)
		assert.Equal(t, strings.TrimSpace("JavaScript error: "+text), strings.TrimSpace(thrown{value}.Error()), thrownValue)
	}
}
