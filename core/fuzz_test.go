package core

import (
	"bytes"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/exactjson"
	"qqmusicpm/internal/wire"
)

// Whatever the gateway sends, both ways to read it agree, no way panics and
// what comes out is JSON.
func FuzzAnswer(f *testing.F) {
	for i, name := range wire.CallNames() {
		f.Add(uint8(i), []byte(`{"code":0,"req_0":{"code":0,"data":{}}}`))
		f.Add(uint8(i), []byte(`{"req_0":{"code":"2001","data":{"feedbackURL":"x"}}}`))
		_ = name
	}
	for _, body := range []string{
		``, `null`, `{"code":1}`, `{"code":0,"req_0":[]}`, `{"code":0,"req_0":{"data":[]}}`, `{"code":1.05e-9223372036854775808}`,
		`{"req_0":{"data":{"has_more":1.0,"sessions":[null,{"session_id":12,"user":{"identity":""},"Ext":{"a":true},"TailTags":[{"data":{"n":9007199254740993}}]}]}}}`,
		`{"req_0":{"data":{"messages":[{"id":"\ud800","meta_data":{"Duration":"12"}}],"Attach":{"x":1e400},"PatMap":{"1":{"Nick":1,"Nick":null}}}}}`,
		`{"req_0":{"data":{"Entries":{"1":[{"EntryType":null}],"01":null},"CanBeDazi":1,"DzData":{"\u0000":-0}}}}`,
	} {
		for i := range wire.CallNames() {
			f.Add(uint8(i), []byte(body))
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, body []byte) {
		if depth := bytes.Count(body, []byte("[")) + bytes.Count(body, []byte("{")); depth > 1000 {
			return // the reader of this test, not the package's, is recursive
		}
		call := anyCall(t, wire.CallNames()[int(which)%len(wire.CallNames())])
		answers, err := ParseResponse(toUTF8(body, nil), call)
		if err != nil || answers[0].Err() != nil {
			return
		}
		raw, err := answers[0].RawJSON()
		if err == nil {
			require.True(t, json.Valid(raw), "%s", raw)
		}
		public, err := answers[0].PublicJSON()
		decoded, structErr := structOf[call.Name()](&answers[0])
		if err != nil || structErr != nil {
			require.Equal(t, err, structErr)
			return
		}
		require.Equal(t, exactjson.Read(t, public), publicOf(t, reflect.ValueOf(decoded)))
	})
}

// Objects of the caller keep everything but booleans.
func FuzzObject(f *testing.F) {
	for _, object := range []string{
		`{}`, ` { } `, `{"a":true,"b":[false,{"c":true}]}`, `{"n":12345678901234567890,"f":1.50}`, `{"true":"false"}`, `[]`, `null`, `{"a":}`, "{\"a\":\"\xff\"}", `{"a":"\ud800"}`,
	} {
		f.Add([]byte(object))
	}
	f.Fuzz(func(t *testing.T, object []byte) {
		if bytes.Count(object, []byte("["))+bytes.Count(object, []byte("{")) > 1000 {
			return
		}
		call, err := (&SendMessageParams{UserID: "u", MsgType: 2, MetaData: Set(RawObject(object))}).NewCall()
		if valid := len(object) == 0 || utf8.Valid(object) && json.Valid(object) && bytes.HasPrefix(bytes.TrimLeft(object, " \t\r\n"), []byte("{")); !valid || err != nil {
			require.Equal(t, valid, err == nil, "%q", object)
			return
		}
		if len(object) == 0 {
			object = []byte("{}")
		}
		sent := exactjson.Read(t, call.Param()).(map[string]any)["meta_data"]
		require.Equal(t, numbered(exactjson.Read(t, object)), sent)
	})
}

// numbered turns the booleans of a value into numbers.
func numbered(value any) any {
	switch v := value.(type) {
	case bool:
		if v {
			return json.Number("1")
		}
		return json.Number("0")
	case []any:
		for i := range v {
			v[i] = numbered(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = numbered(v[key])
		}
	}
	return value
}

// A body becomes UTF-8 whatever it is, and what is UTF-8 stays.
func FuzzToUTF8(f *testing.F) {
	for _, body := range []string{"", "a", "私信🎵", "\xc4\xe3\xba\xc3", "私\xff信", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\ufffd\xff"} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		got := toUTF8(bytes.Clone(body), nil)
		require.True(t, utf8.Valid(got))
		want := strings.Map(func(r rune) rune { return r }, string(body)) // each bad byte becomes U+FFFD
		require.Equal(t, want, string(got))
		decoded := toUTF8(body, func([]byte) ([]byte, error) { return []byte("gbk"), nil })
		if utf8.Valid(body) {
			require.Equal(t, body, decoded)
		}
	})
}

// What was stored is read back, and what was stored by another is read without harm.
func FuzzStored(f *testing.F) {
	f.Add("u", "s", "123", `{"uid":"u","sid":"s"}`)
	f.Add("", "\x00\"\\", "-1", `{"uid":1,"sid":null,"uid":{}}`)
	f.Add("\ufffd", "私信", "9223372036854775808", `[{"uid":"u"}]`)
	f.Fuzz(func(t *testing.T, uid, sid, created, other string) {
		fields := func() (map[string]*string, func() []string) {
			var values [3]string
			return map[string]*string{"uid": &values[0], "sid": &values[1], "created": &values[2]}, func() []string { return values[:] }
		}
		into, values := fields()
		readStored(storedText("uid", uid, "sid", sid, "created", created), members(into)...)
		valid := func(s string) string { return string([]rune(s)) }
		require.Equal(t, []string{valid(uid), valid(sid), valid(created)}, values())

		into, values = fields()
		readStored(other, members(into)...)
		var want map[string]json.RawMessage
		if !json.Valid([]byte(other)) || json.Unmarshal([]byte(other), &want) != nil {
			require.Equal(t, []string{"", "", ""}, values())
			return
		}
		for _, name := range slices.Sorted(maps.Keys(into)) {
			var text string
			if raw, found := want[name]; found && raw[0] == '"' && utf8.ValidString(other) {
				require.NoError(t, json.Unmarshal(raw, &text))
				require.True(t, reflect.DeepEqual(text, *into[name]), "%s of %q", name, other)
			}
		}
	})
}

func members(into map[string]*string) (list []stored) {
	for name, text := range into {
		list = append(list, stored{name, text})
	}
	return list
}

// What a caller writes is sent as the same text.
func FuzzText(f *testing.F) {
	for _, text := range []string{"", `"\`, "\x00\x1f\x7f", "私信🎵\u2028", "\xff\xe4\xbd", "</script>"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		call, err := (&DeleteSessionParams{SessionID: text}).NewCall()
		require.NoError(t, err)
		require.Equal(t, string([]rune(text)), exactjson.Read(t, call.Param()).(map[string]any)["session_id"])
	})
}
