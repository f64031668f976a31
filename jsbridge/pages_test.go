//go:build js && wasm

package jsbridge

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// list answers getSessions from 5 sessions, two a page; sort times are beyond a double.
const list = `(url, init) => {
	const { last_id, last_time } = JSON.parse(init.body).req_0.param;
	const from = last_id === "" ? 0 : Number(last_id.slice(1)) + 1;
	if (from && !init.body.includes('"last_time":922337203685477580' + (from - 1))) throw new Error("inexact cursor " + init.body);
	const sessions = [0, 1].map((i) => from + i).filter((i) => i < 5).map((i) => '{"session_id":"s' + i + '","sort_time":922337203685477580' + i + '}');
	return new Response(data('{"has_more":' + (from + 2 < 5 ? 1 : 0) + ',"sessions":[' + sessions + ']}'));
}`

// follow makes JavaScript that follows a list to its end.
const follow = `
	const follow = async (c, call, options) => {
		const ids = [];
		for (let page = c[call](options); page; ) {
			ids.push(...(await page).sessions.map((s) => s.sessionId));
			if (page.position?.error) throw page.position.error;
			page = page.position && c.nextPage(call, options, page.position);
		}
		return ids;
	};`

func TestPagesGoOnToTheEnd(t *testing.T) {
	got := result(t, follow+`const { c, sent } = await client({}, `+list+`); return [await follow(c, "getSessions", { size: 2 }), sent.map((r) => r.body.req_0.param.size)]`)
	assert.Equal(t, []any{[]any{"s0", "s1", "s2", "s3", "s4"}, []any{2.0, 2.0, 2.0}}, got)
}

func TestPagesStayWithTheAccountOfTheFirst(t *testing.T) {
	got := result(t, `
		const { c, sent } = await client({}, `+list+`);
		const first = c.getSessions();
		await first;
		c.setCredential({ musicid: 12, musickey: "k" });
		await c.nextPage("getSessions", {}, first.position);
		return sent.map((r) => r.body.comm.qq)`)
	assert.Equal(t, []any{"1152921504606846999", "1152921504606846999"}, got)
}

func TestARepeatedCursorIsAnErrorBehindItsPage(t *testing.T) {
	got := object(t, follow+`
		const { c, sent } = await client({}, data('{"has_more":1,"sessions":[{"session_id":"same","sort_time":1}]}'));
		return { ...(await rejection(follow(c, "getSessions"))), sent: sent.length }`)
	assert.Equal(t, "DataError", got["name"])
	assert.Contains(t, got["message"], "was used before")
	assert.EqualValues(t, 2, got["sent"], "the page that repeats is the last")
}

func TestNextPageNeedsAPosition(t *testing.T) {
	for call, argument := range map[string]string{
		`c.nextPage("getSessions", {}, null)`: "position",
		`c.nextPage("getSessions", {}, {})`:   "position",
		`c.nextPage("getConfig", {}, {})`:     "call",
	} {
		got := object(t, `const { c } = await client(); return rejection(`+call+`)`)
		assert.Equal(t, argument, got["argument"], call)
	}
}
