//go:build js && wasm

package jsbridge

import (
	"strconv"
	"strings"
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/assert"

	"qqmusicpm/internal/small/time"
)

func TestRequestsCarryNoCookiesAndFollowNoRedirect(t *testing.T) {
	got := object(t, `
		const { c, sent } = await client();
		await c.getConfig(1);
		const { method, credentials, redirect, headers, signal } = sent[0].init;
		return { method, credentials, redirect, headers, signal: signal instanceof AbortSignal, url: sent[0].url }`)
	assert.Equal(t, map[string]any{"method": "POST", "credentials": "omit", "redirect": "error", "signal": true,
		"headers": map[string]any{"Content-Type": "application/json", "User-Agent": "QQMusic 20090008(android 15)"},
		"url":     "https://u.y.qq.com/cgi-bin/musicu.fcg"}, got)
}

func TestEndpointSaysWhereRequestsGo(t *testing.T) {
	for endpoint, url := range map[string]string{
		`""`: "/cgi-bin/musicu.fcg", `"/"`: "/cgi-bin/musicu.fcg", `"/relay/"`: "/relay/cgi-bin/musicu.fcg",
		`"http://127.0.0.1:8787"`: "http://127.0.0.1:8787/cgi-bin/musicu.fcg",
	} {
		got := result(t, `const { c, sent } = await client({ endpoint: `+endpoint+` }); await c.getConfig(1); return sent[0].url`)
		assert.Equal(t, url, got)
	}
}

func TestSignedCallsGoToTheSignedEndpoint(t *testing.T) {
	got := result(t, `
		const { c, sent } = await client();
		await c.getMediaMessageDetails("s", []);
		await c.getConfig(1, { sign: "always" });
		await c.getConfig(1);
		return sent.map((r) => r.url.replace(/_=\d+&sign=zzc[0-9a-z]+$/, "signed"))`)
	assert.Equal(t, []any{"https://u.y.qq.com/cgi-bin/musics.fcg?signed", "https://u.y.qq.com/cgi-bin/musics.fcg?signed",
		"https://u.y.qq.com/cgi-bin/musicu.fcg"}, got)
}

func TestGlobalFetchIsTheDefault(t *testing.T) {
	got := object(t, `
		const { fetch } = answers(data({ config_value: 7 }));
		const own = globalThis.fetch;
		globalThis.fetch = fetch;
		try {
			const c = await QQMusicPM.createClient({ credential });
			return await c.getConfig(1);
		} finally { globalThis.fetch = own; }`)
	assert.EqualValues(t, 7, got["configValue"])
}

// A gateway or what stands before it may send a status and then keep the body open.
func TestAnErrorStatusIsToldWhateverBecomesOfItsBody(t *testing.T) {
	for name, body := range map[string]string{
		"none":                         `null`,
		"empty":                        `""`,
		"of one chunk":                 `"busy"`,
		"that never begins":            `new ReadableStream({})`,
		"that never ends":              `new ReadableStream({ start(s) { s.enqueue(new Uint8Array(9)); } })`,
		"without an end":               `new ReadableStream({ pull(s) { s.enqueue(new Uint8Array(1 << 16)); } })`,
		"that breaks off at once":      `new ReadableStream({ start(s) { s.error(new TypeError("cut")); } })`,
		"that breaks off later":        `new ReadableStream({ i: 0, pull(s) { this.i++ ? s.error(new TypeError("cut")) : s.enqueue(new Uint8Array(9)); } })`,
		"that breaks off when aborted": `new ReadableStream({ start(s) { init.signal.addEventListener("abort", () => s.error(init.signal.reason)); } })`,
		"that cannot be cancelled":     `new ReadableStream({ cancel() { throw new Error("x"); } })`,
	} {
		for kind, answer := range map[string]string{
			"a Response":             `new Response(BODY, { status: 503, headers })`,
			"a Response read before": `(() => { const r = new Response(BODY, { status: 503, headers }); r.body?.getReader(); return r; })()`,
			"another object":         `({ status: 503, headers: new Headers(headers), body: BODY })`,
		} {
			t.Run(kind+" with a body "+name, func(t *testing.T) {
				got := object(t, `
					const headers = { "Retry-After": "61" };
					const { c, sent } = await client({ maxRetries: 0, timeout: 1000 }, (url, init) => `+strings.ReplaceAll(answer, "BODY", body)+`);
					const told = await rejection(c.getConfig(1));
					return { ...told, aborted: sent[0].init.signal.aborted }`)
				assert.Equal(t, "HTTPError", got["name"])
				assert.EqualValues(t, 503, got["status"])
				assert.EqualValues(t, 61000, got["retryAfter"])
				assert.Equal(t, true, got["aborted"], "nobody reads the body: its connection is free")
			})
		}
	}
}

