//go:build js && wasm

package jsbridge

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestArgumentsReachTheWireExactly(t *testing.T) {
	for _, c := range []struct{ name, call, param string }{
		{"no options", `c.getSessions()`, `{"last_id":"","order":1,"size":20,"last_time":0,"from":0,"FansFlag":1}`},
		{"undefined is the default", `c.getSessions({ size: undefined, fansFlag: undefined })`, `{"last_id":"","order":1,"size":20,"last_time":0,"from":0,"FansFlag":1}`},
		{"null leaves out where it may", `c.getSessions({ fansFlag: null })`, `{"last_id":"","order":1,"size":20,"last_time":0,"from":0}`},
		{"number, bigint, digits", `c.getSessions({ order: 2, size: 9223372036854775807n, lastTime: "-9223372036854775808" })`,
			`{"last_id":"","order":2,"size":9223372036854775807,"last_time":-9223372036854775808,"from":0,"FansFlag":1}`},
		{"minus zero is zero", `c.getSessions({ from: -0 })`, `{"last_id":"","order":1,"size":20,"last_time":0,"from":0,"FansFlag":1}`},
		{"ids as bigint and number", `c.deleteMessage(1152921504606846999n, 12)`, `{"session_id":"1152921504606846999","msg_id":"12","super_msg_flag":0}`},
		{"lists", `c.getChatEntries([1, 2n, "3"])`, `{"Scence":[1,2,3]}`},
		{"id lists", `c.getMediaMessageDetails("s", ["a", 7n])`, `{"SessionID":"s","MsgIDs":["a","7"]}`},
		{"text setting", `c.setConfig(5, "7")`, `{"config_type":5,"config_value_str":"7"}`},
		{"number setting", `c.setConfig(1, 7)`, `{"config_type":1,"config_value_str":"7","config_value":7}`},
		{"bigint setting", `c.setConfig(1, 7n)`, `{"config_type":1,"config_value_str":"7","config_value":7}`},
		{"text", `c.sendText("12", "你好 \"🎵\"\n\u2028", { clientKey: "" })`,
			"{\"last_msg_seq\":0,\"user_id\":\"12\",\"entrance\":0,\"client_key\":\"\",\"msg_type\":0,\"meta_data\":{\"content\":\"你好 \\\"🎵\\\"\\n\u2028\"},\"super_msg_flag\":0}"},
		{"own objects keep keys, order and digits",
			`c.reportCardMessageAction("u", 1, 1, "m", { ext: { b: 9223372036854775808n, a: [true, { x: false }], "": 1e21, d: new Date(0), u: undefined, n: [undefined] } })`,
			`{"target_user_id":"u","msg_type":1,"confirm":1,"msg_id":"m","ext":{"b":9223372036854775808,"a":[1,{"x":0}],"":1e+21,"d":"1970-01-01T00:00:00.000Z","n":[null]}}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := result(t, `const { c, sent } = await client(); await `+c.call+`; return sent[0].text.slice(sent[0].text.indexOf('"param":') + 8, -2)`)
			assert.Equal(t, c.param, got)
		})
	}
}

// A browser may send a message twice by itself; its key tells that it is one.
func TestEachTextHasAKeyOfItsOwn(t *testing.T) {
	got := result(t, `
		const { c, sent } = await client();
		await c.sendText("12", "a");
		await c.sendText("12", "a", { clientKey: undefined });
		await c.sendText("12", "a", { clientKey: "mine" });
		await c.sendMessage("12", 0, { metaData: { content: "a" } });
		return sent.map((r) => r.body.req_0.param.client_key)`).([]any)
	require.Len(t, got, 4)
	assert.Regexp(t, "^[0-9a-f]{32}$", got[0])
	assert.Regexp(t, "^[0-9a-f]{32}$", got[1])
	assert.NotEqual(t, got[0], got[1])
	assert.Equal(t, []any{"mine", ""}, got[2:])
}

func TestBadArgumentsAreNamedAndNothingIsSent(t *testing.T) {
	for _, c := range []struct{ call, argument string }{
		{`c.getSessions({ size: 1.5 })`, "size"},
		{`c.getSessions({ size: NaN })`, "size"},
		{`c.getSessions({ size: 2 ** 53 })`, "size"},
		{`c.getSessions({ size: true })`, "size"},
		{`c.getSessions({ size: null })`, "size"},
		{`c.getSessions({ size: "1e3" })`, "size"},
		{`c.getSessions({ size: 9223372036854775808n })`, "size"},
		{`c.getSessions({ size: Symbol() })`, "size"},
		{`c.getSessions({ size: () => 1 })`, "size"},
		{`c.getSessions({ size: {} })`, "size"},
		{`c.getSessions({ limit: 5 })`, "limit"},
		{`c.getSessions(5)`, "options"},
		{`c.getSessions(null)`, "options"},
		{`c.getSessions([])`, "options"},
		{`c.deleteSession()`, "sessionId"},
		{`c.deleteSession(1.5)`, "sessionId"},
		{`["s"].map(c.deleteSession)[0]`, "options"},
		{`c.getChatEntries(1)`, "scenes"},
		{`c.getChatEntries([1, 1.5])`, "scenes[1]"},
		{`c.getChatEntries([[1]])`, "scenes[0]"},
		{`c.getMediaMessageDetails("s", [null])`, "msgIds[0]"},
		{`c.sendMessage("u", 0, { metaData: [] })`, "metaData"},
		{`c.sendMessage("u", 0, { metaData: { a: [NaN] } })`, "metaData.a[0]"},
		{`c.sendMessage("u", 0, { metaData: { a: () => 1 } })`, "metaData.a"},
		{`c.sendMessage("u", 0, { metaData: { a: new Map() } })`, "metaData.a"},
		{`c.sendMessage("u", 0, { starSend: 1 })`, "starSend"},
		{`c.sendText("u", 5)`, "text"},
		{`c.sendText("u", "t", { metaData: {} })`, "metaData"},
		{`c.getConfig(1, { timeout: -1 })`, "timeout"},
		{`c.getConfig(1, { timeout: "5" })`, "timeout"},
		{`c.getConfig(1, { maxRetries: 1.5 })`, "maxRetries"},
		{`c.getConfig(1, { signal: {} })`, "signal"},
		{`c.getConfig(1, { sign: "yes" })`, "sign"},
		{`c.getConfig(1, { raw: 1 })`, "raw"},
		{`c.getConfig(1, { credential: "x" })`, "credential"},
		{`c.getConfig(1, { credential: { musicid: 1.5, musickey: "k" } })`, "credential.musicid"},
		{`c.getConfig(1, { credential: { musicid: "12a", musickey: "k" } })`, "credential.musicid"},
		{`c.getConfig(1, { credential: { musicid: "9223372036854775808", musickey: "k" } })`, "credential.musicid"},
		{`c.getConfig(1, { credential: { musicid: 12, musickey: 5 } })`, "credential.musickey"},
		{`c.getConfig(1, { credential: { musicid: 12, musickey: "k", loginType: "2" } })`, "credential.loginType"},
		{`c.batch(5)`, "calls"},
		{`c.batch([], { batchSize: 21 })`, "batchSize"},
		{`c.batch([], { batchSize: 0 })`, "batchSize"},
		{`c.batch([], { size: 1 })`, "size"},
		{`c.batch([5])`, "calls[0].call"},
		{`c.batch([{ call: "getNothing" }])`, "calls[0].call"},
		{`c.batch([{ call: "sendText", args: ["u", "t"] }])`, "calls[0].call"},
		{`c.batch([{ call: "getConfig", args: [1] }, { call: "getConfig", args: ["x"] }])`, "calls[1].configType"},
		{`c.batch([{ call: "getConfig", args: [1], options: { size: 1 } }])`, "calls[0].size"},
		{`c.batch([{ call: "getConfig", args: [1, {}] }])`, "calls[0].args"},
		{`c.batch([{ call: "getConfig", args: [1], also: 1 }])`, "calls[0].also"},
		{`QQMusicPM.createClient({ size: 1 })`, "size"},
		{`QQMusicPM.createClient(5)`, "options"},
		{`QQMusicPM.createClient({ endpoint: "ftp://x" })`, "endpoint"},
		{`QQMusicPM.createClient({ fetch: 1 })`, "fetch"},
		{`QQMusicPM.createClient({ timeout: Infinity })`, "timeout"},
		{`QQMusicPM.createClient({ maxRetries: -1 })`, "maxRetries"},
		{`QQMusicPM.createClient({ rateLimit: true })`, "rateLimit"},
		{`QQMusicPM.createClient({ rateLimit: { rate: 0 } })`, "rateLimit.rate"},
		{`QQMusicPM.createClient({ rateLimit: { speed: 1 } })`, "rateLimit.speed"},
		{`QQMusicPM.createClient({ sign: true })`, "sign"},
		{`QQMusicPM.createClient({ device: { model: 6 } })`, "device.model"},
		{`QQMusicPM.createClient({ device: { phone: "x" } })`, "device.phone"},
		{`QQMusicPM.createClient({ storage: {} })`, "storage"},
		{`QQMusicPM.createClient({ onEvent: 1 })`, "onEvent"},
	} {
		t.Run(c.call, func(t *testing.T) {
			got := object(t, `const { c, sent } = await client(); return { ...(await rejection(`+c.call+`)), sent: sent.length }`)
			assert.Equal(t, "InvalidArgumentError", got["name"], got["message"])
			assert.Equal(t, c.argument, got["argument"])
			assert.EqualValues(t, 0, got["sent"])
		})
	}
}

func TestAnObjectThatRefersToItselfIsRefused(t *testing.T) {
	got := object(t, `const { c } = await client(); const loop = {}; loop.again = loop; return rejection(c.sendMessage("u", 0, { metaData: loop }))`)
	assert.Equal(t, "InvalidArgumentError", got["name"])
	assert.Regexp(t, `^metaData\.again`, got["argument"])
}

func TestAGetterThatThrowsRejectsWithWhatItThrew(t *testing.T) {
	got := object(t, `const { c } = await client(); return rejection(c.getSessions({ get size() { throw new RangeError("mine"); } }))`)
	assert.Equal(t, "RangeError", got["name"])
}

func TestArgumentsAreReadBeforeTheCallReturns(t *testing.T) {
	got := result(t, `
		const { c, sent } = await client();
		const ext = { a: 1 };
		const call = c.reportCardMessageAction("u", 1, 1, "m", { ext });
		ext.a = 2;
		await call;
		return sent[0].body.req_0.param.ext.a`)
	assert.EqualValues(t, 1, got)
}
