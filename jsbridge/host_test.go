//go:build js && wasm

package jsbridge

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
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
