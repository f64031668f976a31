//go:build js && wasm

package jsbridge

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestRequestsCarryNoCookiesAndFollowNoRedirect(t *testing.T) {
	got := object(t, `
		const { c, sent } = await client();
		await c.getConfig(1);
		const { method, credentials, redirect, headers, signal } = sent[0].init;
		return { method, credentials, redirect, headers, signal: signal instanceof AbortSignal, url: sent[0].url }`)
	assert.Equal(t, map[string]any{"method": "POST", "credentials": "omit", "redirect": "error", "signal": true,
		"headers": map[string]any{"Content-Type": "application/json", "User-Agent": "QQMusic 14090008(android 10)"},
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

func TestBodiesAreReadInWhateverPiecesTheyCome(t *testing.T) {
	for name, response := range map[string]string{
		"bytes one by one": `() => { const bytes = new TextEncoder().encode(text); let i = 0;
			return new Response(new ReadableStream({ pull(s) { i < bytes.length ? s.enqueue(bytes.slice(i, ++i)) : s.close(); } })); }`,
		"a stream of others": `() => { const pieces = [text.slice(0, 9), text.slice(9, 30), text.slice(30)].map((s) => new TextEncoder().encode(s));
			return { status: 200, body: { getReader: () => ({ read: async () => ({ done: pieces.length === 0, value: pieces.shift() }) }) } }; }`,
		"no stream":    `() => ({ status: 200, headers: new Headers(), arrayBuffer: async () => new TextEncoder().encode(text).buffer })`,
		"no headers":   `() => ({ status: 200, arrayBuffer: async () => new TextEncoder().encode(text).buffer })`,
		"one megabyte": `() => new Response(text + " ".repeat(1 << 20))`,
	} {
		t.Run(name, func(t *testing.T) {
			got := object(t, `const text = data({ msg: "私信🎵" }); const { c } = await client({}, `+response+`); return c.getConfig(1)`)
			assert.Equal(t, "私信🎵", got["msg"])
		})
	}
}

func TestAHostWithoutStreamsOfItsOwn(t *testing.T) {
	readChunk = js.Undefined()
	defer func() { readChunk = js.Undefined() }()
	got := object(t, `
		const own = globalThis.ReadableStreamDefaultReader;
		delete globalThis.ReadableStreamDefaultReader;
		try { const { c } = await client({}, data({ msg: "x" })); return await c.getConfig(1); } finally { globalThis.ReadableStreamDefaultReader = own; }`)
	assert.Equal(t, "x", got["msg"])
}

func TestABodyThatCannotBeReadSaysWhy(t *testing.T) {
	for name, c := range map[string]struct{ response, cause string }{
		"broken at once":             {`new Response(new ReadableStream({ start(s) { s.error(new TypeError("cut")); } }))`, "TypeError: cut"},
		"broken after its beginning": {`new Response(new ReadableStream({ i: 0, pull(s) { this.i++ < 5 ? s.enqueue(new Uint8Array(9)) : s.error(new TypeError("cut")); } }))`, "TypeError: cut"},
		"read by others":             {`(() => { const r = new Response("{}"); r.body.getReader(); return r; })()`, "locked"},
		"of strings":                 {`new Response(new ReadableStream({ start(s) { s.enqueue("{}"); s.close(); } }))`, "fetch did not give a Response"},
		"no Response":                {`5`, "fetch did not give a Response"},
	} {
		t.Run(name, func(t *testing.T) {
			got := object(t, `const { c } = await client({ maxRetries: 0 }, () => `+c.response+`); return rejection(c.getConfig(1))`)
			assert.Equal(t, "NetworkError", got["name"])
			assert.Contains(t, got["cause"], c.cause)
		})
	}
}

func TestAStatusIsToldAlsoWithoutABody(t *testing.T) {
	got := object(t, `const { c } = await client({ maxRetries: 0 }, () => new Response(null, { status: 500 })); return rejection(c.getConfig(1))`)
	assert.Equal(t, "HTTPError", got["name"])
	assert.EqualValues(t, 500, got["status"])
}

func TestATooLongBodyIsNotReadToItsEnd(t *testing.T) {
	got := object(t, `
		let pulled = 0;
		const { c } = await client({}, () => new Response(new ReadableStream({ pull(s) { pulled++; s.enqueue(new Uint8Array(1 << 20)); } })));
		return { ...(await rejection(c.getConfig(1))), pulled: pulled < 20 }`)
	assert.Equal(t, "DataError", got["name"])
	assert.Contains(t, got["message"], "longer than 8388608 bytes")
	assert.Equal(t, true, got["pulled"])
}

func TestTextThatIsNotUTF8(t *testing.T) {
	for name, c := range map[string]struct{ bytes, want string }{
		"GBK":     {`0xcb, 0xbd, 0xd0, 0xc5`, "私信"},
		"damaged": {`0xe7, 0xa7, 0x81, 0xe4, 0xbf, 0xa1, 0xff`, "私信\ufffd"},
	} {
		got := object(t, `
			const [head, tail] = data({ msg: "|" }).split("|").map((s) => new TextEncoder().encode(s));
			const { c } = await client({}, () => new Response(new Blob([head, new Uint8Array([`+c.bytes+`]), tail])));
			return c.getConfig(1)`)
		assert.Equal(t, c.want, got["msg"], name)
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

func TestEventsTellEachAttempt(t *testing.T) {
	got := result(t, `
		const events = [];
		const { c } = await client({ maxRetries: 0, onEvent: (e) => events.push(e) }, refused(2001));
		await rejection(c.getConfig(1));
		return events.map((e) => [e.call, e.attempt, e.status, e.code, e.error ?? null, e.ms >= 0, e.bytesIn > 0, e.bytesOut > 0])`)
	assert.Equal(t, []any{
		[]any{"getSession", 1.0, 200.0, 0.0, nil, true, true, true},
		[]any{"getConfig", 1.0, 200.0, 2001.0, "RateLimitedError", true, true, true},
	}, got)
}

func TestAnEventHandlerThatThrowsHurtsNoCall(t *testing.T) {
	got := result(t, `
		const seen = [];
		const listener = (e) => { seen.push(e.error.message); e.preventDefault(); };
		addEventListener("error", listener);
		const { c } = await client({ onEvent: () => { throw new Error("mine"); } }, data({ config_value: 7 }));
		const answer = await c.getConfig(1);
		removeEventListener("error", listener);
		return [answer.configValue, seen.every((m) => m === "mine") && seen.length > 0]`)
	assert.Equal(t, []any{7.0, true}, got)
}

func TestStorageKeepsDeviceAndSessionButNoLogin(t *testing.T) {
	got := result(t, `
		const kept = new Map();
		const storage = { get: async (k) => kept.get(k) ?? null, set: async (k, v) => { kept.set(k, v); }, delete: async (k) => { kept.delete(k); } };
		const ask = async () => { const { c, sent } = await client({ storage }); await c.getConfig(1); return sent[0].body.comm; };
		const first = await ask(), again = await ask();
		return [[...kept.keys()].sort(), first.OpenUDID === again.OpenUDID && first.aid === again.aid && first.rom === again.rom,
			[...kept.values()].some((v) => v.includes("secret"))]`)
	assert.Equal(t, []any{[]any{"qqmusicpm.device", "qqmusicpm.session.1152921504606846999"}, true, false}, got)
}

func TestABrokenStorageHurtsNoCall(t *testing.T) {
	for _, storage := range []string{
		`{ get() { throw new Error("x"); }, set() { throw new Error("x"); }, delete() {} }`,
		`{ get: async () => { throw new Error("x"); }, set: async () => { throw new Error("x"); }, delete() {} }`,
		`{ get: () => 5, set() {}, delete() {} }`,
		`{ get: async () => "{not json", set() {}, delete() {} }`,
	} {
		got := object(t, `const { c } = await client({ storage: `+storage+` }, data({ config_value: 7 })); return c.getConfig(1)`)
		assert.EqualValues(t, 7, got["configValue"], storage)
	}
}

func TestDeviceFieldsAreSent(t *testing.T) {
	got := object(t, `
		const { c, sent } = await client({ device: { openUdid: "u", androidId: "a", osVersion: "14", model: "M", sdkLevel: 34, fingerprint: "f", qimei: "q", qimei36: "Q" } });
		await c.getConfig(1);
		return sent[0].body.comm`)
	for field, want := range map[string]string{"OpenUDID": "u", "aid": "a", "os_ver": "14", "phonetype": "M", "devicelevel": "34", "rom": "f", "QIMEI": "q", "QIMEI36": "Q"} {
		assert.Equal(t, want, got[field], field)
	}
}
