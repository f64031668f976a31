package gateway

import (
	"encoding/json"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sharedVectors is where the examples are that the client is held against too.
const sharedVectors = "../../core/testdata/vectors/"

// vectors reads a file of the protocol's examples.
func vectors[T any](t *testing.T, name string) []T {
	t.Helper()
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	var list []T
	require.NoError(t, json.Unmarshal(data, &list))
	require.NotEmpty(t, list)
	return list
}

func TestParamsOfTheVectorsAreAllowed(t *testing.T) {
	type vector struct {
		Call, Module, Method string
		Param                json.RawMessage
	}
	calls := map[string]bool{}
	for _, v := range vectors[vector](t, sharedVectors+"requests.json") {
		m, ok := methods[methodName{v.Module, v.Method}]
		require.True(t, ok, "%s.%s", v.Module, v.Method)
		_, err := checkParams(v.Param, m.fields)
		assert.Nil(t, err, "%s %s: %v", v.Call, v.Param, err)
		calls[v.Call] = true
	}
	assert.Len(t, calls, 15)
}

// The keys of docs/protocol.md §4: always | left out when not given | left out when empty.
func TestKeysAreThoseOfTheProtocol(t *testing.T) {
	want := map[string]string{
		"GetSession":            "uid vkey caller | |",
		"GetSessionList":        "last_id order size last_time from | FansFlag | EncryptFromUin",
		"DeleteSession":         "session_id super_msg_flag | |",
		"GetMessage":            "order size flag | update_time | session_id last_id wns_id user_id location_id",
		"SendMessageAsync":      "last_msg_seq user_id entrance client_key msg_type | meta_data source_flag super_msg_flag | session_id last_id msg_id user_input",
		"StarSendSuperMsg":      "last_msg_seq user_id entrance client_key msg_type | meta_data source_flag super_msg_flag | session_id last_id msg_id user_input",
		"DeleteMessage":         "session_id msg_id super_msg_flag | |",
		"ClearSession":          "session_id super_msg_flag | |",
		"SetConfig":             "config_type config_value_str | config_value |",
		"GetConfig":             "config_type config_value_str | |",
		"GetMusicianCard":       "EncUin | |",
		"ActCardMsgCallBack":    "target_user_id msg_type confirm msg_id | | ext",
		"GetEntries":            "Scence | FromUserType UserID Ext |",
		"GetMsgDetails":         "SessionID MsgIDs | |",
		"SetAllMsgMardRead":     "CmdFlag EncryptUin | |",
		"GetSafetyHint":         "encUin close | |",
		"GetFriendFloatingIcon": "TargetEncuin | |",
	}
	assert.Len(t, methods, len(want))
	for name, m := range methods {
		var groups [3][]string
		for _, f := range m.fields {
			groups[f.need] = append(groups[f.need], f.name)
		}
		for i, group := range strings.Split(want[name.method], "|") {
			assert.ElementsMatch(t, strings.Fields(group), groups[i], name.method)
		}
	}
}

// valid is a value that each kind of key allows.
var valid = map[kind]any{
	text: "x", integer: 1, textList: []string{"x"}, integerList: []int{1}, object: obj{"k": "v"},
}

// wrong is what each kind of key refuses.
var wrong = map[kind][]string{
	text:        {`1`, `null`, `[]`, `{}`, `true`},
	integer:     {`"1"`, `""`, `null`, `1.5`, `1.0`, `1e3`, `9223372036854775808`, `-9223372036854775809`, `[1]`, `false`},
	textList:    {`"x"`, `[1]`, `["x",null]`, `null`, `{}`, `[true]`},
	integerList: {`1`, `["1"]`, `[1,null]`, `[1.5]`, `null`, `{}`, `[false]`},
	object:      {`"x"`, `1`, `[]`, `null`, `{"deep":{"list":[1,{"flag":true}]}}`},
}

func paramOf(fields []field) obj {
	param := obj{}
	for _, f := range fields {
		if f.need == always {
			param[f.name] = valid[f.kind]
		}
	}
	return param
}

func check(t *testing.T, param obj, fields []field) *refusal {
	t.Helper()
	raw, err := json.Marshal(param)
	require.NoError(t, err)
	_, refused := checkParams(raw, fields)
	return refused
}

// Every rule is tried on every key of every method.
func TestParamsAreStrict(t *testing.T) {
	for name, m := range methods {
		t.Run(name.method, func(t *testing.T) {
			full := paramOf(m.fields)
			require.Nil(t, check(t, full, m.fields))

			param := maps.Clone(full)
			param["extra"] = 1
			assertNames(t, "extra", check(t, param, m.fields), "an unknown key")
			for _, f := range m.fields {
				if f.need == always {
					param = maps.Clone(full)
					delete(param, f.name)
					assertNames(t, f.name, check(t, param, m.fields), "a missing key")
				}
				for _, value := range wrong[f.kind] {
					param = maps.Clone(full)
					param[f.name] = json.RawMessage(value)
					assertNames(t, f.name, check(t, param, m.fields), value)
				}
				param = maps.Clone(full)
				param[f.name] = json.RawMessage(map[kind]string{text: `""`, integer: `0`, textList: `[]`, integerList: `[]`, object: `{}`}[f.kind])
				if f.need == nonEmpty {
					assertNames(t, f.name, check(t, param, m.fields), "an empty value")
				} else {
					assert.Nil(t, check(t, param, m.fields), "%s may be empty", f.name)
				}
			}
		})
	}
}

func assertNames(t *testing.T, key string, refused *refusal, what string) {
	t.Helper()
	if assert.NotNil(t, refused, "%s: %s should be refused", key, what) {
		assert.EqualValues(t, codeBadParam, refused.code)
		assert.Regexp(t, "^"+key+"[:/]", refused.msg)
	}
}

func TestBooleanIsNamedByItsPath(t *testing.T) {
	param := paramOf(sendFields)
	param["meta_data"] = obj{"a": []any{1, obj{"flag": true}}}
	refused := check(t, param, sendFields)
	require.NotNil(t, refused)
	assert.Equal(t, "meta_data/a/1/flag: is a boolean; the protocol sends 0 or 1", refused.msg)
}

func TestParamThatIsNoObject(t *testing.T) {
	for _, raw := range []string{`null`, `[]`, `""`, `1`} {
		_, refused := checkParams(json.RawMessage(raw), nil)
		require.NotNil(t, refused, raw)
		assert.Contains(t, refused.msg, "param")
	}
}
