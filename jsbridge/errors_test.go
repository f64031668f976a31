//go:build js && wasm

package jsbridge

import (
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/assert"

	"qqmusicpm/internal/small/context"
)

func TestErrorsHaveTheContractsFields(t *testing.T) {
	for _, c := range []struct {
		name, answer string
		want         map[string]any
	}{
		{"login expired", `refused(1000)`, map[string]any{"name": "CredentialExpiredError", "call": "getConfig", "code": 1000.0, "retryable": false}},
		{"rate limit", `refused(2001, { feedbackURL: "https://y.qq.com/v" })`,
			map[string]any{"name": "RateLimitedError", "code": 2001.0, "feedbackURL": "https://y.qq.com/v", "retryable": true}},
		{"refused", `refused(10006, { msg: "no" })`, map[string]any{"name": "CGIError", "code": 10006.0, "data": map[string]any{"msg": "no"}}},
		{"a code beyond a double", `'{"code":9223372036854775807}'`, map[string]any{"name": "GatewayError", "code": "9223372036854775807"}},
		{"HTTP status", `() => new Response("", { status: 404 })`, map[string]any{"name": "HTTPError", "status": 404.0, "retryable": false}},
		{"asked to wait too long", `() => new Response("", { status: 429, headers: { "Retry-After": "61" } })`,
			map[string]any{"name": "HTTPError", "status": 429.0, "retryable": true, "retryAfter": 61000.0}},
		{"wrong type", `data({ config_value: {} })`, map[string]any{"name": "DataError", "path": "/req_0/data/config_value"}},
		{"not JSON", `"<html>"`, map[string]any{"name": "DataError"}},
		{"fetch rejects", `() => Promise.reject(new TypeError("Failed to fetch"))`,
			map[string]any{"name": "NetworkError", "cause": "TypeError: Failed to fetch", "retryable": true, "maybeSent": false}},
		{"fetch throws", `() => { throw new TypeError("at once"); }`, map[string]any{"name": "NetworkError", "cause": "TypeError: at once"}},
		{"fetch gives nonsense", `() => 5`, map[string]any{"name": "NetworkError"}},
		{"body breaks off", `() => new Response(new ReadableStream({ pull(s) { s.error(new Error("cut")); } }))`,
			map[string]any{"name": "NetworkError", "cause": "Error: cut"}},
		{"no answer in time", `(url, init) => new Promise((_, no) => init.signal.addEventListener("abort", () => no(init.signal.reason)))`,
			map[string]any{"name": "TimeoutError", "retryable": true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := object(t, `const { c } = await client({ maxRetries: 0, timeout: 200 }, `+c.answer+`); return rejection(c.getConfig(1))`)
			for field, want := range c.want {
				assert.Equal(t, want, got[field], "%s of %v", field, got)
			}
		})
	}
}

func TestErrorsAreErrorObjects(t *testing.T) {
	got := result(t, `const { c } = await client(); return c.getSessions({ size: 1.5 }).catch((e) => [e instanceof Error, String(e)])`)
	assert.Equal(t, []any{true, "InvalidArgumentError: getSessions: size must be an integer, got 1.5"}, got)
}

func TestAWriteThatMayHaveArrivedSaysSo(t *testing.T) {
	got := object(t, `
		const { c, sent } = await client({ maxRetries: 5 }, () => Promise.reject(new TypeError("cut")));
		return { ...(await rejection(c.sendText("u", "t"))), sent: sent.length }`)
	assert.Equal(t, true, got["maybeSent"])
	assert.Equal(t, false, got["retryable"])
	assert.EqualValues(t, 1, got["sent"])
}

func TestNoLoginIsAnErrorBeforeAnythingIsSent(t *testing.T) {
	for _, options := range []string{`{ credential: undefined }`, `{ credential: null }`, `{ credential: { musicid: "", musickey: "k" } }`,
		`{ credential: { musicid: 0, musickey: "k" } }`, `{ credential: { musicid: 12 } }`, `{ credential: () => null }`, `{ credential: async () => undefined }`} {
		got := object(t, `const { c, sent } = await client(`+options+`); return { ...(await rejection(c.getConfig(1))), sent: sent.length }`)
		assert.Equal(t, "CredentialInvalidError", got["name"], options)
		assert.EqualValues(t, 0, got["sent"])
	}
}

func TestACredentialFunctionThatFailsIsTheCause(t *testing.T) {
	for _, source := range []string{`() => { throw new Error("mine"); }`, `async () => { throw new Error("mine"); }`} {
		got := object(t, `const { c } = await client({ credential: `+source+` }); return rejection(c.getConfig(1))`)
		assert.Equal(t, "CredentialInvalidError", got["name"])
		assert.Equal(t, "Error: mine", got["cause"])
	}
}

func TestNoErrorAndNoEventHoldsTheKey(t *testing.T) {
	got := result(t, `
		const told = [];
		for (const answer of [refused(1000), refused(10006), "<html>", () => new Response("", { status: 500 }), () => Promise.reject(new Error("x"))]) {
			const { c } = await client({ maxRetries: 0, onEvent: (e) => told.push(JSON.stringify(e)) }, answer);
			told.push(JSON.stringify(await rejection(c.sendText("u", "the-secret-text"))));
			told.push(JSON.stringify(await rejection(c.getSessions({ size: "the-secret-text" }))));
		}
		return told.filter((text) => text.includes("the-secret"))`)
	assert.Equal(t, []any{}, got)
}

func TestAPanicRejectsItsCallAndTheNextOneWorks(t *testing.T) {
	_, err := await(context.Background(), settle(func() (js.Value, error) {
		var none []int
		return js.ValueOf(none[len(none)]), nil
	}))
	rejectedWith, ok := err.(thrown)
	assert.True(t, ok)
	assert.Equal(t, "ModuleError", rejectedWith.value.Get("name").String())
	got := object(t, `const { c } = await client({}, data({ config_value: 7 })); return c.getConfig(1)`)
	assert.EqualValues(t, 7, got["configValue"])
}
