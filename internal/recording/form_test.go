package recording_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/exactjson"
	"qqmusicpm/internal/recording"
)

var scripts = []*unicode.RangeTable{unicode.Han, unicode.Latin, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Hebrew, unicode.Arabic, unicode.Cyrillic, unicode.Greek}

// formOf writes a text with a letter for each of its own: what script and case it has. Spaces and punctuation stand as they are.
func formOf(text string) string {
	return strings.Map(func(r rune) rune {
		for i, script := range scripts {
			if unicode.Is(script, r) && unicode.IsLetter(r) {
				if unicode.IsUpper(r) {
					return 'A' + rune(i)
				}
				return 'a' + rune(i)
			}
		}
		switch {
		case unicode.IsLetter(r) && r != 'ー':
			return 'z'
		case unicode.In(r, unicode.Devanagari, unicode.Thai):
			return 'm'
		case unicode.IsDigit(r):
			return '0'
		case unicode.Is(unicode.So, r) && utf8.RuneLen(r) == 4:
			return '☺'
		case unicode.Is(unicode.So, r):
			return '☻'
		case r >= 0x1f3fb && r <= 0x1f3ff:
			return '▪'
		}
		return r
	}, text)
}

// sameForm fails unless two values have the same members, types and lengths.
func sameForm(t *testing.T, original, replaced any, path string) {
	t.Helper()
	switch v := original.(type) {
	case map[string]any:
		other, ok := replaced.(map[string]any)
		if !assert.True(t, ok, path) || !assert.Len(t, other, len(v), path) {
			return
		}
		var unmatched []any
		for name, inner := range v {
			if twin, ok := other[name]; ok {
				sameForm(t, inner, twin, path+"/"+name)
			} else {
				unmatched = append(unmatched, inner)
			}
		}
		for name := range other {
			if _, ok := v[name]; !ok {
				unmatched = unmatched[:len(unmatched)-1] // one was renamed
			}
		}
		assert.Empty(t, unmatched, path)
	case []any:
		other, ok := replaced.([]any)
		if !assert.True(t, ok, path) || !assert.Len(t, other, len(v), path) {
			return
		}
		for i := range v {
			sameForm(t, v[i], other[i], fmt.Sprintf("%s/%d", path, i))
		}
	case string:
		other, ok := replaced.(string)
		if !assert.True(t, ok, path) || other == recording.Removed {
			return
		}
		if strings.ContainsRune(v, '\u200d') { // one picture of several characters may be another of other ones
			assert.Equal(t, utf8.RuneCountInString(v), utf8.RuneCountInString(other), path)
			return
		}
		assert.Equal(t, formOf(v), formOf(other), path)
		assert.Len(t, other, len(v), "%s: bytes of %q and %q", path, v, other)
	case json.Number:
		other, ok := replaced.(json.Number)
		if assert.True(t, ok, path) {
			assert.Equal(t, formOf(v.String()), formOf(other.String()), path)
		}
	default:
		assert.Equal(t, original, replaced, path)
	}
}

func TestFormStays(t *testing.T) {
	s := record(t)
	recorded := lines(t, s.file)
	require.Len(t, recorded, len(s.originals), "a line for each request")
	compared := 0
	for i, original := range s.originals {
		request := exactjson.Read(t, original.request).(map[string]any)
		sameForm(t, request, recorded[i]["request"], "request")
		comm := recorded[i]["request"].(map[string]any)["comm"].(map[string]any)
		if _, ok := comm["authst"]; ok {
			assert.Equal(t, recording.Removed, comm["authst"])
		}
		for _, name := range []string{"ct", "cv", "v", "chid", "tmeAppID", "os_ver"} {
			assert.Equal(t, request["comm"].(map[string]any)[name], comm[name])
		}
		if response, ok := recorded[i]["response"]; ok && json.Valid(original.response) && utf8.Valid(original.response) {
			sameForm(t, exactjson.Read(t, original.response), response, "response")
			compared++
		}
	}
	assert.Greater(t, compared, 20)
}

