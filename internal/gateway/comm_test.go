package gateway

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type commVector struct {
	Credential        struct{ MusicID, MusicKey string }
	Now               int64
	UserAgent         string
	Comm, SessionComm json.RawMessage
}

// The requests of the vectors, sent at the second they say.
func TestCommOfTheVectorsIsAllowed(t *testing.T) {
	for file, firstCaller := range map[string]int{"testdata/vectors/comm-20.9.json": 2, sharedVectors + "comm.json": 0} {
		for _, v := range vectors[commVector](t, file) {
			now := time.Unix(v.Now, 0)
			_, c := playAt(t, &now)
			send := func(comm json.RawMessage, call obj) replyBody {
				body, err := json.Marshal(obj{"comm": comm, "req_0": call})
				require.NoError(t, err)
				_, answer := c.post(UnsignedPath, body, "User-Agent", v.UserAgent)
				return c.read(answer)
			}
			want := int64(0)
			if v.Credential.MusicID == qqAccount.MusicID || v.Credential.MusicID == weChatAccount.MusicID {
				want = codeWrongKey // the vectors do not know whose key the simulator checks
			}
			got := send(v.Comm, req(moduleRead, "GetSafetyHint", obj{"encUin": "", "close": 0}))
			require.Len(t, got.children, 1, "%s", v.Comm)
			assert.Equal(t, want, got.children[0].code, "%s", v.Comm)

			sessionComm := v.SessionComm
			if sessionComm == nil {
				sessionComm = v.Comm
			}
			got = send(sessionComm, req(moduleSession, methodSession, obj{"uid": "", "vkey": 0, "caller": firstCaller}))
			require.Len(t, got.children, 1, "%s", sessionComm)
			assert.Zero(t, got.children[0].code, "%s", sessionComm)
		}
	}
}

func asComm(t *testing.T, o obj) comm {
	t.Helper()
	raw, err := json.Marshal(o)
	require.NoError(t, err)
	var c comm
	require.NoError(t, json.Unmarshal(raw, &c))
	return c
}

// dialects are the two with a comm that has every member.
var dialects = map[*dialect]func(Account) obj{
	dialect209: with(comm209At(noon), obj{"uid": "1", "sid": "2"}),
	dialect149: with(commOf, obj{"uid": "1", "sid": "2"}),
}

// together are the members that a login or a gateway session has in dialect
// 20.9: one without the other is named.
var together = map[string]string{"qq": "qq", "authst": "authst", "uid": "uid", "sid": "sid"}

// Every rule is tried on every member of both dialects.
func TestCommIsStrict(t *testing.T) {
	for d, comm := range dialects {
		t.Run(d.name, func(t *testing.T) {
			full := comm(qqAccount)
			require.Nil(t, checkComm(asComm(t, full), nil, noon))
			refused := func(members obj) *refusal {
				return checkComm(asComm(t, with(comm, members)(qqAccount)), nil, noon)
			}
			for _, f := range d.fields {
				for _, value := range wrong[f.kind] {
					assertNamesComm(t, f.name, refused(obj{f.name: json.RawMessage(value)}), value)
				}
				switch {
				case f.need == always:
					assertNamesComm(t, f.name, refused(obj{f.name: nil}), "left out")
				case d == dialect209 && together[f.name] != "":
					assertNamesComm(t, f.name, refused(obj{f.name: nil}), "left out while the other is there")
				default:
					assert.Nil(t, refused(obj{f.name: nil}), "%s may be left out", f.name)
				}
				if f.need == nonEmpty {
					assertNamesComm(t, f.name, refused(obj{f.name: ""}), "an empty value")
				}
			}
			for _, id := range []string{"-1", "+1", "12a", "1.5", "9223372036854775808"} {
				assertNamesComm(t, "qq", refused(obj{"qq": id}), id)
			}
			assertNamesComm(t, "extra", refused(obj{"extra": ""}), "an unknown member")
			assertNamesComm(t, "Rom", refused(obj{"Rom": ""}), "another case")
			assertNamesComm(t, "udid", refused(obj{"udid": "ee65f53e9421ce50211670eae679f02e"}), "another device")
		})
	}
	assertNamesComm(t, "OpenUDID2", checkComm(asComm(t, with(commOf, obj{"OpenUDID2": "x"})(qqAccount)), nil, noon), "another device")
}

