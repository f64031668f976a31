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
	const follow = async (page) => {
		const ids = [];
		while (page) {
			ids.push(...(await page).sessions.map((s) => s.sessionId));
			page = page.nextPage && page.nextPage();
		}
		return ids;
	};`

func TestPagesGoOnToTheEnd(t *testing.T) {
	got := result(t, follow+`const { c, sent } = await client({}, `+list+`); return [await follow(c.getSessions({ size: 2 })), sent.map((r) => r.body.req_0.param.size)]`)
	assert.Equal(t, []any{[]any{"s0", "s1", "s2", "s3", "s4"}, []any{2.0, 2.0, 2.0}}, got)
}

func TestPagesKeepTheOptionsOfTheFirst(t *testing.T) {
	got := result(t, follow+`
		const { c, sent } = await client({}, `+list+`);
		const options = { size: 2, credential: { musicid: 12, musickey: "k", loginType: 1 }, sign: "always" };
		const first = c.getSessions(options);
		options.size = 9;
		options.credential.musickey = "other";
		delete options.sign;
		await follow(first);
		return sent.map((r) => [r.body.req_0.param.size, r.body.comm.qq, r.body.comm.tmeLoginType, /musics/.test(r.url), r.body.comm.authst])`)
	page := []any{2.0, "12", "1", true, "k"}
	assert.Equal(t, []any{page, page, page}, got)
}

func TestPagesStayWithTheAccountOfTheFirst(t *testing.T) {
	got := result(t, follow+`
		const { c, sent } = await client({ credential: { musicid: 11, musickey: "k", loginType: 7 } }, `+list+`);
		const first = c.getSessions();
		await first;
		c.setCredential({ musicid: 12, musickey: "k" });
		await follow(first);
		return sent.map((r) => [r.body.comm.qq, r.body.comm.tmeLoginType])`)
	assert.Equal(t, []any{[]any{"11", "7"}, []any{"11", "7"}, []any{"11", "7"}}, got, "also the kind of its login")
}

func TestPagesUseARenewedLoginOfTheirAccount(t *testing.T) {
	got := result(t, follow+`
		const { c, sent } = await client({ credential: { musicid: 11, musickey: "old" } }, `+list+`);
		const first = c.getSessions();
		await first;
		c.setCredential({ musicid: 11, musickey: "renewed" });
		await follow(first);
		return sent.map((r) => r.body.comm.authst)`)
	assert.Equal(t, []any{"old", "renewed", "renewed"}, got)
}

func TestARepeatedCursorIsAnErrorBehindItsPage(t *testing.T) {
	got := object(t, follow+`
		const { c, sent } = await client({}, data('{"has_more":1,"sessions":[{"session_id":"same","sort_time":1}]}'));
		return { ...(await rejection(follow(c.getSessions()))), sent: sent.length }`)
	assert.Equal(t, "DataError", got["name"])
	assert.Contains(t, got["message"], "was used before")
	assert.EqualValues(t, 2, got["sent"], "the page that repeats is the last")
}

// A, B and A again: each page knows all the pages before it, not only the last.
func TestACircleOfPagesIsAnError(t *testing.T) {
	got := object(t, follow+`
		let n = 0;
		const { c, sent } = await client({}, () => new Response(data('{"has_more":1,"sessions":[{"session_id":"' + "ab"[n++ % 2] + '","sort_time":1}]}')));
		return { ...(await rejection(follow(c.getSessions()))), sent: sent.length }`)
	assert.Equal(t, "DataError", got["name"])
	assert.EqualValues(t, 3, got["sent"])
}

func TestFromAPageOneCanGoOnTwice(t *testing.T) {
	got := result(t, follow+`
		const { c } = await client({}, `+list+`);
		const first = c.getSessions();
		await first;
		return [await follow(first.nextPage()), await follow(first.nextPage())]`)
	rest := []any{"s2", "s3", "s4"}
	assert.Equal(t, []any{rest, rest}, got)
}

func TestTheLastPageHasNoNext(t *testing.T) {
	got := result(t, `
		const { c } = await client({}, data('{"has_more":0,"sessions":[{"session_id":"s"}]}'));
		const page = c.getSessions();
		const before = page.nextPage;
		await page;
		return [before, page.nextPage, "nextPage" in c, "position" in page]`)
	assert.Equal(t, []any{nil, nil, false, false}, got)
}

func TestNoPageIsAskedForAfterClose(t *testing.T) {
	got := object(t, `
		const { c, sent } = await client({}, `+list+`);
		const first = c.getSessions();
		await first;
		c.close();
		return { ...(await rejection(first.nextPage())), sent: sent.length }`)
	assert.Equal(t, "ClosedError", got["name"])
	assert.EqualValues(t, 1, got["sent"])
}

// A login can be read off nothing that a caller gets.
func TestNothingThatACallerGetsHoldsALogin(t *testing.T) {
	got := result(t, `
		const key = "Q_H_L_s3cr3t";
		const seen = new Set();
		const found = [];
		const look = (value, path) => {
			if (typeof value === "string" && value.includes(key)) found.push(path);
			if (value === null || typeof value !== "object" && typeof value !== "function" || seen.has(value)) return;
			seen.add(value);
			for (const name of Reflect.ownKeys(value)) {
				const own = Object.getOwnPropertyDescriptor(value, name);
				if ("value" in own) look(own.value, path + "." + String(name));
			}
			if (typeof value === "function") look(String(value), path + "()");
		};
		const { c } = await client({ credential: { musicid: 11, musickey: key } }, `+list+`);
		const page = c.getSessions({ size: 2 }), other = c.getSessions({ size: 2, credential: { musicid: 12, musickey: key } });
		const results = await Promise.all([page, other]);
		const next = page.nextPage();
		results.push(await next, await rejection(c.getConfig("x")));
		for (const [name, value] of Object.entries({ c, page, other, next, results })) look(value, name);
		return [found, JSON.stringify([page, other, next, c])]`)
	assert.Equal(t, []any{[]any{}, `[{"account":"11"},{"account":"12"},{"account":"11"},{}]`}, got)
}
