package native

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestGBKIsReadAsBrowsersReadIt(t *testing.T) {
	for text, want := range map[string]string{
		"":                 "",
		"{\"msg\":\"ok\"}": "{\"msg\":\"ok\"}",
		"\xc4\xe3\xba\xc3": "你好",
		"\xcb\xbd\xd0\xc5": "私信",
		"\x81\x5c\x84\x7b": "乗剓", // second bytes that are a backslash and a brace in ASCII
		"\x81\x30\x81\x30": "\u0080",
		"\xff":             "\ufffd",
		"\xc4":             "\ufffd",
	} {
		got, err := Host(nil).DecodeGBK([]byte(text))
		require.NoError(t, err)
		assert.Equal(t, want, string(got), "%q", text)
	}
}

func TestRandomIsRandom(t *testing.T) {
	a, b := make([]byte, 16), make([]byte, 16)
	Host(nil).Random(a)
	Host(nil).Random(b)
	assert.NotEqual(t, a, b)
}

func TestClockIsTheSystems(t *testing.T) {
	before := time.Now().UnixNano()
	now := Host(nil).Clock.Now()
	assert.GreaterOrEqual(t, int64(now), before)
	assert.LessOrEqual(t, int64(now), time.Now().UnixNano())
	called := make(chan struct{})
	Host(nil).Clock.AfterFunc(0, func() { close(called) })
	<-called
	assert.True(t, Host(nil).Clock.AfterFunc(time.Hour, func() {})(), "stopped in time")
}
