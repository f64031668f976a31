//go:build js && wasm

package jsbridge

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestTheDialectIsAnOption(t *testing.T) {
	for options, want := range map[string][]any{
		`{}`:                  {"11", "20090008", "15", "QQMusic 20090008(android 15)"},
		`{ dialect: "20.9" }`: {"11", "20090008", "15", "QQMusic 20090008(android 15)"},
		`{ dialect: "14.9" }`: {11.0, 14090008.0, "10", "QQMusic 14090008(android 10)"},
		`{ comm: { cv: 20090010, os_ver: "16", extra: "x", chid: null } }`:                {"11", "20090010", "16", "QQMusic 20090010(android 16)"},
		`{ dialect: "14.9", comm: { cv: "14090010", chid: null, extra: "x", other: 5 } }`: {11.0, 14090010.0, "10", "QQMusic 14090010(android 10)"},
	} {
		got := result(t, `
			const { c, sent } = await client(`+options+`);
			await c.getConfig(1);
			const { comm } = sent[0].body;
			return [[comm.ct, comm.cv, comm.os_ver, sent[0].init.headers["User-Agent"]], "chid" in comm, comm.extra ?? null, comm.other ?? null]`).([]any)
		assert.Equal(t, want, got[0], options)
	}
}

func TestOptionsOfTheDialectThatAreWrong(t *testing.T) {
	for options, argument := range map[string]string{
		`{ dialect: "15.0" }`:               "dialect",
		`{ dialect: 20.9 }`:                 "dialect",
		`{ comm: "cv" }`:                    "comm",
		`{ comm: ["cv"] }`:                  "comm",
		`{ comm: { cv: 1.5 } }`:             "comm.cv",
		`{ comm: { cv: 2 ** 53 } }`:         "comm.cv",
		`{ comm: { cv: true } }`:            "comm.cv",
		`{ comm: { cv: 1n } }`:              "comm.cv",
		`{ comm: { qq: "1" } }`:             "comm.qq",
		`{ comm: { authst: "1" } }`:         "comm.authst",
		`{ comm: { tmeLoginType: 1 } }`:     "comm.tmeLoginType",
		`{ comm: { uid: null } }`:           "comm.uid",
		`{ comm: { sid: "" } }`:             "comm.sid",
		`{ comm: { traceid: "x" } }`:        "comm.traceid",
		`{ strict: 1 }`:                     "strict",
		`{ device: { openUdid2: 1 } }`:      "device.openUdid2",
		`{ device: { openUdid3: "1" } }`:    "device.openUdid3",
		`{ comm: { get cv() { throw 1 } }}`: "",
	} {
		got := object(t, `return rejection(client(`+options+`))`)
		if argument == "" {
			assert.NotContains(t, got, "fulfilled")
			continue
		}
		assert.Equal(t, argument, got["argument"], options)
	}
}

const odd = `'{"traceid":"t-7","code":0,"req_0":{"code":0,"data":{"has_more":0,"messages":[{"id":"1","meta_data":{"Duration":3.5,"content":"图"}},"x"]}}}'`

func TestValuesThatCannotBeReadAreListed(t *testing.T) {
	got := result(t, `
		const events = [];
		const { c } = await client({ onEvent: (e) => events.push(e) }, `+odd+`);
		const { messages, problems } = await c.getMessages({ sessionId: "s" });
		const raw = await c.getMessages({ sessionId: "s", raw: true });
		const { problems: counted, traceId } = events.at(-1);
		return [messages.map((m) => m.metaData.content), problems, "problems" in raw, counted, traceId, "problems" in (await c.getConfig(1))]`)
	assert.Equal(t, []any{
		[]any{"图"},
		[]any{
			map[string]any{"path": "/req_0/data/messages/0/meta_data/Duration", "expected": "integer", "got": "number"},
			map[string]any{"path": "/req_0/data/messages/1", "expected": "object", "got": "string"},
		},
		false, 2.0, "t-7", false,
	}, got)
}

func TestStrictMakesThemErrors(t *testing.T) {
	for script, strict := range map[string]bool{
		`client({ strict: true }, ` + odd + `).then(({ c }) => c.getMessages({ sessionId: "s" }))`:                true,
		`client({}, ` + odd + `).then(({ c }) => c.getMessages({ sessionId: "s", strict: true }))`:                true,
		`client({ strict: true }, ` + odd + `).then(({ c }) => c.getMessages({ sessionId: "s", strict: false }))`: false,
		`client({ strict: true }, ` + odd + `).then(({ c }) => c.getMessages({ sessionId: "s", raw: true }))`:     false,
		`client({}, ` + odd + `).then(({ c }) => c.batch([{ call: "getMessages", options: { strict: true } }]))`:  true,
	} {
		got := object(t, `return rejection(`+script+`)`)
		if !strict {
			assert.Contains(t, got, "fulfilled", script)
			continue
		}
		assert.Equal(t, "DataError", got["name"], script)
		assert.Equal(t, "/req_0/data/messages/0/meta_data/Duration", got["path"])
		assert.Equal(t, "t-7", got["traceId"])
	}
}

func TestNullIsTakenWhereTheDefaultIsNone(t *testing.T) {
	got := result(t, `
		const { c, sent } = await client();
		await c.getSessions({ encryptFromUin: null });
		await c.getMessages({ locationId: null, updateTime: null });
		await c.sendMessage("u", 0, { metaData: null, sourceFlag: null, msgId: null, userInput: null, superMsgFlag: null });
		await c.getChatEntries([1], { fromUserType: null, userId: null, ext: null });
		await c.reportCardMessageAction("u", 1, 1, "m", { ext: null });
		return sent.map((r) => Object.keys(r.body.req_0.param).join())`)
	assert.Equal(t, []any{"last_id,order,size,last_time,from,FansFlag", "order,size,flag", "last_msg_seq,user_id,entrance,client_key,msg_type", "Scence", "target_user_id,msg_type,confirm,msg_id"}, got)
}
