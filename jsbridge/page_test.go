//go:build js && wasm

package jsbridge

import (
	"encoding/json"
	"os"
	"syscall/js"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/small/context"
)

// The tests are written as a page would use the bridge: JavaScript that gets a
// fetch which answers as told, and a client that uses it.

func TestMain(m *testing.M) {
	Install()
	js.Global().Call("eval", prelude)
	os.Exit(m.Run())
}

// prelude is what the scripts of the tests share.
const prelude = `
globalThis.credential = { musicid: "1152921504606846999", musickey: "W_X_the-secret-key" };

// answers makes a fetch that answers GetSession, then each call with the next of the given bodies (the last one again and
// again); a function answers by itself. sent lists the requests, without GetSession.
globalThis.answers = (...bodies) => {
  const sent = [];
  const fetch = async (url, init) => {
    const body = JSON.parse(init.body);
    if (body.req_0.method === "GetSession") {
      return new Response('{"code":0,"req_0":{"code":0,"data":{"session":{"uid":"1","sid":"2"}}}}');
    }
    sent.push({ url, init, body, text: init.body });
    const next = bodies[Math.min(sent.length, bodies.length) - 1];
    return typeof next === "function" ? next(url, init) : new Response(next);
  };
  return { fetch, sent };
};

globalThis.data = (data) => '{"code":0,"req_0":{"code":0,"data":' + (typeof data === "string" ? data : JSON.stringify(data)) + "}}";

globalThis.refused = (code, data = {}) => JSON.stringify({ code: 0, req_0: { code, data } });

// client makes one whose calls are answered with the given bodies.
globalThis.client = async (options, ...bodies) => {
  const { fetch, sent } = answers(...(bodies.length ? bodies : [data({})]));
  return { c: await QQMusicPM.createClient({ credential, fetch, rateLimit: false, ...options }), sent };
};

// tick lets everything run that is ready.
globalThis.tick = () => new Promise((resolve) => setTimeout(resolve));

// rejection tells what a promise rejected with, as plain JSON.
globalThis.rejection = async (promise) => {
  try {
    return { fulfilled: await promise };
  } catch (e) {
    return { name: e.name, message: e.message, ...e, cause: e.cause === undefined ? undefined : String(e.cause) };
  }
};
`

// run calls an async function of JavaScript and returns what it resolves with.
func run(t *testing.T, code string) js.Value {
	t.Helper()
	var value js.Value
	err := protect(func() (err error) {
		value, err = await(context.Background(), js.Global().Call("eval", "(async () => {"+code+"})").Invoke())
		return err
	})
	require.NoError(t, err)
	return value
}

// result is what a script resolves with, as Go has it from its JSON.
func result(t *testing.T, code string) any {
	t.Helper()
	value := run(t, code)
	if value.IsUndefined() {
		return nil
	}
	var got any
	require.NoError(t, json.Unmarshal([]byte(js.Global().Get("JSON").Call("stringify", value).String()), &got))
	return got
}

// object is result for scripts that resolve with an object.
func object(t *testing.T, code string) map[string]any {
	t.Helper()
	got, ok := result(t, code).(map[string]any)
	require.True(t, ok, code)
	return got
}

func TestGlobalHasVersionAndCreateClient(t *testing.T) {
	got := result(t, `return [typeof QQMusicPM.version, typeof QQMusicPM.createClient, QQMusicPM.createClient() instanceof Promise]`)
	assert.Equal(t, []any{"string", "function", true}, got)
}

func TestClientHasTheContractsMethods(t *testing.T) {
	got := result(t, `const { c } = await client(); return Object.keys(c).sort()`)
	assert.Equal(t, []any{"batch", "clearSession", "close", "deleteMessage", "deleteSession", "getChatEntries", "getConfig", "getFriendshipBadge",
		"getMediaMessageDetails", "getMessages", "getMusicianMessageCard", "getSafetyHint", "getSessions", "markAllMessagesRead",
		"reportCardMessageAction", "sendMessage", "sendText", "setConfig", "setCredential"}, got)
}

func TestEveryCallReturnsARealPromise(t *testing.T) {
	got := result(t, `
		const { c } = await client();
		const calls = Object.keys(c).filter((name) => name !== "close" && name !== "setCredential");
		return calls.filter((name) => { const p = c[name](); p.catch(() => {}); return !(p instanceof Promise); })`)
	assert.Equal(t, []any{}, got)
}

func TestMethodsNeedNoThis(t *testing.T) {
	got := object(t, `const { c } = await client({}, data({ config_value: 7 })); const { getConfig } = c; return getConfig(1)`)
	assert.EqualValues(t, 7, got["configValue"])
}

func TestACallCanBeMadeFromACallback(t *testing.T) {
	got := result(t, `
		let c, inner;
		const first = await client({ onEvent: () => { inner ??= c.getConfig(2); } }, data({ config_value: 7 }));
		c = first.c;
		await c.getConfig(1);
		return [(await inner).configValue, await new Promise((done) => setTimeout(async () => done((await c.getConfig(3)).configValue)))]`)
	assert.Equal(t, []any{7.0, 7.0}, got)
}

func TestManyCallsAtOnceAreAnsweredEach(t *testing.T) {
	got := result(t, `
		const { c } = await client({}, (url, init) => new Response(data({ config_value: JSON.parse(init.body).req_0.param.config_type })));
		return (await Promise.all(Array.from({ length: 200 }, (_, i) => c.getConfig(i)))).every((r, i) => r.configValue === i)`)
	assert.Equal(t, true, got)
}
