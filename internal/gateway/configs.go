package gateway

import (
	"strconv"
	"time"
)

// config is one setting. Types 1 and 2 hold a number and 5 a string, as public
// clients report.
type config struct {
	value    int64
	valueStr string
}

var firstConfigs = map[int64]config{
	1: {value: 1, valueStr: "1"},
	2: {value: 0, valueStr: "0"},
	5: {valueStr: "的肩膀说来首歌"},
}

type configAnswer struct {
	Value    int64  `json:"config_value"`
	ValueStr string `json:"config_value_str"`
	Msg      string `json:"msg"`
}

// setConfig keeps what was sent. A call without config_value sets the number
// that its string holds, or 0.
func (a *account) setConfig(p params, _ time.Time) (any, *refusal) {
	c := config{value: p.integer("config_value"), valueStr: p.text("config_value_str")}
	if !p.has("config_value") {
		c.value, _ = strconv.ParseInt(c.valueStr, 10, 64)
	}
	a.configs[p.integer("config_type")] = c
	return operationAnswer{Msg: "ok"}, nil
}

// getConfig answers 0 and "" for a type that nobody set.
func (a *account) getConfig(p params, _ time.Time) (any, *refusal) {
	c, ok := a.configs[p.integer("config_type")]
	if !ok {
		c = firstConfigs[p.integer("config_type")]
	}
	return configAnswer{Value: c.value, ValueStr: c.valueStr, Msg: "ok"}, nil
}
