package gateway

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestConfigs(t *testing.T) {
	_, c := play(t)
	get := func(kind int) (string, string) {
		got := c.ok(moduleRead, "GetConfig", obj{"config_type": kind, "config_value_str": ""})
		return got["config_value"].(json.Number).String(), got["config_value_str"].(string)
	}
	for _, tt := range []struct {
		name       string
		kind       int
		set        obj
		value, str string
	}{
		{"a number", 1, obj{"config_value_str": "", "config_value": 9223372036854775807}, "9223372036854775807", ""},
		{"digits alone set the number too", 2, obj{"config_value_str": "7"}, "7", "7"},
		{"a string", 5, obj{"config_value_str": "的小肚子"}, "0", "的小肚子"},
		{"an unknown type", -1, obj{"config_value_str": ""}, "0", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.set["config_type"] = tt.kind
			c.ok(moduleWrite, "SetConfig", tt.set)
			value, str := get(tt.kind)
			assert.Equal(t, tt.value, value)
			assert.Equal(t, tt.str, str)
		})
	}
	value, str := get(777)
	assert.Equal(t, "0", value, "a type that nobody set")
	assert.Empty(t, str)
}
