package core

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// fakeGBK stands for the decoder of the host: it shows that it was asked.
func fakeGBK(text []byte) ([]byte, error) {
	return []byte("gbk:" + string(rune('0'+len(text)%10))), nil
}

func TestToUTF8(t *testing.T) {
	const gbk = "\xc4\xe3\xba\xc3" // 你好
	for _, c := range []struct {
		name, body string
		decode     func([]byte) ([]byte, error)
		want       string
	}{
		{"ASCII", `{"a":1}`, fakeGBK, `{"a":1}`},
		{"UTF-8", `{"a":"私信🎵"}`, fakeGBK, `{"a":"私信🎵"}`},
		{"U+FFFD is valid UTF-8", "\ufffd", fakeGBK, "\ufffd"},
		{"GBK", gbk, fakeGBK, "gbk:4"},
		{"GBK without a decoder", gbk, nil, "\ufffd\ufffd\ufffd\ufffd"},
		{"GBK that the decoder refuses", gbk, func([]byte) ([]byte, error) { return nil, errors.New("no") }, "\ufffd\ufffd\ufffd\ufffd"},
		{"one damaged byte among UTF-8", "私\xff信", fakeGBK, "私\ufffd信"},
		{"one damaged byte among ASCII is GBK", "a\xffb", fakeGBK, "gbk:3"},
		{"as many bad bytes as sequences is UTF-8", "私\xff", fakeGBK, "私\ufffd"},
		{"one bad byte more is GBK", "私\xff\xff", fakeGBK, "gbk:5"},
		{"the first character behind ASCII is a sequence too", "\u0080\xff", fakeGBK, "\u0080\ufffd"},
		{"a sequence that is cut", "私信\xe7\xa7", fakeGBK, "私信\ufffd\ufffd"},
		{"an encoded surrogate", "私信私信\xed\xa0\x80", fakeGBK, "私信私信\ufffd\ufffd\ufffd"},
		{"an overlong slash", "私信私信\xc0\xaf", fakeGBK, "私信私信\ufffd\ufffd"},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, string(toUTF8([]byte(c.body), c.decode))) })
	}
}

func TestAnAnswerInGBKIsRead(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = always(func() (*Response, error) { return ok("{\"msg\":\"\xc4\xe3\xba\xc3\"}") })
		result, err := client.DeleteSession(t.Context(), DeleteSessionParams{SessionID: "s"})
		require.NoError(t, err)
		assert.Equal(t, "你好", result.Msg)
	}, func(config *Config) {
		config.Host.DecodeGBK = func(text []byte) ([]byte, error) {
			return []byte(strings.ReplaceAll(string(text), "\xc4\xe3\xba\xc3", "你好")), nil
		}
	})
}

// The mark is UTF-8 in whatever stands behind it; GB 18030 would make two characters of it and the brace.
func TestAMarkBeforeGBKIsSkipped(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = always(func() (*Response, error) {
			answer, err := ok("{\"msg\":\"\xc4\xe3\xba\xc3\"}")
			answer.Body = append([]byte("\xef\xbb\xbf"), answer.Body...)
			return answer, err
		})
		result, err := client.DeleteSession(t.Context(), DeleteSessionParams{SessionID: "s"})
		require.NoError(t, err)
		assert.Equal(t, "你好", result.Msg)
	}, func(config *Config) { config.Host.DecodeGBK = simplifiedchinese.GB18030.NewDecoder().Bytes })
}

func TestADamagedAnswerFailsNoCall(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		s.answer = always(func() (*Response, error) { return ok("{\"msg\":\"私信\xff\"}") })
		result, err := client.DeleteSession(t.Context(), DeleteSessionParams{SessionID: "s"})
		require.NoError(t, err)
		assert.Equal(t, "私信\ufffd", result.Msg)
	})
}

func TestAnAnswerTooLongIsRefused(t *testing.T) {
	exactly := `{"code":0,"req_0":{"code":0,"data":{}}}`
	for name, c := range map[string]struct {
		answer func(ctx context.Context, r *sent) (*Response, error)
		fails  bool
	}{
		"just as long":        {always(func() (*Response, error) { return text(exactly) }), false},
		"one byte longer":     {always(func() (*Response, error) { return text(exactly + " ") }), true},
		"told by the network": {always(func() (*Response, error) { return nil, ErrBodyTooLarge }), true},
		"told beside another": {always(func() (*Response, error) { return nil, fmt.Errorf("reading: %w", errors.Join(errCut, ErrBodyTooLarge)) }), true},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, client *Client, s *script) {
				s.session = always(func() (*Response, error) { return text(`{"req_0":{}}`) })
				s.answer = c.answer
				_, err := client.Do(t.Context(), writeCall(t))
				assert.Equal(t, int64(len(exactly)), s.requests[0].MaxBytes, "the transport knows the limit")
				if !c.fails {
					require.NoError(t, err)
					return
				}
				bad := as[*DataError](t, err)
				assert.Equal(t, "the answer is longer than 39 bytes", bad.Message)
				assert.True(t, bad.MaybeSent)
				assert.Len(t, s.requests, 1)
			}, func(config *Config) { config.MaxBytes = int64(len(exactly)) })
		})
	}
}

func TestAnswersMayBeEightMebibytesLong(t *testing.T) {
	bubble(t, func(t *testing.T, client *Client, s *script) {
		_, err := client.Do(t.Context(), readCall(t))
		require.NoError(t, err)
		assert.Equal(t, int64(8<<20), s.requests[0].MaxBytes)
	})
}
