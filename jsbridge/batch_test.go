//go:build js && wasm

package jsbridge

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// echo answers every call of a request with its config_type; 13 is refused.
const echo = `(url, init) => {
	const body = JSON.parse(init.body), answer = { code: 0 };
	for (const [name, { param }] of Object.entries(body)) {
		if (name !== "comm") answer[name] = param.config_type === 13 ? { code: 10013, data: {} } : { code: 0, data: { config_value: param.config_type } };
	}
	return new Response(JSON.stringify(answer));
}`

func TestBatchAnswersInTheOrderOfTheCalls(t *testing.T) {
	got := result(t, `
		const { c, sent } = await client({}, `+echo+`);
		const answers = await c.batch(Array.from({ length: 45 }, (_, i) => ({ call: "getConfig", args: [i < 13 ? i : i + 1] })));
		return [answers.map((a) => a.configValue).join(), sent.map((r) => Object.keys(r.body).length - 1).sort().join()]`)
	want := ""
	for i := range 45 {
		if i >= 13 {
			i++
		}
		if want != "" {
			want += ","
		}
		want += textOf(int64Value(int64(i)))
	}
	assert.Equal(t, []any{want, "20,20,5"}, got)
}

func TestSettledBatchKeepsTheSiblingsOfAFailure(t *testing.T) {
	got := result(t, `
		const { c } = await client({}, `+echo+`);
		const calls = [{ call: "getConfig", args: [1] }, { call: "getConfig", args: [13] }, { call: "getConfig", args: ["x"] }, { call: "getConfig", args: [2], options: { raw: true } }];
		return (await c.batch(calls, { settled: true })).map((r) => [r.status, r.value ?? null, r.reason?.name ?? null, r.reason?.argument ?? null])`)
	assert.Equal(t, []any{
		[]any{"fulfilled", map[string]any{"configValue": 1.0, "configValueStr": "", "msg": ""}, nil, nil},
		[]any{"rejected", nil, "CGIError", nil},
		[]any{"rejected", nil, "InvalidArgumentError", "calls[2].configType"},
		[]any{"fulfilled", map[string]any{"config_value": 2.0}, nil, nil},
	}, got)
}

func TestBatchRejectsWithTheFirstError(t *testing.T) {
	got := object(t, `
		const { c } = await client({}, `+echo+`);
		return rejection(c.batch([{ call: "getConfig", args: [1] }, { call: "getConfig", args: [13] }]))`)
	assert.Equal(t, "CGIError", got["name"])
	assert.EqualValues(t, 10013, got["code"])
}

func TestAFailedBatchThatWroteSaysSo(t *testing.T) {
	got := object(t, `
		const { c } = await client({}, `+echo+`);
		return rejection(c.batch([{ call: "deleteSession", args: ["s"] }, { call: "getConfig", args: [13] }]))`)
	assert.Equal(t, true, got["maybeSent"])
	assert.Equal(t, false, got["retryable"])
}

func TestEmptyBatchSendsNothing(t *testing.T) {
	got := result(t, `const { c, sent } = await client(); return [await c.batch([]), sent.length]`)
	assert.Equal(t, []any{[]any{}, 0.0}, got)
}

func TestASignalOfOneCallEndsThatCallAlone(t *testing.T) {
	got := result(t, `
		const { c } = await client({}, `+echo+`);
		const signal = AbortSignal.abort("mine");
		const results = await c.batch([{ call: "getConfig", args: [1], options: { signal } }, { call: "getConfig", args: [2] }], { settled: true });
		return [results[0].status, results[0].reason, results[1].status]`)
	assert.Equal(t, []any{"rejected", "mine", "fulfilled"}, got)
}
