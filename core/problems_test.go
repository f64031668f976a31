package core

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/exactjson"
)

// The problem vectors, through both readers.
func TestProblemsMatchVectors(t *testing.T) {
	for i, v := range loadVectors[struct {
		vectorCall
		Data     string
		Public   map[string]json.RawMessage
		Problems []string
		Fatal    string
	}](t, "problems.json") {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			call := v.make(t)
			value, err := readBoth(t, call, v.Data)
			_, strict := readStrictly(t, call, v.Data)
			if v.Fatal != "" {
				assert.Equal(t, v.Fatal, as[*DataError](t, err).Path)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, v.Problems, paths(t, value))
			assert.Equal(t, v.Problems[0], as[*DataError](t, strict).Path, "the first, read strictly")
			for place, want := range v.Public {
				if string(want) == `"absent"` {
					list, last := place[:strings.LastIndexByte(place, '/')], place[strings.LastIndexByte(place, '/')+1:]
					n, err := strconv.Atoi(last)
					require.NoError(t, err)
					assert.LessOrEqual(t, len(member(t, value, list).([]any)), n, place)
					continue
				}
				assert.Equal(t, exactjson.Read(t, want), member(t, value, place), place)
			}
		})
	}
}

// paths lists where the problems of an answer are.
func paths(t *testing.T, value any) (paths []string) {
	t.Helper()
	problems, _ := value.(map[string]any)["problems"].([]any)
	for _, problem := range problems {
		paths = append(paths, problem.(map[string]any)["path"].(string))
	}
	return paths
}

// One odd value, what it costs, and how it is told.
func TestWhatCannotBeRead(t *testing.T) {
	for _, c := range []struct {
		call, data    string
		at            string // a place in the public value
		want          string // what is there
		path          string // of the problem
		expected, got string
	}{
		{"getSessions", `{"msg":true}`, "/msg", `""`, "/msg", "string", "boolean"},
		{"getSessions", `{"new_msg_cnt":1.5}`, "/newMsgCnt", `0`, "/new_msg_cnt", "integer", "number"},
		{"getSessions", `{"new_msg_cnt":9223372036854775808}`, "/newMsgCnt", `0`, "/new_msg_cnt", "integer", "number"},
		{"getSessions", `{"state":[]}`, "/state", `0`, "/state", "integer", "array"},
		{"getSessions", `{"extra":[]}`, "/extra", `{}`, "/extra", "object", "array"},
		{"getSessions", `{"extra":{"a":{},"b":"c"}}`, "/extra", `{"a":"","b":"c"}`, "/extra/a", "string", "object"},
		{"getSessions", `{"sessions":[{"user":{"identity":[]}}]}`, "/sessions/0/user/identity", `-1`, "/sessions/0/user/identity", "integer", "array"},
		{"getSessions", `{"sessions":[{"user":"x"}]}`, "/sessions/0/user", `null`, "/sessions/0/user", "object", "string"},
		{"getSessions", `{"sessions":[{"new_msg":{"id":{}}}]}`, "/sessions/0/newMsg", `null`, "/sessions/0/new_msg/id", "string", "object"},
		{"getSessions", `{"sessions":[{"TailTags":["x"]}]}`, "/sessions/0/tailTags", `[]`, "/sessions/0/TailTags/0", "object", "string"},
		{"getSessions", `{"sessions":[{"TailTags":[1,{"a":2}]}]}`, "/sessions/0/tailTags", `[{"data":{"a":2}}]`, "/sessions/0/TailTags/0", "object", "number"},
		{"getSessions", `{"sessions":[{"TailTags":[{"data":1}]}]}`, "/sessions/0/tailTags", `[{"data":{}}]`, "/sessions/0/TailTags/0/data", "object", "number"},
		{"getSessions", `{"sessions":[{"session_id":true},{"session_id":"b"}]}`, "/sessions/0/sessionId", `"b"`, "/sessions/0/session_id", "string", "boolean"},
		{"getMessages", `{"session":{"session_id":[]}}`, "/session", `null`, "/session/session_id", "string", "array"},
		{"getMessages", `{"session":[]}`, "/session", `null`, "/session", "object", "array"},
		{"getMessages", `{"Attach":""}`, "/attach", `{}`, "/Attach", "object", "string"},
		{"getMessages", `{"PatMap":""}`, "/patMap", `{}`, "/PatMap", "object", "string"},
		{"getMessages", `{"PatMap":{"1":"x","2":{"Nick":"n"}}}`, "/patMap", `{"2":{"nick":"n","patText":""}}`, "/PatMap/1", "object", "string"},
		{"getMessages", `{"messages":[{"id":"1","time":{}}]}`, "/messages/0/time", `0`, "/messages/0/time", "integer", "object"},
		{"getChatEntries", `{"CanBeDazi":2}`, "/canBeDazi", `null`, "/CanBeDazi", "boolean", "number"},
		{"getChatEntries", `{"Entries":{"a":[],"1":[{}]}}`, "/entries/1/0/title", `""`, "/Entries/a", "integer", "string"},
		{"getChatEntries", `{"Entries":{"1":["x",{"Title":"t"}]}}`, "/entries/1/0/title", `"t"`, "/Entries/1/0", "object", "string"},
		{"getChatEntries", `{"Entries":{"1":"x","2":[{"Title":"t"}]}}`, "/entries", `{"2":[{"icon":"","title":"t","skipScheme":"","rightTopTag":"","ext":{},"entryType":-1}]}`, "/Entries/1", "array", "string"},
		{"getChatEntries", `{"Entries":{"1":["x"],"2":[],"3":null}}`, "/entries", `{"2":[],"3":[]}`, "/Entries/1/0", "object", "string"},
		{"getMediaMessageDetails", `{"MsgIDs":{"7":[],"8":{"id":"8"}}}`, "/msgIds/8/id", `"8"`, "/MsgIDs/7", "object", "array"},
		{"getMusicianMessageCard", `{"data":[]}`, "/data", `{}`, "/data", "object", "array"},
		{"deleteSession", `{"tips":{}}`, "/tips", `""`, "/tips", "string", "object"},
	} {
		t.Run(c.call+c.data, func(t *testing.T) {
			value, err := readBoth(t, anyCall(t, c.call), c.data)
			require.NoError(t, err)
			assert.Equal(t, exactjson.Read(t, []byte(c.want)), member(t, value, c.at))
			assert.Equal(t, []any{map[string]any{"path": "/req_0/data" + c.path, "expected": c.expected, "got": c.got}}, value.(map[string]any)["problems"])
		})
	}
}

