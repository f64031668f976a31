package gateway

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSampleInboxHasWhatAClientMustHandle(t *testing.T) {
	a := newAccount(1152921504606846999, noon)
	types := map[int64]int{}
	has := map[string]bool{}
	counts := []int{}
	for _, s := range a.newestFirst() {
		has["official"] = has["official"] || s.peer.Identity == 2
		has["musician"] = has["musician"] || s.peer.Identity == 1
		has["no avatar"] = has["no avatar"] || s.peer.Avatar == ""
		has["19 digits"] = has["19 digits"] || len(s.peer.Uin) == 19
		has["10 digits"] = has["10 digits"] || len(s.peer.Uin) == 10
		has["tags"] = has["tags"] || len(s.tags) > 0
		has["super"] = has["super"] || s.starUin != ""
		has["long nick"] = has["long nick"] || utf8.RuneCountInString(s.peer.Nick) > 100
		assert.Regexp(t, `^oK[0-9a-f]{10}\*\*$`, s.peer.EncryptUin)
		assert.Greater(t, s.sortTime, int64(maxSafe))
		a.load(s)
		counts = append(counts, len(s.messages))
		for _, m := range s.messages {
			types[m.MsgType]++
			assert.Greater(t, m.Sequence, int64(maxSafe))
			assert.LessOrEqual(t, m.Time, noon.Unix())
			assert.GreaterOrEqual(t, m.Time, s.createTime)
			if meta, ok := m.MetaData.(*wireMeta); ok {
				has["rtl"] = has["rtl"] || strings.ContainsAny(meta.Content, "مש")
				has["bidi"] = has["bidi"] || strings.ContainsRune(meta.Content, '\u202e')
				has["html"] = has["html"] || strings.Contains(meta.Content, "<img")
				has["javascript:"] = has["javascript:"] || strings.Contains(meta.Content, "javascript:")
				has["lines"] = has["lines"] || strings.Contains(meta.Content, "\n")
				has["long"] = has["long"] || utf8.RuneCountInString(meta.Content) > 1000
				has["foreign link"] = has["foreign link"] || strings.Contains(meta.Content, "https://example.com")
				has["drawn picture"] = has["drawn picture"] || strings.HasPrefix(meta.Pic, mediaPrefix)
				has["remote picture"] = has["remote picture"] || strings.HasPrefix(meta.Pic, "https://y.gtimg.cn/")
			}
		}
	}
	for _, want := range []string{
		"official", "musician", "no avatar", "19 digits", "10 digits", "tags", "super", "long nick", "rtl", "bidi", "html",
		"javascript:", "lines", "long", "foreign link", "drawn picture", "remote picture",
	} {
		assert.True(t, has[want], want)
	}
	for _, want := range []int64{typeText, typeSong, typePicture, typeVideo, typeSuperPicture, typeSuperVideo, typeCard, typePat, typeTip, typeUnknown} {
		assert.Positive(t, types[want], "type %d", want)
	}
	assert.GreaterOrEqual(t, len(counts), 40)
	assert.Contains(t, counts, 10_000)
	hundreds := slices.DeleteFunc(counts, func(n int) bool { return n < 200 || n > 999 })
	assert.GreaterOrEqual(t, len(hundreds), 5)
}

func TestSampleInboxIsTheSameEachTime(t *testing.T) {
	text := func() string {
		a := newAccount(2837461905, noon)
		var b strings.Builder
		for _, s := range a.newestFirst() {
			a.load(s)
			b.Write(encode(a.listed(s, Contrary{})))
			b.Write(encode(s.messages))
		}
		return b.String()
	}
	assert.Equal(t, text(), text())
}

func TestNewestMessageIsTheSameBeforeAndAfterLoading(t *testing.T) {
	a := newAccount(7, noon)
	for _, s := range a.newestFirst() {
		newest := encode(s.newest)
		a.load(s)
		assert.JSONEq(t, string(newest), string(encode(s.messages[len(s.messages)-1])), s.peer.Nick)
		assert.Len(t, s.messages, s.talk.count)
	}
}

func TestNoSlotOfTheCorpusIsLeftOpen(t *testing.T) {
	fill := (&historian{random: newRandom(1, 1)}).fill()
	for topic, dialogues := range corpus() {
		for _, dialogue := range dialogues {
			for _, l := range dialogue {
				assert.NotContains(t, expand(l.text, fill), "{", topic)
			}
		}
	}
}

func TestEveryTopicOfATalkExists(t *testing.T) {
	for _, talk := range sampleTalks {
		for topic := range strings.FieldsSeq(talk.topics) {
			assert.NotEmpty(t, corpus()[topic], talk.nick)
		}
	}
}

func TestCorpusLines(t *testing.T) {
	for row, want := range map[string]line{
		"> 你好":       {text: "你好"},
		"< 你好 啊":     {mine: true, text: "你好 啊"},
		"> [图片] a":   {msgType: typePicture, text: "a"},
		"< [拍一拍]":    {mine: true, msgType: typePat},
		"> [确认] a|b": {msgType: typeCard, confirm: true, text: "a|b"},
	} {
		got, err := parseLine(row)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	for _, row := range []string{"", "你好", ">你好", "> [未知] x"} {
		_, err := parseLine(row)
		assert.Error(t, err, row)
	}
}

func TestSamplePicturesHaveAnAddressThatIsServed(t *testing.T) {
	a := newAccount(3, noon)
	for _, s := range a.newestFirst() {
		a.load(s)
		var all struct{ Session, Messages json.RawMessage }
		all.Session, all.Messages = encode(a.listed(s, Contrary{})), encode(s.messages)
		for part := range strings.SplitSeq(string(encode(all)), `"`) {
			if name, ok := strings.CutPrefix(part, mediaPrefix); ok {
				assert.Regexp(t, mediaName, name)
			}
			if u, err := url.Parse(part); err == nil && strings.HasSuffix(part, ".jpg") {
				assert.Equal(t, "https", u.Scheme)
			}
		}
	}
}

func TestSortTimeUnits(t *testing.T) {
	at := time.Unix(1_773_489_600, 123_456_789)
	assert.EqualValues(t, 1_773_489_600_123_456, (&account{id: 2837461905}).sortTime(at))
	assert.EqualValues(t, 1_773_489_600_123_456_789, (&account{id: 1152921504606846999}).sortTime(at))
}