func TestEveryStatusButOneIsToldBeforeTheBody(t *testing.T) {
	for _, status := range []int{201, 202, 206, 300, 400, 403, 404, 408, 429, 500, 502, 503, 504, 599} {
		got := object(t, `const { c } = await client({ maxRetries: 0, timeout: 1000 }, () => new Response(new ReadableStream({}), { status: `+strconv.Itoa(status)+` })); return rejection(c.getConfig(1))`)
		assert.Equal(t, []any{"HTTPError", float64(status)}, []any{got["name"], got["status"]})
	}
	for _, status := range []int{204, 205, 304} { // no Response of these can have a body
		got := object(t, `const { c } = await client({ maxRetries: 0 }, () => new Response(null, { status: `+strconv.Itoa(status)+` })); return rejection(c.getConfig(1))`)
		assert.Equal(t, []any{"HTTPError", float64(status)}, []any{got["name"], got["status"]})
	}
	for _, status := range []int{100, 199, 200 + 1<<32, 503} { // as an object may have it
		got := object(t, `const { c } = await client({ maxRetries: 0 }, () => ({ status: `+strconv.Itoa(status)+` })); return rejection(c.getConfig(1))`)
		assert.Equal(t, []any{"HTTPError", float64(status)}, []any{got["name"], got["status"]})
	}
}

func TestAStatusIsToldWhateverItsHeadersAre(t *testing.T) {
	for name, c := range map[string]struct {
		headers string
		want    any
	}{
		"none":                     {`undefined`, nil},
		"no object":                {`5`, nil},
		"without get":              {`{ "retry-after": "61" }`, nil},
		"that throw":               {`{ get() { throw new Error("x"); } }`, nil},
		"with a get that throws":   {`{ get get() { throw new Error("x"); } }`, nil},
		"with a number":            {`{ get: () => 61 }`, nil},
		"behind a Proxy":           {`new Proxy({}, { get() { throw new Error("x"); } })`, nil},
		"that give what they have": {`{ get: (name) => ({ "Retry-After": "61" })[name] }`, 61000.0},
	} {
		t.Run(name, func(t *testing.T) {
			got := object(t, `const { c } = await client({ maxRetries: 0 }, () => ({ status: 503, headers: `+c.headers+` })); return rejection(c.getConfig(1))`)
			assert.Equal(t, []any{"HTTPError", 503.0, c.want}, []any{got["name"], got["status"], got["retryAfter"]})
		})
	}
}

func TestRetryAfterIsSecondsOrADate(t *testing.T) {
	own := dateNow
	defer func() { dateNow = own }()
	dateNow = js.Global().Call("eval", `() => Date.UTC(2026, 0, 2, 3, 4, 5)`)
	for header, want := range map[string]time.Duration{
		"0": 0, "1": time.Second, "120": 120 * time.Second, " 7 ": 7 * time.Second, "1.5": 1500 * time.Millisecond,
		"-1": 0, "": 0, "99999999999999999999": maxTimeout, "Infinity": maxTimeout,
		"Fri, 02 Jan 2026 03:05:05 GMT": 60 * time.Second, "Fri, 02 Jan 2026 03:04:06 GMT": time.Second,
		"Fri, 02 Jan 2026 03:04:05 GMT": 0, "Fri, 02 Jan 2026 03:04:04 GMT": 0, "Thu, 01 Jan 1970 00:00:00 GMT": 0,
		"Fri, 31 Dec 9999 23:59:59 GMT": maxTimeout,
		"soon":                          0, "NaN": 0, "Fri, 99 Foo": 0, "私信": 0,
	} {
		assert.Equal(t, want, retryAfter(text(header)), "%q", header)
	}
	for _, header := range []js.Value{js.Null(), js.Undefined(), js.ValueOf(5), js.ValueOf(true)} {
		assert.Zero(t, retryAfter(header))
	}
}

