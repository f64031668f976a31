package recording_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/gateway"
	"qqmusicpm/internal/recording"
	"qqmusicpm/internal/wire"
)

// leaf is a text or a number, with the names that lead to it.
type leaf struct {
	path []string
	text string
}

func (l leaf) name() string {
	for _, name := range slices.Backward(l.path) {
		if name != "" {
			return name
		}
	}
	return ""
}

// leavesOf lists what a value holds; entries of lists have no name. Names that are nobody's word count as texts.
func leavesOf(value any, path ...string) (leaves []leaf) {
	switch v := value.(type) {
	case map[string]any:
		for name, inner := range v {
			leaves = append(leaves, leaf{path, name})
			leaves = append(leaves, leavesOf(inner, append(slices.Clone(path), name)...)...)
		}
	case []any:
		for _, inner := range v {
			leaves = append(leaves, leavesOf(inner, append(slices.Clone(path), "")...)...)
		}
	case string:
		leaves = append(leaves, leaf{path, v})
	case json.Number:
		leaves = append(leaves, leaf{path, v.String()})
	}
	return leaves
}

var (
	han         = regexp.MustCompile(`\p{Han}{3,}`)
	otherScript = regexp.MustCompile(`[\p{Arabic}\p{Hebrew}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Cyrillic}]{3,}`)
	latinWord   = regexp.MustCompile(`[A-Za-z]{4,}`)
	manyDigits  = regexp.MustCompile(`[0-9]{5,}`)
	mixed       = regexp.MustCompile(`[A-Za-z0-9]{8,}`)
)

// piecesOf are the parts of a text that could be recognised.
func piecesOf(text string) (pieces []string) {
	for _, pattern := range []*regexp.Regexp{latinWord, manyDigits, mixed} {
		pieces = append(pieces, pattern.FindAllString(text, -1)...)
	}
	for _, run := range append(han.FindAllString(text, -1), otherScript.FindAllString(text, -1)...) {
		letters := []rune(run)
		for i := range len(letters) - 2 {
			pieces = append(pieces, string(letters[i:i+3]))
		}
	}
	return pieces
}

// kept are words that may stay: the protocol's own, and hosts of the service.
func kept(t *testing.T, file string) map[string]bool {
	t.Helper()
	words := map[string]bool{"https": true, "http": true, "qqmusic": true, "gtimg": true, "qpic": true, "qlogo": true, "login": true, "removed": true}
	add := func(name string) {
		words[name] = true
		for _, piece := range piecesOf(name) {
			words[piece] = true
		}
	}
	for name := range wire.DeclaredNames() {
		add(name)
	}
	for _, name := range []string{"comm", "code", "data", "module", "method", "param", "traceid", "start_ts", "session", "vkey", "caller", "feedbackURL", "tag_type", "text", "color", "icon", "relation",
		"QIMEI36", "OpenUDID2", "tmeAppID", "chid", "tmeLoginType", "os_ver", "phonetype", "authst", "OpenUDID", "udid", "10003505", "20090008", "null", "Attach"} {
		add(name)
	}
	for _, line := range lines(t, file) {
		request, _ := line["request"].(map[string]any)
		for _, call := range request {
			if c, ok := call.(map[string]any); ok {
				for _, word := range []any{c["module"], c["method"]} {
					if name, ok := word.(string); ok {
						add(name)
					}
				}
			}
		}
	}
	return words
}

// A test's own list of what is nobody's: numbers under these names.
var harmlessNumbers = []string{"Size", "width", "height", "Duration", "code", "subcode", "bytes", "ms"}