func TestTimesAndSequencesKeepOrderAndDistance(t *testing.T) {
	s := record(t)
	texts := strings.Split(s.file, "\n")
	for _, name := range []string{"sort_time", "time", "create_time", "sequence", "end_msg_seq", "ts", "last_time"} {
		moved := map[string]bool{}
		for i, original := range s.originals {
			if !json.Valid(original.response) || strings.Contains(texts[i], `"charset":`) {
				continue
			}
			was, is := valuesAt(t, slices.Concat(original.request, original.response), name), valuesAt(t, []byte(texts[i]), name)
			require.Equal(t, len(was), len(is))
			for k := range was {
				a, _ := new(big.Int).SetString(was[k], 10)
				b, _ := new(big.Int).SetString(is[k], 10)
				if a.Sign() == 0 {
					assert.Zero(t, b.Sign())
					continue
				}
				moved[a.Sub(b, a).String()] = true
			}
		}
		assert.Len(t, moved, 1, "%s is moved by one distance", name)
		assert.NotContains(t, moved, "0")
	}
}

func TestNumbersKeepWhatTheyAreToAReader(t *testing.T) {
	a := recording.NewAnonymizer(4)
	for _, tt := range []struct{ name, number string }{
		{"unheard", "9007199254740991"}, {"unheard", "9007199254740993"}, {"unheard", "9223372036854775807"}, {"unheard", "9223372036854775809"},
		{"sequence", "9223372036854775807"}, {"sequence", "9223372036854775809"}, {"sequence", "-9223372036854775807"}, {"time", "18446744073709551616"},
		{"Size", "36893488147419103232"}, {"user_id", "9223372036854775807"},
	} {
		text, err := a.Answer(fmt.Sprintf(`{%q:%s}`, tt.name, tt.number))
		require.NoError(t, err)
		number := valuesAt(t, []byte(text), tt.name)[0]
		was, _ := new(big.Int).SetString(tt.number, 10)
		is, _ := new(big.Int).SetString(number, 10)
		assert.Equal(t, was.IsInt64(), is.IsInt64(), "%v became %s", tt, number)
		assert.Equal(t, was.BitLen() > 53, is.BitLen() > 53, "%v became %s", tt, number)
		assert.NotEqual(t, tt.number, number)
	}
	for _, stays := range []string{
		`{"code":500031}`, `{"has_more":1}`, `{"Size":245991}`, `{"width":1080}`, `{"time":0}`, `{"sort_time":-1}`, `{"Duration":215.5}`, `{"Duration":1.0}`, `{"unheard":1234}`,
		`{"Ext":{"relation":"1"}}`, `{"config_value_str":"1"}`, `{"last_id":""}`, `{"last_id":"0"}`, `{"CanBeDazi":true}`, `{"user":null}`, `{"sessions":[],"Attach":{}}`, `{"msg":""}`,
		`{"Entries":{"1":[]}}`, `[1,"ok",-0]`,
	} {
		text, err := a.Answer(stays)
		require.NoError(t, err)
		assert.Equal(t, stays, text)
	}
}

func TestTextsBecomeTextsOfTheirScripts(t *testing.T) {
	a := recording.NewAnonymizer(6)
	for _, text := range []string{
		"今晚的月亮好圆！", "Hello, World 42", "ひらがなカタカナー", "대한민국 만세", "שלום! אפשר לקבל", "مرحبا! هل سمعت", "Привет, мир", "Ünïcödé Ñandú", "１２３ ＡＢＣ", "𝓪𝓫𝓬",
		"今晚的月亮好圆🌕🌕🌕", "飞机✈️ ⚡ 👍🏽", "हिन्दी", "ไทยแลนด์", "𠮷野家", "Ω≈ç√",
	} {
		replaced := a.Prose(text)
		assert.Equal(t, formOf(text), formOf(replaced), text)
		assert.Len(t, replaced, len(text), "%s became %s", text, replaced)
		assert.Equal(t, replaced, a.Prose(text), "the same each time")
		was, is := []rune(text), []rune(replaced)
		for i := range was {
			if unicode.IsLetter(was[i]) && was[i] != 'ー' || was[i] > 0x1f300 {
				assert.NotEqual(t, was[i], is[i], "%s became %s", text, replaced)
			}
		}
	}
	for _, picture := range []string{"👨‍👩‍👧‍👦", "🏳️‍🌈", "👩🏽‍🎤", "🇨🇳", "👩‍🎤"} {
		replaced := a.Prose(picture)
		assert.NotEqual(t, picture, replaced)
		assert.Equal(t, utf8.RuneCountInString(picture), utf8.RuneCountInString(replaced))
	}
	assert.Equal(t, " !？，。\n\t…—“”", a.Prose(" !？，。\n\t…—“”"))
}

