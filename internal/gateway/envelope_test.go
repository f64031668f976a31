package gateway

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEnvelopeThatIsRefusedWhole(t *testing.T) {
	const call = `{"module":"m","method":"f","param":{}}`
	calls := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `,"req_%d":%s`, i, call)
		}
		return `{"comm":{}` + b.String() + `}`
	}
	for _, tt := range []struct {
		name, body string
		code       int64
		names      string
	}{
		{"empty body", ``, codeBadEnvelope, "JSON"},
		{"not JSON", `comm=1`, codeBadEnvelope, "JSON"},
		{"array", `[]`, codeBadEnvelope, "JSON"},
		{"null", `null`, codeBadEnvelope, "JSON"},
		{"text after the object", calls(1) + `x`, codeBadEnvelope, "JSON"},
		{"NaN", `{"comm":NaN,"req_0":` + call + `}`, codeBadEnvelope, "JSON"},
		{"not UTF-8", "{\"comm\":{\"a\":\"\xff\"},\"req_0\":" + call + `}`, codeBadEnvelope, "UTF-8"},
		{"no comm", `{"req_0":` + call + `}`, codeBadEnvelope, "comm"},
		{"comm is null", `{"comm":null,"req_0":` + call + `}`, codeBadEnvelope, "comm"},
		{"comm is a list", `{"comm":[],"req_0":` + call + `}`, codeBadEnvelope, "comm"},
		{"no calls", `{"comm":{}}`, codeBadEnvelope, "req_0"},
		{"first number left out", `{"comm":{},"req_1":` + call + `}`, codeBadEnvelope, "req_0"},
		{"a key beside calls", `{"comm":{},"req_0":` + call + `,"extra":1}`, codeBadEnvelope, "extra"},
		{"21 calls", calls(21), codeTooManyCalls, "21"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, refused := parseEnvelope([]byte(tt.body))
			require.NotNil(t, refused)
			assert.Equal(t, tt.code, refused.code)
			assert.Contains(t, refused.msg, tt.names)
		})
	}
	_, refused := parseEnvelope([]byte(calls(20)))
	assert.Nil(t, refused, "20 calls are allowed")
}

func TestCallThatIsRefusedAlone(t *testing.T) {
	for _, tt := range []struct{ name, call, names string }{
		{"not an object", `[]`, "object"},
		{"null", `null`, "object"},
		{"no module", `{"method":"f","param":{}}`, "module"},
		{"no method", `{"module":"m","param":{}}`, "method"},
		{"no param", `{"module":"m","method":"f"}`, "param"},
		{"module in another case", `{"Module":"m","method":"f","param":{}}`, "Module"},
		{"method is a number", `{"module":"m","method":1,"param":{}}`, "method"},
		{"a key too many", `{"module":"m","method":"f","param":{},"id":1}`, "id"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			body := `{"comm":{},"req_0":` + tt.call + `,"req_1":{"module":"m","method":"f","param":{}}}`
			env, refused := parseEnvelope([]byte(body))
			require.Nil(t, refused)
			require.NotNil(t, env.calls[0].refused)
			assert.EqualValues(t, codeBadParam, env.calls[0].refused.code)
			assert.Contains(t, env.calls[0].refused.msg, tt.names)
			assert.Nil(t, env.calls[1].refused, "its sibling is fine")
		})
	}
}

func TestBatchAnswersEachCallAlone(t *testing.T) {
	_, c := play(t)
	status, answer := c.post(UnsignedPath, c.body(
		req(moduleRead, "GetConfig", obj{"config_type": 1, "config_value_str": ""}),
		req(moduleRead, "GetConfig", obj{"config_type": "1", "config_value_str": ""}),
		req(moduleRead, "NoSuchMethod", obj{}),
		req(moduleRead, "GetMsgDetails", obj{"SessionID": "", "MsgIDs": []string{}}),
		req(moduleBadge, "GetFriendFloatingIcon", obj{"TargetEncuin": "x"}),
		req(moduleRead, "GetSafetyHint", obj{"encUin": "x", "close": 0}),
	))
	require.Equal(t, http.StatusOK, status)
	got := c.read(answer)
	assert.Zero(t, got.code)
	var codes []int64
	for _, child := range got.children {
		codes = append(codes, child.code)
	}
	assert.Equal(t, []int64{0, codeBadParam, codeUnknownMethod, codeSignature, codeBadgeUnsigned, 0}, codes)
	assert.Contains(t, got.children[1].data["msg"], "config_type")
}

func TestAnswerHoldsTheTimesOfTheClock(t *testing.T) {
	_, c := play(t)
	_, answer := c.post(UnsignedPath, c.body(req(moduleRead, "GetSafetyHint", obj{"encUin": "x", "close": 0})))
	assert.Regexp(t, `^\{"ts":1773489600\d{3},"start_ts":1773489600\d{3},"traceid":"[0-9a-f]{16}","req_0":`, string(answer))
}

func FuzzEnvelope(f *testing.F) {
	f.Add([]byte(`{"comm":{"ct":11},"req_0":{"module":"m","method":"f","param":{}}}`))
	f.Add([]byte(`{"comm":{"qq":"1152921504606846999"},"req_0":{"module":"m","method":"f","param":{"a":9223372036854775807}},"req_1":null}`))
	f.Add([]byte("{\"comm\":{},\"req_0\":\"\xe7\xa7\"}"))
	f.Add([]byte(`{"comm":{},"comm":{"ct":1},"req_0":{"module":"","method":"","param":null}}`))
	f.Add([]byte(`[[[[[[[[`))
	f.Fuzz(func(t *testing.T, body []byte) {
		env, refused := parseEnvelope(body)
		if refused != nil {
			assert.NotZero(t, refused.code)
			return
		}
		assert.NotNil(t, env.comm)
		assert.LessOrEqual(t, len(env.calls), maxCalls)
		_ = env.comm.sessionState(noon)
		_ = checkAgent("QQMusic 1(android 1)", env.comm)
		_ = checkSessionComm(env)
		_ = checkComm(env.comm, nil, noon)
		for _, c := range env.calls {
			if c.refused != nil {
				continue
			}
			for _, m := range methods { // none may panic, whatever the param
				if p, err := checkParams(c.param, m.fields); err == nil {
					assert.NotNil(t, p.values)
				}
			}
		}
	})
}