func TestCommOfMixedDialectsNamesTheOddMember(t *testing.T) {
	older, newer := commOf(qqAccount), comm209At(noon)(qqAccount)
	for _, name := range []string{"ct", "cv", "v", "tmeLoginType"} {
		mixed := maps.Clone(newer)
		mixed[name] = older[name]
		assertNamesComm(t, name, checkComm(asComm(t, mixed), nil, noon), "a number in dialect 20.9")
		mixed = maps.Clone(older)
		mixed[name] = newer[name]
		assertNamesComm(t, name, checkComm(asComm(t, mixed), nil, noon), "a string in dialect 14.9")
	}
	for _, name := range []string{"QIMEI", "devicelevel", "newdevicelevel", "rom"} {
		mixed := maps.Clone(newer)
		mixed[name] = older[name]
		assertNamesComm(t, name, checkComm(asComm(t, mixed), nil, noon), "a member of dialect 14.9")
	}
	mixed := maps.Clone(older)
	mixed["traceid"] = newer["traceid"]
	assertNamesComm(t, "traceid", checkComm(asComm(t, mixed), nil, noon), "a member of dialect 20.9")
}

func TestFormsOfDialect209(t *testing.T) {
	const other = "ee65f53e9421ce50211670eae679f02e"
	at := func(d time.Duration) string { return "10002_" + qqAccount.MusicID + "_" + unix(noon.Add(d)) }
	for _, tt := range []struct {
		what    string
		members obj
		names   string // "" when it is right
	}{
		{"another OpenUDID2", obj{"OpenUDID2": other}, ""},
		{"OpenUDID2 that is OpenUDID", obj{"OpenUDID2": testDevice}, ""},
		{"an androidId of 15 digits", obj{"aid": "f76e48f3e3eb3ae"}, "aid"},
		{"an androidId that is not hex", obj{"aid": "g76e48f3e3eb3ae4"}, "aid"},
		{"an openUdid of 31 digits", obj{"OpenUDID": testDevice[1:], "udid": testDevice[1:]}, "OpenUDID"},
		{"an openUdid2 of 33 digits", obj{"OpenUDID2": testDevice + "0"}, "OpenUDID2"},
		{"a login type 0", obj{"tmeLoginType": "0"}, "tmeLoginType"},
		{"a login type that is no number", obj{"tmeLoginType": "QQ"}, "tmeLoginType"},
		{"a login type of another kind", obj{"tmeLoginType": "6"}, ""},
		{"a model with entities", obj{"phonetype": "A&amp;B &quot;x&quot; &lt;y&gt;"}, ""},
		{"a model with <", obj{"phonetype": "A<B"}, "phonetype"},
		{"a model with &", obj{"phonetype": "A&B"}, "phonetype"},
		{"a traceid of half an hour ago", obj{"traceid": at(-30 * time.Minute)}, ""},
		{"a traceid of yesterday", obj{"traceid": at(-24 * time.Hour)}, "traceid"},
		{"a traceid of tomorrow", obj{"traceid": at(24 * time.Hour)}, "traceid"},
		{"a traceid in milliseconds", obj{"traceid": at(0) + "000"}, "traceid"},
		{"a traceid of digits beyond 64 bits", obj{"traceid": at(0) + "0000000000000"}, "traceid"},
		{"a traceid of the device in spite of a login", obj{"traceid": "10002_" + testDevice + "_" + unix(noon)}, "traceid"},
		{"a traceid of another number", obj{"traceid": "10003_" + qqAccount.MusicID + "_" + unix(noon)}, "traceid"},
		{"a traceid without a time", obj{"traceid": "10002_" + qqAccount.MusicID}, "traceid"},
		{"no login", obj{"qq": nil, "authst": nil, "tmeLoginType": nil, "traceid": "10002_" + testDevice + "_" + unix(noon)}, ""},
		{"no login and a traceid of one", obj{"qq": nil, "authst": nil, "tmeLoginType": nil}, "traceid"},
		{"a login type alone", obj{"qq": nil, "authst": nil, "traceid": "10002_" + testDevice + "_" + unix(noon)}, "qq"},
	} {
		refused := checkComm(asComm(t, with(comm209At(noon), tt.members)(qqAccount)), nil, noon)
		if tt.names == "" {
			assert.Nil(t, refused, tt.what)
		} else {
			assertNamesComm(t, tt.names, refused, tt.what)
		}
	}
}

func unix(at time.Time) string { return string(encode(at.Unix())) }

// A caller may give another value to what the app calls itself.
func TestCommTakesAnyValueOfWhatTheCallerSets(t *testing.T) {
	for d, comm := range dialects {
		for _, name := range []string{"ct", "cv", "v", "tmeAppID", "chid", "os_ver", "phonetype"} {
			i := slices.IndexFunc(d.fields, func(f commField) bool { return f.name == name })
			value := map[kind]any{text: "21010003", integer: 21010003}[d.fields[i].kind]
			assert.Nil(t, checkComm(asComm(t, with(comm, obj{name: value})(qqAccount)), nil, noon), "%s of dialect %s", name, d.name)
		}
	}
}

