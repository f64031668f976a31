//go:build js && wasm

package jsbridge

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// never answers nothing, but ends when it is aborted.
const never = `(url, init) => new Promise((_, reject) => init.signal.addEventListener("abort", () => reject(init.signal.reason)))`

func TestCloseEndsWhatWaitsForTheCredential(t *testing.T) {
	for _, call := range []string{`c.getSessions()`, `c.getMessages({ sessionId: "s" })`, `c.getConfig(1)`, `c.deleteSession("s")`, `c.batch([{ call: "getConfig", args: [1] }], { settled: true })`} {
		got := object(t, `
			const { c } = await client({ credential: () => new Promise(() => {}) });
			const pending = rejection(`+call+`);
			await tick();
			c.close();
			return pending`)
		assert.Equal(t, "ClosedError", got["name"], call)
	}
}

func TestAnAbortEndsABatchWithItsReason(t *testing.T) {
	for _, settled := range []string{"true", "false"} {
		got := result(t, `
			const { c } = await client({}, `+never+`);
			const stop = new AbortController();
			const pending = c.batch([{ call: "getConfig", args: [1] }, { call: "deleteSession", args: ["s"] }], { settled: `+settled+`, signal: stop.signal });
			await tick();
			stop.abort("enough");
			return pending.then(() => "resolved", (reason) => ["rejected", reason])`)
		assert.Equal(t, []any{"rejected", "enough"}, got, "settled: "+settled)
	}
}

// The reason itself is what an aborted write rejects with; that it may have been carried out is told by its event.
func TestAnAbortedWriteIsToldInItsEvent(t *testing.T) {
	for call, maybeSent := range map[string]any{`c.deleteSession("s", { signal })`: true, `c.getConfig(1, { signal })`: nil} {
		got := result(t, `
			const events = [];
			const { c, sent } = await client({ onEvent: (e) => events.push(e) }, `+never+`);
			const stop = new AbortController();
			const { signal } = stop;
			const pending = `+call+`.catch((reason) => reason);
			while (sent.length === 0) await tick();
			stop.abort("enough");
			const { error, maybeSent } = (await pending, events.at(-1));
			return [await pending, error, maybeSent ?? null]`)
		assert.Equal(t, []any{"enough", "aborted", maybeSent}, got, call)
	}
}

// Storage that never answers costs two seconds, once.
func TestStorageThatHangsIsGivenUp(t *testing.T) {
	got := result(t, `
		const events = [];
		const hang = () => new Promise(() => {});
		const { c } = await client({ storage: { get: hang, set: hang, delete: hang }, onEvent: (e) => events.push(e) });
		await c.getConfig(1);
		await c.getConfig(1);
		return events.filter((e) => e.call === "storage").map((e) => e.error)`)
	assert.Equal(t, []any{"TimeoutError"}, got)
}