func TestNothingOfTheOriginalIsLeft(t *testing.T) {
	s := record(t)
	words := kept(t, s.file)
	left := map[string]bool{}
	for _, line := range lines(t, s.file) {
		for _, l := range leavesOf(map[string]any{"request": line["request"], "response": line["response"]}) {
			for _, piece := range piecesOf(l.text) {
				left[piece] = true
			}
		}
	}
	checked, found := 0, map[string]leaf{}
	for _, original := range s.originals {
		for _, body := range [][]byte{original.request, original.response} {
			var value any
			decoder := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(body, []byte("\uFEFF"))))
			decoder.UseNumber()
			_ = decoder.Decode(&value) // what is no JSON has no pieces
			for _, l := range leavesOf(value) {
				for _, piece := range piecesOf(l.text) {
					if words[piece] || slices.Contains(harmlessNumbers, l.name()) {
						continue
					}
					checked++
					if left[piece] {
						found[piece] = l
					}
				}
			}
		}
	}
	assert.Empty(t, found)
	assert.Greater(t, checked, 5000)
	for _, secret := range []string{sample.MusicKey, sample.MusicID, planted, plantedUser, sentText, "13812345678", "sign=", "zzc", "Set-Cookie"} {
		assert.NotContains(t, s.file, secret)
	}
	for _, account := range gateway.SampleAccounts() {
		assert.NotContains(t, s.file, account.Nick)
	}
}

// plants are secrets of every kind, as JSON, and how each could be recognised.
var plants = []struct {
	json  string
	signs []string
}{
	{`"Przewalski Zhuravlev"`, []string{"Przewalski", "Zhuravlev"}},
	{`"夏侯惇的電話"`, []string{"夏侯惇", "的電話"}},
	{`"さくらんぼ"`, []string{"さくら", "くらん"}},
	{`"대한민국"`, []string{"대한민", "한민국"}},
	{`"ירושלים"`, []string{"ירוש"}},
	{`"الرياض"`, []string{"الرياض"}},
	{`"Жуковский"`, []string{"Жуков"}},
	{`"2837461905"`, []string{"2837461905"}},
	{`2837461905`, []string{"2837461905"}},
	{`1152921504623571649`, []string{"1152921504623571649"}},
	{`31.2304167`, []string{"2304167"}},
	{`-28374619`, []string{"28374619"}},
	{`"2837461905_4_1998123456"`, []string{"2837461905", "1998123456"}},
	{`"oK6soK6z7ioFoz**"`, []string{"oK6soK6z7ioFoz"}},
	{`"9d67351415d09266442a074f11916c3f"`, []string{"9d67351415d09266"}},
	{`"W_X_63B0Gsecretkey"`, []string{"63B0Gsecretkey"}},
	{`"https://alice:hunter22@example-of-hers.net:8443/u/zhangsan?uin=2837461905#Przewalski"`, []string{"alice", "hunter22", "example-of-hers", "8443", "zhangsan", "2837461905", "Przewalski"}},
	{`"https://y.qq.com/n/zhangsan/2837461905.png?who=Przewalski"`, []string{"zhangsan", "2837461905", "Przewalski"}},
	{`"https://zhangsan.qlogo.cn/abc"`, []string{"zhangsan"}},
	{`"https://y.qq.com@zhangsan.example/x"`, []string{"zhangsan"}},
	{`"https://y.qq.com.zhangsan.example/x"`, []string{"zhangsan"}},
	{`"zhangsan://lisiwangwu"`, []string{"zhangsan", "lisiwangwu"}},
	{`"请看https://y.qq.com/zhangsan，谢谢夏侯惇"`, []string{"zhangsan", "夏侯惇", "请看"}},
	{`"{\"content\":\"Przewalski\",\"2837461905\":{\"uin\":\"夏侯惇\"}}"`, []string{"Przewalski", "2837461905", "夏侯惇"}},
	{`"[\"[\\\"{\\\\\\\"a\\\\\\\":\\\\\\\"Przewalski\\\\\\\"}\\\"]\"]"`, []string{"Przewalski"}},
	{`["Przewalski",["2837461905"],{"deep":{"deeper":"夏侯惇"}}]`, []string{"Przewalski", "2837461905", "夏侯惇"}},
	{`{"2837461905":1,"夏侯惇":{"oK6soK6z7ioFoz**":"Przewalski"}}`, []string{"2837461905", "夏侯惇", "oK6soK6z7ioFoz", "Przewalski"}},
	{`"%E5%A4%8F%E4%BE%AF%E6%83%87"`, []string{"E5%A4%8F"}},
	{`"\u0050rzewalski"`, []string{"Przewalski"}},
	{`"ZHANG San <zhang.san@lisiwangwu.org>"`, []string{"ZHANG", "zhang", "lisiwangwu"}},
}

