//go:build js && wasm

package jsbridge

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/assert"
)

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
	for name, lacking := range map[string]string{
		"no reader":                        `"ReadableStreamDefaultReader", undefined`,
		"no stream":                        `"ReadableStream", undefined`,
		"no Response":                      `"Response", undefined`,
		"a Response with a body of fields": `"Response", class { constructor() { this.status = 200; this.body = null; } }`,
		"a Response without a prototype":   `"Response", () => {}`,
	} {
		t.Run(name, func(t *testing.T) {
			readChunk = js.Undefined()
			defer func() { readChunk = js.Undefined() }()
			got := result(t, `
				const [name, replacement] = [`+lacking+`];
				const own = globalThis[name], answers = ['{"code":0,"req_0":{"code":0,"data":{"session":{"uid":"1","sid":"2"}}}}', data({ msg: "x" })].map((text) => new Response(text));
				answers.push(new Response(new ReadableStream({}), { status: 404 }));
				const c = await QQMusicPM.createClient({ credential, rateLimit: false, fetch: async () => answers.shift() });
				globalThis[name] = replacement;
				try { return [(await c.getConfig(1)).msg, (await rejection(c.getConfig(1))).status]; } finally { globalThis[name] = own; }`)
			assert.Equal(t, []any{"x", 404.0}, got)
		})
	}
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

func TestNoBodyIsAnEmptyOne(t *testing.T) {
	for _, answer := range []string{`new Response(null)`, `new Response("")`, `({ status: 200, body: null, arrayBuffer: async () => new ArrayBuffer() })`} {
		got := object(t, `const { c } = await client({ maxRetries: 0 }, () => `+answer+`); return rejection(c.getConfig(1))`)
		assert.Equal(t, "DataError", got["name"], answer)
	}
}

func TestABodyMayBeAsLongAsItsLimitAndNoLonger(t *testing.T) {
	for more, name := range map[string]string{"0": "fulfilled", "1": "DataError"} {
		for _, answer := range []string{`new Response(text)`, `({ status: 200, arrayBuffer: async () => new TextEncoder().encode(text).buffer })`} {
			got := result(t, `
				const text = data({}) + " ".repeat(8388608 + `+more+` - data({}).length);
				const { c } = await client({ maxRetries: 0 }, () => `+answer+`);
				const told = await rejection(c.getConfig(1));
				return told.name ?? "fulfilled"`)
			assert.Equal(t, name, got, answer)
		}
	}
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
		"GBK":             {`0xcb, 0xbd, 0xd0, 0xc5`, "私信"},
		"four-byte forms": {`0xcb, 0xbd, 0x94, 0x39, 0xc1, 0x39`, "私🎵"},
		"damaged":         {`0xe7, 0xa7, 0x81, 0xe4, 0xbf, 0xa1, 0xff`, "私信\ufffd"},
	} {
		got := object(t, `
			const [head, tail] = data({ msg: "|" }).split("|").map((s) => new TextEncoder().encode(s));
			const { c } = await client({}, () => new Response(new Blob([head, new Uint8Array([`+c.bytes+`]), tail])));
			return c.getConfig(1)`)
		assert.Equal(t, c.want, got["msg"], name)
	}
}