// What an answer would mislead without is a DataError all the same.
func TestWhatIsFatal(t *testing.T) {
	for _, c := range []struct{ call, data, path string }{
		{"getSessions", `[]`, ""},
		{"getFriendshipBadge", `"x"`, ""},
		{"getMusicianMessageCard", `1`, ""},
		{"getSessions", `{"has_more":"yes"}`, "/has_more"},
		{"getMessages", `{"has_more":[]}`, "/has_more"},
		{"getSessions", `{"sessions":{}}`, "/sessions"},
		{"getMessages", `{"messages":""}`, "/messages"},
		{"sendMessage", `{"messages":{}}`, "/messages"},
		{"getSessions", `{"sessions":[1,null,[]]}`, "/sessions/0"},
		{"getSessions", `{"sessions":[null,{"session_id":{}}]}`, "/sessions/1/session_id"},
		{"getChatEntries", `{"Entries":[]}`, "/Entries"},
		{"getChatEntries", `{"Entries":{"a":[]}}`, "/Entries/a"},
		{"getChatEntries", `{"Entries":{"1":["x"]}}`, "/Entries/1/0"},
		{"getChatEntries", `{"Entries":{"1":"x","2":["y"]}}`, "/Entries/1"},
		{"getChatEntries", `{"RetCode":"x"}`, "/RetCode"},
		{"getMediaMessageDetails", `{"MsgIDs":[]}`, "/MsgIDs"},
		{"getMediaMessageDetails", `{"MsgIDs":{"1":[]}}`, "/MsgIDs/1"},
		{"getConfig", `{"config_value":"on"}`, "/config_value"},
		{"getConfig", `{"config_value_str":[]}`, "/config_value_str"},
		{"getSafetyHint", `{"hint":{}}`, "/hint"},
		{"sendMessage", `{"reason":{}}`, "/reason"},
		{"deleteSession", `{"subcode":"x"}`, "/subcode"},
		{"getSessions", `{"subcode":1.5}`, "/subcode"},
		{"getSessions", `{"msg":[],"has_more":[],"sessions":1}`, "/has_more"},
		{"getSessions", `{"sessions":1,"has_more":[]}`, "/sessions"},
	} {
		_, err := readBoth(t, anyCall(t, c.call), c.data)
		assert.Equal(t, "/req_0/data"+c.path, as[*DataError](t, err).Path, c.data)
	}
}

func TestProblemsStandInTheOrderOfTheText(t *testing.T) {
	value, err := readBoth(t, anyCall(t, "getSessions"), `{"extra":{"b":{},"a":[]},"new_msg_cnt":[],"sessions":[{"url":[],"session_id":"s","user":{"type":"x","nick":{}}}],"msg":{}}`)
	require.NoError(t, err)
	assert.Equal(t, []string{"/req_0/data/extra/b", "/req_0/data/extra/a", "/req_0/data/new_msg_cnt", "/req_0/data/sessions/0/url",
		"/req_0/data/sessions/0/user/type", "/req_0/data/sessions/0/user/nick", "/req_0/data/msg"}, paths(t, value))
}