func TestARequestIsAbortedUnlessItsBodyWasReadToTheEnd(t *testing.T) {
	const endless = `new ReadableStream({ pull(s) { s.enqueue(new Uint8Array(1 << 20)); } })`
	for name, c := range map[string]struct {
		answer  string
		aborted bool
	}{
		"an answer":                         {`new Response(data({}))`, false},
		"an answer of others":               {`{ status: 200, arrayBuffer: async () => new TextEncoder().encode(data({})).buffer }`, false},
		"an answer that refuses":            {`new Response(refused(10006))`, false},
		"an answer that is no JSON":         {`new Response("<html>")`, false},
		"an error status":                   {`new Response("busy", { status: 503 })`, true},
		"an error status of others":         {`{ status: 503 }`, true},
		"a status without a body":           {`new Response(null, { status: 204 })`, true},
		"a body that is too long":           {`new Response(` + endless + `)`, true},
		"a body of others that is too long": {`{ status: 200, body: ` + endless + ` }`, true},
		"a buffer that is too long":         {`{ status: 200, arrayBuffer: async () => new ArrayBuffer((8 << 20) + 1) }`, true},
		"a body that breaks off":            {`new Response(new ReadableStream({ i: 0, pull(s) { this.i++ < 5 ? s.enqueue(new Uint8Array(9)) : s.error(new TypeError("cut")); } }))`, true},
		"a body of others that breaks off":  {`{ status: 200, body: new ReadableStream({ i: 0, pull(s) { this.i++ < 5 ? s.enqueue(new Uint8Array(9)) : s.error(new TypeError("cut")); } }) }`, true},
		"a body that is no bytes":           {`new Response(new ReadableStream({ start(s) { s.enqueue("{}"); s.close(); } }))`, true},
		"a body that throws":                {`{ status: 200, get body() { throw new Error("x"); } }`, true},
		"no Response":                       {`5`, true},
	} {
		t.Run(name, func(t *testing.T) {
			got := result(t, `
				const { c, sent } = await client({ maxRetries: 0 }, () => (`+c.answer+`));
				await rejection(c.getConfig(1));
				return sent[0].init.signal.aborted`)
			assert.Equal(t, c.aborted, got)
		})
	}
}

func TestARequestIsAbortedWhenItsTimeIsOver(t *testing.T) {
	for name, answer := range map[string]string{
		"without an answer":               `() => new Promise(() => {})`,
		"while the body comes":            `() => new Response(new ReadableStream({}))`,
		"while the body of others comes":  `() => ({ status: 200, body: new ReadableStream({}) })`,
		"while a buffer of others comes":  `() => ({ status: 200, arrayBuffer: () => new Promise(() => {}) })`,
		"with a listener of its own dead": `(url, init) => { init.signal.onabort = () => { throw new Error("x"); }; return new Promise(() => {}); }`,
	} {
		t.Run(name, func(t *testing.T) {
			got := result(t, `
				const uncaught = (e) => e.preventDefault();
				addEventListener("error", uncaught);
				const { c, sent } = await client({ maxRetries: 0, timeout: 20 }, `+answer+`);
				const { name } = await rejection(c.getConfig(1));
				removeEventListener("error", uncaught);
				return [name, sent[0].init.signal.aborted]`)
			assert.Equal(t, []any{"TimeoutError", true}, got)
		})
	}
}

func TestAnAbortThatThrowsHurtsNoCall(t *testing.T) {
	own := abortControllerClass
	defer func() { abortControllerClass = own }()
	abortControllerClass = js.Global().Call("eval", `(class extends AbortController { abort() { throw new Error("x"); } })`)
	for answer, name := range map[string]string{`new Response("", { status: 404 })`: "HTTPError", `new Promise(() => {})`: "TimeoutError", `Promise.reject(new Error("mine"))`: "NetworkError"} {
		got := result(t, `
			let answer = () => `+answer+`;
			const { c } = await client({ maxRetries: 0, timeout: 20 }, () => answer());
			const { name } = await rejection(c.getConfig(1));
			answer = () => new Response(data({ config_value: 7 }));
			return [name, (await c.getConfig(1)).configValue]`)
		assert.Equal(t, []any{name, 7.0}, got)
	}
}

func TestIntegersBeyondADoubleAreStrings(t *testing.T) {
	got := result(t, `
		const { c } = await client({}, data('{"config_value":9007199254740993,"x":[9007199254740993,1.5]}'));
		return [(await c.getConfig(1)).configValue, (await c.getConfig(1, { raw: true }))]`)
	assert.Equal(t, []any{"9007199254740993", map[string]any{"config_value": "9007199254740993", "x": []any{"9007199254740993", 1.5}}}, got)
}

func TestReadsAreRepeatedAfterTheWaitTheGatewayAsksFor(t *testing.T) {
	for _, header := range []string{`"0"`, `new Date(Date.now() - 5000).toUTCString()`} {
		got := result(t, `
			const { c, sent } = await client({}, () => new Response("", { status: 503, headers: { "Retry-After": `+header+` } }), data({}));
			await c.getConfig(1);
			return sent.length`)
		assert.EqualValues(t, 2, got)
	}
}