func TestFreeMembersOfCommAreNotChecked(t *testing.T) {
	for d, comm := range dialects {
		for _, f := range d.fields {
			for _, value := range []any{nil, "x", 1, obj{}} {
				if f.name == "qq" || f.name == "authst" || f.name == "uid" || f.name == "sid" || f.name == "tmeLoginType" {
					continue // the login's and the session's own
				}
				assert.Nil(t, checkComm(asComm(t, with(comm, obj{f.name: value})(qqAccount)), []string{f.name}, noon), "%s = %v", f.name, value)
			}
		}
		assert.Nil(t, checkComm(asComm(t, with(comm209At(noon), obj{"OpenUDID": "set"})(Account{})), []string{"OpenUDID"}, noon), "traceid holds the device's own")
		added := asComm(t, with(comm, obj{"nettype": "1030", "extra": 1})(qqAccount))
		assert.Nil(t, checkComm(added, []string{"extra", "nettype"}, noon))
		assertNamesComm(t, "nettype", checkComm(added, []string{"extra"}, noon), "not free")
	}
}

func TestFreeCommIsSetThroughTheControlSurface(t *testing.T) {
	g, c := playWith(t, Options{Now: func() time.Time { return noon }, FreeComm: []string{"aid"}})
	code := func(members obj) int64 {
		_, answer := c.saying(with(comm209At(noon), members)).post(UnsignedPath, c.saying(with(comm209At(noon), members)).body(hintCall))
		return c.read(answer).code
	}
	assert.Zero(t, code(obj{"aid": nil}))
	assert.EqualValues(t, codeBadComm, code(obj{"chid": nil}))
	status, body := c.control(http.MethodPost, "comm", `{"free":["chid"]}`)
	require.Equal(t, http.StatusOK, status)
	assert.JSONEq(t, `{"free":["chid"]}`, body)
	assert.Zero(t, code(obj{"chid": nil}))
	assert.EqualValues(t, codeBadComm, code(obj{"aid": nil}))
	g.Reset()
	_, body = c.control(http.MethodGet, "comm", "")
	assert.JSONEq(t, `{"free":["aid"]}`, body)
}

func TestUserAgentOfTheAppAgreesWithComm(t *testing.T) {
	for _, tt := range []struct {
		agent string
		comm  obj
		names string
	}{
		{"QQMusic 20090008(android 15)", comm209At(noon)(qqAccount), ""},
		{"QQMusic 14090008(android 10)", commOf(qqAccount), ""},
		{"QQMusic 14090008(android 15)", comm209At(noon)(qqAccount), "comm.cv"},
		{"QQMusic 20090008(android 10)", commOf(qqAccount), "comm.cv"},
		{"QQMusic 20090008(android 10)", comm209At(noon)(qqAccount), "comm.os_ver"},
		{"QQMusic 20090009(android 15)", with(comm209At(noon), obj{"cv": "20090009"})(qqAccount), ""},
		{"QQMusic 20090009(android 15)", with(comm209At(noon), obj{"cv": nil})(qqAccount), ""},
		{"QQMusic 20090008", comm209At(noon)(qqAccount), "QQMusic <cv>(android <os_ver>)"},
		{"Mozilla/5.0 (X11; Linux x86_64)", commOf(qqAccount), ""},
		{"", commOf(qqAccount), ""},
	} {
		refused := checkAgent(tt.agent, asComm(t, tt.comm))
		if tt.names == "" {
			assert.Nil(t, refused, tt.agent)
		} else if assert.NotNil(t, refused, tt.agent) {
			assert.EqualValues(t, codeBadComm, refused.code)
			assert.Contains(t, refused.msg, "User-Agent: ")
			assert.Contains(t, refused.msg, tt.names)
		}
	}
	_, c := play(t)
	_, answer := c.post(UnsignedPath, c.body(hintCall), "User-Agent", "QQMusic 20090008(android 10)")
	assert.EqualValues(t, codeBadComm, c.read(answer).code)
	assert.Contains(t, string(answer), "User-Agent: does not hold comm.cv")
}

func assertNamesComm(t *testing.T, key string, refused *refusal, what string) {
	t.Helper()
	if assert.NotNil(t, refused, "comm.%s: %s should be refused", key, what) {
		assert.EqualValues(t, codeBadComm, refused.code)
		assert.Contains(t, refused.msg, "comm."+key+":", what)
	}
}