// everyName is every name that is declared or that travels otherwise, and some that nobody knows.
func everyName() []string {
	names := []string{
		"comm", "code", "data", "module", "method", "param", "ts", "start_ts", "traceid", "msg", "feedbackURL", "session", "uid", "sid", "vkey", "caller", "qq", "authst",
		"ct", "cv", "v", "tmeAppID", "chid", "os_ver", "tmeLoginType", "devicelevel", "QIMEI", "QIMEI36", "OpenUDID", "OpenUDID2", "udid", "aid", "phonetype", "rom",
		"unheard_of", "unheardOf", "some_time", "someSeq", "someId", "token", "req_0", "req_999", "",
	}
	for name := range wire.DeclaredNames() {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func TestPlantsInEveryField(t *testing.T) {
	for p, plant := range plants {
		t.Run(fmt.Sprint(p), func(t *testing.T) {
			var members []string
			for _, name := range everyName() {
				members = append(members, fmt.Sprintf("%q:%s", name, plant.json))
			}
			all := "{" + strings.Join(members, ",") + "}"
			inside := strings.ReplaceAll(`{"sessions":[@],"messages":[{"meta_data":@,"from_user":@}],"session":@,"PatMap":{"x":@},"MsgIDs":{"y":@},"Entries":{"1":[@]},"Attach":@,"z":@}`, "@", all)
			request := fmt.Sprintf(`{"comm":%s,"req_0":{"module":"a.b","method":"C","param":%s,"x":%s},"req_1":%s,"others":%s}`, all, inside, plant.json, all, all)
			var file bytes.Buffer
			header := http.Header{"Content-Type": {"text/Przewalski; a=2837461905"}, "Retry-After": {"Przewalski"}, "Set-Cookie": {"zhangsan"}, "X-Przewalski": {"夏侯惇"}}
			require.NoError(t, recording.NewRecorderOf(2, noon, &file).Record(recording.Exchange{
				Path: "/cgi-bin/musicu.fcg", Request: []byte(request), Status: 200, Header: header,
				Response: fmt.Appendf(nil, `{"code":%s,"req_0":{"code":%s,"data":%s},"x":%s}`, plant.json, plant.json, inside, all),
			}))
			assert.Contains(t, file.String(), `"response":`, "as JSON")
			assert.Contains(t, file.String(), `"request":`)
			for _, sign := range slices.Concat(plant.signs, []string{"Przewalski", "zhangsan"}) {
				assert.NotContains(t, file.String(), sign)
			}
		})
	}
}

func TestWhatIsNoJSONLeavesItsLength(t *testing.T) {
	for body, want := range map[string]string{
		"":                        `"responseBody":{"kind":"empty","bytes":0}`,
		"<p>Przewalski</p>":       `"responseBody":{"kind":"not JSON","bytes":17}`,
		`{"code":0,"x":"Przewals`: `"responseBody":{"kind":"not JSON","bytes":23}`,
		"\xff\xfe\xfd Przewalski": `"responseBody":{"kind":"not UTF-8","bytes":14}`,
		strings.Repeat("[", 1001) + strings.Repeat("]", 1001): `"responseBody":{"kind":"not JSON","bytes":2002}`,
	} {
		var file bytes.Buffer
		require.NoError(t, recording.NewRecorderOf(3, noon, &file).Record(recording.Exchange{Request: []byte("Przewalski"), Status: 200, Response: []byte(body)}))
		assert.Contains(t, file.String(), want)
		assert.Contains(t, file.String(), `"requestBody":{"kind":"not JSON","bytes":10}`)
		assert.NotContains(t, file.String(), "Przewals")
	}
}
