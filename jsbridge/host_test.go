//go:build js && wasm

package jsbridge

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/core"
	"qqmusicpm/internal/small/context"
)

func TestRandomFillsAnyLength(t *testing.T) {
	for _, n := range []int{0, 1, 32, maxRandom, maxRandom + 1, 3*maxRandom + 5} {
		p := make([]byte, n+1)
		random(p[:n])
		for from := 0; from+32 <= n; from += maxRandom / 4 {
			assert.NotEqual(t, make([]byte, 32), p[from:from+32], "%d bytes, at %d", n, from)
		}
		if n >= 32 {
			assert.NotEqual(t, make([]byte, 32), p[n-32:n], "the last of %d bytes", n)
		}
		assert.Zero(t, p[n])
	}
}

func TestAHostWithoutChanceIsAnErrorOfTheCall(t *testing.T) {
	for name, c := range map[string]struct{ crypto, problem string }{
		"no crypto":                       {`value: undefined`, ": internal error: there is no crypto.getRandomValues here"},
		"a crypto that is no object":      {`value: 5`, ": internal error: there is no crypto.getRandomValues here"},
		"a crypto that throws when read":  {`get() { throw new Error("no OpenSSL"); }`, ": internal error: JavaScript error: no OpenSSL"},
		"no getRandomValues":              {`value: {}`, ": internal error: there is no crypto.getRandomValues here"},
		"a getRandomValues that throws":   {`value: { getRandomValues() { throw new Error("no entropy"); } }`, ": internal error: JavaScript error: no entropy"},
		"one that throws a number":        {`value: { getRandomValues() { throw 5; } }`, ": internal error: JavaScript error: "},
		"one that throws null":            {`value: { getRandomValues() { throw null; } }`, ": internal error: JavaScript error: "},
		"one whose error throws":          {`value: { getRandomValues() { throw { get message() { throw new Error("x"); } }; } }`, ": internal error: JavaScript error: "},
		"one that throws when read":       {`value: { get getRandomValues() { throw new Error("x"); } }`, ": internal error: JavaScript error: "},
		"one that throws when read again": {`value: { n: 0, get getRandomValues() { if (this.n++) throw new Error("x"); return () => {}; } }`, ": internal error: JavaScript error: "},
	} {
		t.Run(name, func(t *testing.T) {
			got := object(t, `
				const { c } = await client({ maxRetries: 0 }, data({ config_value: 7 }));
				const own = Object.getOwnPropertyDescriptor(globalThis, "crypto");
				Object.defineProperty(globalThis, "crypto", { configurable: true, `+c.crypto+` });
				let told;
				try { told = await rejection(c.getConfig(1)); } finally { Object.defineProperty(globalThis, "crypto", own); }
				const next = await client({}, data({ config_value: 7 }));
				return { ...told, next: (await next.c.getConfig(1)).configValue }`)
			assert.Equal(t, "ModuleError", got["name"])
			assert.Contains(t, got["message"], c.problem)
			assert.EqualValues(t, 7, got["next"])
		})
	}
}

// textDecoder puts another one in place while a script runs.
func textDecoder(stand, script string) string {
	return `const own = globalThis.TextDecoder; globalThis.TextDecoder = ` + stand + `; try { ` + script + ` } finally { globalThis.TextDecoder = own; }`
}

const asInNode = `class extends own { constructor(label) { super(label === "gbk" ? "ascii" : label); } }` // its gbk has no four-byte forms

func TestTheDecoderIsThatOfGB18030(t *testing.T) {
	for name, c := range map[string]struct{ bytes, want string }{
		"two bytes":                    {"\xcb\xbd\xd0\xc5", "私信"},
		"four bytes":                   {"\x94\x39\xc1\x39", "🎵"},
		"four bytes, a rare ideograph": {"\x81\x39\xee\x39\x95\x34\xb2\x35", "㐀𠮷"},
		"both":                         {"a\xcb\xbd\x94\x39\xc1\x39z", "a私🎵z"},
		"bytes that are none":          {"\xcb\xbd\xff", "私\ufffd"},
		"half of a character":          {"\xcb", "\ufffd"},
		"none":                         {"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			own := js.Global().Get("TextDecoder")
			defer js.Global().Set("TextDecoder", own)
			js.Global().Set("TextDecoder", js.Global().Call("eval", `((own) => `+asInNode+`)`).Invoke(own))
			got, err := decodeGBK([]byte(c.bytes))
			require.NoError(t, err)
			assert.Equal(t, c.want, string(got))
		})
	}
}

func TestAHostWithoutTheDecoderReadsWhatItCan(t *testing.T) {
	for name, decoder := range map[string]string{
		"none":                       `undefined`,
		"one that knows UTF-8 alone": `class { constructor(label) { if (label !== "utf-8") throw new RangeError(label); } }`,
		"one that throws":            `class { decode() { throw new TypeError("x"); } }`,
		"one without decode":         `class {}`,
		"one that throws when read":  `class { get decode() { throw new TypeError("x"); } }`,
	} {
		t.Run(name, func(t *testing.T) {
			got := object(t, `
				const [head, tail] = data({ msg: "|" }).split("|").map((s) => new TextEncoder().encode(s));
				const { c } = await client({}, () => new Response(new Blob([head, new Uint8Array([0xcb, 0xbd, 0x94, 0x39, 0xc1, 0x39]), tail])));
				`+textDecoder(decoder, `return await c.getConfig(1);`))
			assert.Equal(t, "\u02fd\ufffd9\ufffd9", got["msg"])
		})
	}
}

