package core

import (
	"qqmusicpm/internal/small/context"
	"qqmusicpm/internal/wire"
)

// SetConfigParams are the parameters of [Client.SetConfig].
//
//pm:call setConfig write SetConfig WriteResult
//pm:zh 修改私信设置
type SetConfigParams struct {
	// ConfigType is the setting: types 1 and 2 are numbers, 5 is a string (设置类型).
	ConfigType int64 `wire:"config_type"`
	// ConfigValue is its value; a number is also sent as config_value (设置值).
	ConfigValue ConfigValue `wire:"config_value_str" number:"config_value"`
}

// ConfigValue is the value of a setting: a text, made by [ConfigText], or a
// number, made by [ConfigNumber]. The zero value is the empty text.
type ConfigValue struct {
	text   string
	number Optional[int64]
}

func (v ConfigValue) argument() wire.Value {
	if number, ok := v.number.Get(); ok {
		return wire.IntValue(number)
	}
	return wire.StringValue(v.text)
}

// ConfigText is a setting that is a text.
func ConfigText(text string) ConfigValue { return ConfigValue{text: text} }

// ConfigNumber is a setting that is a number.
func ConfigNumber(number int64) ConfigValue { return ConfigValue{number: Int(number)} }

// SetConfig changes a setting of the private messages (修改私信设置).
func (c *Client) SetConfig(ctx context.Context, p SetConfigParams, o ...CallOption) (*WriteResult, error) {
	return do[WriteResult](ctx, c, &p, o)
}

// GetConfigParams are the parameters of [Client.GetConfig].
//
//pm:call getConfig read GetConfig ConfigResult
//pm:zh 获取私信设置
type GetConfigParams struct {
	// ConfigType is the setting: types 1 and 2 are numbers, 5 is a string (设置类型).
	ConfigType int64 `wire:"config_type"`
	// ConfigValue is a value to ask about (设置值).
	ConfigValue Optional[string] `wire:"config_value_str" default:""`
}

// ConfigResult is a setting of the private messages (私信设置).
type ConfigResult struct {
	// ConfigValue is the value of a setting that is a number (数值设置值).
	ConfigValue int64 `wire:"config_value" unreadable:"fatal"`
	// ConfigValueStr is the value as text (文本设置值).
	ConfigValueStr string `wire:"config_value_str" unreadable:"fatal"`
	// Msg is the gateway's own message about the call (提示信息).
	Msg string `wire:"msg"`
	// Problems are the values that could not be read, nil when there are none.
	Problems []Problem
}

// GetConfig fetches a setting of the private messages (获取私信设置).
func (c *Client) GetConfig(ctx context.Context, p GetConfigParams, o ...CallOption) (*ConfigResult, error) {
	return do[ConfigResult](ctx, c, &p, o)
}