func TestAddressesKeepTheirSchemeAndTheServicesHosts(t *testing.T) {
	a := recording.NewAnonymizer(7)
	for address, want := range map[string]string{
		"https://y.qq.com/n/ryqq/x":         `^https://y\.qq\.com/[g-z]/[g-z]{4}/[g-z]$`,
		"https://thirdqq.qlogo.cn/g?b=qq&k": `^https://[a-z]{7}\.qlogo\.cn/[g-z]\?[a-f]=[g-z]{2}&[g-z]$`,
		"//y.gtimg.cn/music/photo.jpg":      `^//y\.gtimg\.cn/[a-z]{5}/[a-z]{5}\.[g-z]{3}$`,
		"https://y.qq.com/m/login/index":    `^https://y\.qq\.com/[g-z]/login/[a-z]{5}$`,
		"https://p.example/LoginPage":       `^https://[g-z]\.[a-z]{7}/Login[A-Z][a-z]{3}$`,
		"http://a:b@y.qq.com/":              `^http://[a-f]:[a-f]@[g-z]\.[g-z]{2}\.[a-z]{3}/$`,
		"https://y.qq.com:8080/x":           `^https://y\.qq\.com:[1-9][0-9]{3}/[g-z]$`,
		"qqmusic://qq.com/ui/openUrl":       `^qqmusic://qq\.com/[g-z]{2}/[A-Za-z]{7}$`,
		"/_simulator/media/stage.svg":       `^/_[a-z]{9}/[a-z]{5}/[a-z]{5}\.[g-z]{3}$`,
	} {
		replaced := a.Address(address)
		assert.Regexp(t, want, replaced)
		assert.NotEqual(t, address, replaced)
		assert.Len(t, replaced, len(address))
		if strings.Contains(address, "//") {
			assert.Equal(t, replaced, a.Prose(address), "the same in a text")
		}
	}
}

func TestTextThatIsJSONStaysJSON(t *testing.T) {
	a := recording.NewAnonymizer(8)
	text, err := a.Answer(`{"meta_data":"{\"content\":\"夏侯惇 says hi\",\"width\":1080,\"unheard\":\"x1y2z3\",\"张三丰\":true}"}`)
	require.NoError(t, err)
	inner := exactjson.Read(t, []byte(exactjson.Read(t, []byte(text)).(map[string]any)["meta_data"].(string))).(map[string]any)
	assert.Equal(t, json.Number("1080"), inner["width"])
	assert.Contains(t, inner, "unheard")
	assert.NotContains(t, inner, "张三丰")
	text, err = a.Answer(`{"content":"{\"zhangsan\":\"content\",\"content\":1}"}`)
	require.NoError(t, err)
	assert.NotContains(t, text, "zhangsan", "a name in what somebody wrote")
	assert.Contains(t, text, `{\"`)
}

func TestAnotherFileHasOtherReplacements(t *testing.T) {
	write := func() string {
		var file bytes.Buffer
		e := recording.Exchange{Status: 200, Request: []byte(`{}`), Response: []byte(`{"uin":"2837461905","time":1773489600,"content":"今晚的月亮好圆","sequence":1773489600123456789}`)}
		require.NoError(t, recording.NewRecorder(&file).Record(e))
		return file.String()
	}
	first, second := write(), write()
	for _, name := range []string{"uin", "time", "content", "sequence"} {
		assert.NotEqual(t, valuesAt(t, []byte(first), name), valuesAt(t, []byte(second), name), name)
	}
}