func TestStorageGivesTextsAlone(t *testing.T) {
	for given, want := range map[string]string{`"kept"`: "kept", `Promise.resolve("kept")`: "kept", `{ then: (yes) => yes("kept") }`: "kept",
		`""`: "", `null`: "", `undefined`: "", `5`: "", `5n`: "", `{}`: "", `new String("kept")`: "", `Symbol()`: ""} {
		object := js.Global().Call("eval", `({ get: () => (`+given+`), set() {}, delete() {} })`)
		var s core.Storage
		require.True(t, storageOf(object, &s))
		got, err := s.Get(context.Background(), "key")
		require.NoError(t, err, given)
		assert.Equal(t, want, got, given)
	}
}

func TestStorageIsCalledAsAnObjectsMethods(t *testing.T) {
	object := js.Global().Call("eval", `({ kept: {}, get(key) { return this.kept[key]; }, set(key, value) { this.kept[key] = value; }, delete(key) { delete this.kept[key]; } })`)
	var s core.Storage
	require.True(t, storageOf(object, &s))
	ctx := context.Background()
	require.NoError(t, s.Set(ctx, "a", "1"))
	require.NoError(t, s.Set(ctx, "b", "2"))
	require.NoError(t, s.Delete(ctx, "a"))
	a, err := s.Get(ctx, "a")
	require.NoError(t, err)
	b, err := s.Get(ctx, "b")
	require.NoError(t, err)
	assert.Equal(t, []string{"", "2"}, []string{a, b})
}

func TestStorageThatFailsSaysWhy(t *testing.T) {
	for _, failing := range []string{`() => { throw new Error("mine"); }`, `async () => { throw new Error("mine"); }`} {
		object := js.Global().Call("eval", `(() => { const f = `+failing+`; return { get: f, set: f, delete: f }; })()`)
		s := &storage{object}
		_, err := s.Get(context.Background(), "key")
		assert.EqualError(t, err, "JavaScript error: mine")
		assert.EqualError(t, s.Set(context.Background(), "key", "value"), "JavaScript error: mine")
		assert.EqualError(t, s.Delete(context.Background(), "key"), "JavaScript error: mine")
	}
}

func TestAnUncaughtErrorThatCannotBeReportedHurtsNoCall(t *testing.T) {
	for name, broken := range map[string]string{
		"reportError throws":              `Object.assign(globalThis, { reportError() { throw new Error("x"); } })`,
		"neither reportError nor console": `Object.assign(globalThis, { reportError: undefined, console: undefined })`,
	} {
		t.Run(name, func(t *testing.T) {
			run(t, `globalThis.restore = ((own) => () => Object.assign(globalThis, own))({ reportError, console }); `+broken)
			defer run(t, `restore()`)
			assert.NotPanics(t, func() { reporting(func() { panic("mine") }) })
			got := object(t, `const { c } = await client({ onEvent() { throw new Error("mine"); } }, data({ config_value: 7 })); return c.getConfig(1)`)
			assert.EqualValues(t, 7, got["configValue"])
		})
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
	assert.Equal(t, []any{[]any{"qqmusicpm.device", "qqmusicpm.session"}, true, false}, got)
}

func TestABrokenStorageHurtsNoCall(t *testing.T) {
	for _, storage := range []string{
		`{ get() { throw new Error("x"); }, set() { throw new Error("x"); }, delete() {} }`,
		`{ get: async () => { throw new Error("x"); }, set: async () => { throw new Error("x"); }, delete() {} }`,
		`{ get: () => 5, set() {}, delete() {} }`,
		`{ get: async () => "{not json", set() {}, delete() {} }`,
		`{ get() { throw 5; }, set() { throw null; }, delete() {} }`,
		`{ get() { throw { get message() { throw new Error("x"); } }; }, set() {}, delete() {} }`,
		`{ get: () => Promise.reject(undefined), set: () => Promise.reject({ get message() { throw new Error("x"); } }), delete() {} }`,
		`{ get: () => ({ then() { throw new Error("x"); } }), set: () => ({ get then() { throw new Error("x"); } }), delete() {} }`,
		`{ get: () => ({}), set: () => Symbol(), delete() {} }`,
		`{ get: () => 5n, set: () => 5n, delete() {} }`,
		`{ n: 0, get get() { if (this.n++) throw new Error("x"); return () => {}; }, set() {}, delete() {} }`,
		`{ get() {}, n: 0, get set() { if (this.n++) throw new Error("x"); return () => {}; }, delete() {} }`,
		`new Proxy({ n: 0 }, { get(target) { if (target.n++ > 2) throw new Error("x"); return () => {}; } })`,
	} {
		got := object(t, `const { c } = await client({ storage: `+storage+` }, data({ config_value: 7 })); return c.getConfig(1)`)
		assert.EqualValues(t, 7, got["configValue"], storage)
	}
}