func TestAHundredProblemsAreToldAtMost(t *testing.T) {
	var sessions []string
	for i := range 300 {
		sessions = append(sessions, fmt.Sprintf(`{"url":[],"session_id":"%d"}`, i))
	}
	for _, data := range []string{
		`{"msg":[],"sessions":[` + strings.Join(sessions, ",") + `]}`,
		`{"sessions":[` + strings.Join(sessions, ",") + `],"msg":[]}`,
	} {
		value, err := readBoth(t, anyCall(t, "getSessions"), data)
		require.NoError(t, err)
		told := paths(t, value)
		require.Len(t, told, 100)
		assert.Len(t, member(t, value, "/sessions"), 300)
		first := "/req_0/data/sessions/0/url"
		if strings.HasPrefix(data, `{"msg"`) {
			first = "/req_0/data/msg"
		}
		assert.Equal(t, first, told[0], "the first hundred of the text, whatever order they are read in")
	}
	_, err := readBoth(t, anyCall(t, "getSessions"), `{"sessions":[`+strings.Join(sessions, ",")+`],"has_more":[]}`)
	assert.Equal(t, "/req_0/data/has_more", as[*DataError](t, err).Path, "the one that is fatal is behind them")
	_, err = readBoth(t, anyCall(t, "getSessions"), `{"sessions":[`+strings.Join(sessions, ",")+`],"subcode":[]}`)
	assert.Contains(t, err.Error(), "expected an integer of at most 64 bits, got a list", "also where the hundred were there before")
	_, err = readBoth(t, anyCall(t, "getSessions"), `{"has_more":0,"extra":{`+strings.Repeat(`"a":[],`, 1)+strings.TrimSuffix(hundred(), ",")+`},"sessions":[1]}`)
	assert.Equal(t, "/req_0/data/sessions/0", as[*DataError](t, err).Path)
}

// hundred are members that cannot be read.
func hundred() string {
	text := ""
	for i := range 100 {
		text += fmt.Sprintf(`"k%d":[],`, i)
	}
	return text
}

func TestAnswersWithoutProblemsSayNothingOfThem(t *testing.T) {
	public, err := answerWith(t, anyCall(t, "getSafetyHint"), `{"hint":"a"}`).PublicJSON()
	require.NoError(t, err)
	assert.Equal(t, `{"hint":"a"}`, string(public))
	answer := answerWith(t, anyCall(t, "deleteSession"), `{"tips":[]}`)
	for range 2 {
		public, err = answer.PublicJSON()
		require.NoError(t, err)
		assert.Equal(t, `{"msg":"","subcode":0,"tips":"","problems":[{"path":"/req_0/data/tips","expected":"string","got":"array"}]}`, string(public))
	}
}

func TestStrictIsASettingOfTheClientAndOfACall(t *testing.T) {
	for _, c := range []struct {
		client bool
		call   []CallOption
		fails  bool
	}{
		{false, nil, false}, {true, nil, true},
		{false, []CallOption{WithStrict(true)}, true}, {true, []CallOption{WithStrict(false)}, false},
	} {
		bubble(t, func(t *testing.T, client *Client, s *script) {
			s.answer = always(func() (*Response, error) { return ok(`{"tips":[]}`) })
			result, err := client.DeleteSession(t.Context(), DeleteSessionParams{SessionID: "s"}, c.call...)
			if c.fails {
				assert.Equal(t, "/req_0/data/tips", as[*DataError](t, err).Path)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, []Problem{{"/req_0/data/tips", "string", "array"}}, result.Problems)
		}, func(config *Config) { config.Strict = c.client })
	}
}

func TestEventsCountProblems(t *testing.T) {
	events, listener := listen()
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = func(context.Context, *sent) (*Response, error) {
			return children200(`{"data":{"tips":[],"msg":{}}}`, `{"data":{"msg":1}}`, `{"data":{"msg":[]}}`)
		}
		_, err := client.Batch(t.Context(), batchOf(t, "www"), BatchOptions{Settled: true})
		require.NoError(t, err)
		assert.Equal(t, 3, (*events)[1].Problems)
		assert.NoError(t, (*events)[1].Err)
	}, listener)
}

// Whether a call succeeded also depends on what its answer says; an event tells what the caller hears.
func TestEventsTellOfAnAnswerThatCannotBeRead(t *testing.T) {
	for data, strict := range map[string]bool{`{"subcode":{}}`: false, `{"tips":[]}`: true} {
		events, listener := listen()
		bubble(t, func(t *testing.T, client *Client, s *script) {
			s.answer = always(func() (*Response, error) { return ok(data) })
			_, err := client.DeleteSession(t.Context(), DeleteSessionParams{SessionID: "s"}, WithStrict(strict))
			event := (*events)[1]
			assert.Equal(t, err, event.Err)
			assert.True(t, event.MaybeSent)
			assert.Equal(t, 1, event.Problems)
		}, listener)
	}
}
