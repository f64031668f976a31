//go:build js && wasm

package jsbridge

import (
	"syscall/js"
	"testing"

	"qqmusicpm/internal/small/context"
)

// page is an answer of 50 messages, as large as the gateway's.
const page = `
	const message = (i) => ({ id: String(1152921504606846000 + i), meta_data: { title: "", content: "第 " + i + " 条：今晚的演出你去吗？🎵 https://y.qq.com/n/ryqq/songDetail/0039MnYb0qxYhV",
		pic: "https://y.gtimg.cn/music/photo_new/T002R300x300M000003y8dsH2wBHlo.jpg", biz_id: "0039MnYb0qxYhV", biz_type: 0, url: "", width: 0, height: 0, Duration: 0, Size: 0 },
		client_key: "k" + i, from_user: { avatar: "https://thirdqq.qlogo.cn/g?b=sdk&nk=abcdef&s=140", encrypt_uin: "oK6kowEAoK4z7eEk7v**", uin: "2837461905", identity_pic: "",
		nick: "听雨的猫", identity: 0, type: 1, is_concern: 1 }, time: 1763800000 + i, state: 0, result: 0, tips: "", sequence: 1763800000123 + i, show_type: 0, msg_type: 0, confirm: 0,
		sort_time: 1763800000123456 + i, complainTip: "", complainUrl: "" });
	globalThis.text = data({ has_more: 1, messages: Array.from({ length: 50 }, (_, i) => message(i)), msg: "", session: null, subcode: 0, end_msg_seq: 1, Attach: {},
		PatInterval: 0, PatMap: {}, EncryptStar: "", LocationTips: "", NewMsgCnt: 0 });`

// evaluate runs JavaScript and returns what it resolves with.
func evaluate(b *testing.B, code string) js.Value {
	b.Helper()
	value, err := await(context.Background(), js.Global().Call("eval", "(async () => {"+code+"})").Invoke())
	if err != nil {
		b.Fatal(err)
	}
	return value
}

// measure runs a function of JavaScript that does something n times.
func measure(b *testing.B, name, code string) {
	b.Run(name, func(b *testing.B) {
		run := evaluate(b, code)
		b.ResetTimer()
		if _, err := await(context.Background(), run.Invoke(b.N)); err != nil {
			b.Fatal(err)
		}
	})
}

// The cost of a page of 50 messages in the browser, from Response to objects, beside reading the same Response with JSON.parse.
func BenchmarkFiftyMessages(b *testing.B) {
	evaluate(b, page)
	measure(b, "module", `const { c } = await client({}, () => new Response(text)); await c.getMessages();
		return async (n) => { for (let i = 0; i < n; i++) await c.getMessages(); }`)
	measure(b, "JSON.parse", `return async (n) => { for (let i = 0; i < n; i++) JSON.parse(await new Response(text).text()); }`)
}

// The cost of a small call in the browser, beside what its stub of fetch costs: with the host's own Response, and with an object that only looks like one.
func BenchmarkSmallCall(b *testing.B) {
	for _, kind := range []struct{ name, answer string }{
		{"of a Response", `const bytes = new TextEncoder().encode(data({ config_value: 7 })); const answer = () => new Response(bytes);`},
		{"of another object", `const bytes = new TextEncoder().encode(data({ config_value: 7 })); const answer = () => ({ status: 200, arrayBuffer: async () => bytes.buffer });`},
	} {
		measure(b, kind.name+", module", kind.answer+`const { c } = await client({}, answer); await c.getConfig(1);
			return async (n) => { for (let i = 0; i < n; i++) await c.getConfig(1); }`)
		measure(b, kind.name+", JSON.parse", kind.answer+`const fetch = async (url, init) => { JSON.parse(init.body); return answer(); };
			return async (n) => { for (let i = 0; i < n; i++) JSON.parse(new TextDecoder().decode(await (await fetch("", { body: "{}" })).arrayBuffer())); }`)
	}
}
