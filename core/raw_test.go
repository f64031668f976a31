package core

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// In raw mode the data has its own names, and integers follow the Int64 rule.
func TestRawJSON(t *testing.T) {
	for data, want := range map[string]string{
		`{"has_more":1,"Unknown_key":{"x":[true,null,"a"]}}`:                                 `{"has_more":1,"Unknown_key":{"x":[true,null,"a"]}}`,
		`{"n":9007199254740991,"m":-9007199254740991}`:                                       `{"n":9007199254740991,"m":-9007199254740991}`,
		`{"n":9007199254740992,"m":-9007199254740992}`:                                       `{"n":"9007199254740992","m":"-9007199254740992"}`,
		`{"n":9223372036854775807,"m":-9223372036854775808}`:                                 `{"n":"9223372036854775807","m":"-9223372036854775808"}`,
		`{"n":123456789012345678901234567890}`:                                               `{"n":"123456789012345678901234567890"}`,
		`{"n":999999999999999,"m":-99999999999999}`:                                          `{"n":999999999999999,"m":-99999999999999}`,
		`{"n":9007199254740993.0,"m":9.007199254740993e15}`:                                  `{"n":"9007199254740993","m":"9007199254740993"}`,
		`{"f":1.5,"g":-2.25e-3,"h":1.0,"i":1e3,"j":-0}`:                                      `{"f":1.5,"g":-2.25e-3,"h":1.0,"i":1e3,"j":-0}`,
		`{"f":123456789012345.5,"g":1234567890123456.5}`:                                     `{"f":123456789012345.5,"g":"1234567890123456.5"}`,
		`{"f":1.2345678901234565e14,"g":1.23456789012345650e15,"h":-1.23456789012345655e15}`: `{"f":1.2345678901234565e14,"g":"1.23456789012345650e15","h":"-1.23456789012345655e15"}`,
		`{"f":0.1234567890123456789}`:                                                        `{"f":0.1234567890123456789}`,
		`{"f":1e400,"g":-1e400,"h":1e-400}`:                                                  `{"f":"1e400","g":"-1e400","h":1e-400}`,
		`{"s":"9007199254740993","t":"\u79c1\/"}`:                                            `{"s":"9007199254740993","t":"\u79c1\/"}`,
		`{"s":"\ud800","t":"\ud83c\udfb5","\udc00":1}`:                                       "{\"s\":\"\ufffd\",\"t\":\"\\ud83c\\udfb5\",\"\ufffd\":1}",
		`{"__proto__":{"n":9007199254740993},"a":1,"a":2}`:                                   `{"__proto__":{"n":"9007199254740993"},"a":1,"a":2}`,
		`{"deep":[[{"n":[9007199254740993,{"m":12345678901234}]}]]}`:                         `{"deep":[[{"n":["9007199254740993",{"m":12345678901234}]}]]}`,
		`{}`:    `{}`,
		`null`:  `{}`,
		" { } ": `{ }`,
	} {
		for _, call := range []string{"getSessions", "getFriendshipBadge", "deleteSession"} {
			raw, err := answerWith(t, anyCall(t, call), data).RawJSON()
			require.NoError(t, err)
			assert.Equal(t, want, string(raw))
			assert.True(t, json.Valid(raw))
		}
		bare, err := answerWith(t, anyCall(t, "getFriendshipBadge"), data).PublicJSON()
		require.NoError(t, err)
		assert.Equal(t, want, string(bare), "the badge has no model")
	}
}

func TestRawJSONOfMissingData(t *testing.T) {
	raw, err := answerWith(t, readCall(t), "").RawJSON()
	require.NoError(t, err)
	assert.Equal(t, `{}`, string(raw))
}

func TestRawJSONWantsAnObject(t *testing.T) {
	for _, data := range []string{`[]`, `"x"`, `0`, `false`} {
		_, err := answerWith(t, writeCall(t), data).RawJSON()
		bad := as[*DataError](t, err)
		assert.Equal(t, "/req_0/data", bad.Path)
		assert.Equal(t, "deleteSession", bad.Call)
		assert.True(t, bad.MaybeSent)
	}
}

// A RawObject stands in the JSON of a Go program as it is, and can be read back.
func TestRawObjectsMarshal(t *testing.T) {
	for raw, want := range map[string]string{``: `{}`, `{"a":9007199254740993,"B_c":[1.50]}`: `{"a":9007199254740993,"B_c":[1.50]}`} {
		card := MusicianMessageCard{Data: RawObject(raw)}
		text, err := json.Marshal(card)
		require.NoError(t, err)
		assert.Equal(t, `{"Data":`+want+`,"Problems":null}`, string(text))
		var again MusicianMessageCard
		require.NoError(t, json.Unmarshal(text, &again))
		assert.Equal(t, want, string(again.Data))
	}
	text, err := json.Marshal(FriendshipBadge{RawObject(`{"n":1}`)})
	require.NoError(t, err)
	assert.Equal(t, `{"n":1}`, string(text))
	_, err = json.Marshal(RawObject(`{"a":`))
	assert.Error(t, err)
}

// The body of an answer may be used again once the answer was read.
func TestRawObjectsAreCopies(t *testing.T) {
	body := []byte(`{"req_0":{"data":{"Attach":{"a":1},"session":{"TailTags":[{"b":2}]}}}}`)
	answers, err := ParseResponse(body, anyCall(t, "getMessages"))
	require.NoError(t, err)
	page, err := Decode[MessagePage](&answers[0])
	require.NoError(t, err)
	clear(body)
	assert.Equal(t, `{"a":1}`, string(page.Attach))
	assert.Equal(t, `{"b":2}`, string(page.Session.TailTags[0].Data))
	var read RawObject
	text := []byte(`{"c":3}`)
	require.NoError(t, read.UnmarshalJSON(text))
	clear(text)
	assert.Equal(t, `{"c":3}`, string(read))
}

func TestTheDataOfARefusalIsACopy(t *testing.T) {
	body := []byte(`{"req_0":{"code":7,"data":{"id":9007199254740993}}}`)
	answers, err := ParseResponse(body, readCall(t))
	require.NoError(t, err)
	clear(body)
	assert.Equal(t, `{"id":9007199254740993}`, string(FaultOf(answers[0].Err()).Data))
}
