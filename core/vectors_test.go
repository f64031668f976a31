package core

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/exactjson"
	"qqmusicpm/internal/wire"
)

// argument makes a Value of a vector's JSON text, as the bridge makes one of what JavaScript gives.
func argument(t *testing.T, text json.RawMessage) wire.Value {
	t.Helper()
	switch value := exactjson.Read(t, text).(type) {
	case nil:
		return wire.NullValue()
	case bool:
		return wire.BoolValue(value)
	case string:
		return wire.StringValue(value)
	case json.Number:
		return wire.IntegerText(value.String())
	case []any:
		var items []json.RawMessage
		require.NoError(t, json.Unmarshal(text, &items))
		list := make([]wire.Value, len(items))
		for i := range items {
			list[i] = argument(t, items[i])
		}
		return wire.ListValue(list...)
	default:
		return wire.ObjectValue(text)
	}
}

type vectorCall struct {
	Call    string
	Args    []json.RawMessage
	Options map[string]json.RawMessage
}

func (v vectorCall) make(t *testing.T) *Call {
	t.Helper()
	var args []wire.Value
	var options []wire.Argument
	for _, text := range v.Args {
		if text[0] == '{' { // options stand behind the arguments here and there
			require.NoError(t, json.Unmarshal(text, &v.Options))
			continue
		}
		args = append(args, argument(t, text))
	}
	for name, text := range v.Options {
		if name != "maxRetries" {
			options = append(options, wire.Argument{Name: name, Value: argument(t, text)})
		}
	}
	return mustCall(t, v.Call, args, options...)
}

func TestRequestsMatchVectors(t *testing.T) {
	for _, v := range loadVectors[struct {
		vectorCall
		Module, Method string
		Param          json.RawMessage
	}](t, "requests.json") {
		call := v.make(t)
		assert.Equal(t, v.Module, call.Module(), v.Call)
		assert.Equal(t, v.Method, call.Method(), v.Call)
		assert.Equal(t, exactjson.Read(t, v.Param), exactjson.Read(t, call.Param()), v.Call)
	}
}

func TestAnswersMatchVectors(t *testing.T) {
	for _, v := range loadVectors[struct {
		vectorCall
		Data   string
		Expect json.RawMessage
	}](t, "responses.json") {
		body := []byte(`{"code":0,"req_0":{"code":0,"data":` + v.Data + `}}`)
		answers, err := ParseResponse(body, v.make(t))
		require.NoError(t, err)
		public, err := answers[0].PublicJSON()
		require.NoError(t, err)
		assert.Equal(t, exactjson.Read(t, v.Expect), exactjson.Read(t, public), v.Call)
		decoded, err := structOf[v.Call](&answers[0])
		require.NoError(t, err)
		assert.Equal(t, exactjson.Read(t, v.Expect), publicOf(t, reflect.ValueOf(decoded)), "%s through its struct", v.Call)
	}
}

// The vectors of both dialects: the comm of a call and, in 20.9, that of GetSession.
func TestCommMatchesVectors(t *testing.T) {
	type vector struct {
		Dialect    Dialect
		Credential struct {
			Musicid, Musickey string
			LoginType         *int64
		}
		Device struct {
			OpenUdid, OpenUdid2, AndroidId, OsVersion, Model, Fingerprint, Qimei, Qimei36 string
			SdkLevel                                                                      int64
		}
		Session           *struct{ UID, Sid string }
		Now               int64
		UserAgent         string
		Comm, SessionComm json.RawMessage
	}
	for file, dialect := range map[string]Dialect{"comm.json": Dialect14_9, "comm-20.9.json": Dialect20_9} {
		for _, v := range loadVectors[vector](t, file) {
			d := v.Device
			comm := Comm{
				Dialect:    dialect,
				Credential: Credential{MusicID: v.Credential.Musicid, MusicKey: v.Credential.Musickey},
				Device: DeviceProfile{
					OpenUDID: d.OpenUdid, OpenUDID2: d.OpenUdid2, AndroidID: d.AndroidId, OSVersion: d.OsVersion, Model: d.Model,
					SDKLevel: d.SdkLevel, Fingerprint: d.Fingerprint, QIMEI: d.Qimei, QIMEI36: d.Qimei36,
				},
				Now: time.Duration(v.Now) * time.Second,
			}
			if v.Credential.LoginType != nil {
				comm.Credential.LoginType = Int(*v.Credential.LoginType)
			}
			if v.Session != nil {
				comm.Session = GatewaySession{UID: v.Session.UID, SID: v.Session.Sid}
			}
			assert.Equal(t, exactjson.Read(t, v.Comm), exactjson.Read(t, comm.Append(nil)))
			assert.Equal(t, v.UserAgent, comm.UserAgent())
			if v.SessionComm != nil {
				comm.Credential, comm.Session = Credential{}, GatewaySession{}
				assert.Equal(t, exactjson.Read(t, v.SessionComm), exactjson.Read(t, comm.Append(nil)))
			}
		}
	}
}
