package core

import (
	"encoding/json"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A text that JSON would not read as an integer stays a string, or nothing could read the request.
func TestAMemberIsANumberWhereItsTextIsOne(t *testing.T) {
	for text, number := range map[string]bool{
		"0": true, "7": true, "9": true, "10": true, "90": true, "-5": true, "-0": true,
		"": false, "-": false, "00": false, "007": false, "-07": false, "--1": false, "1-": false, "+1": false,
		"1.5": false, "1e3": false, "1/": false, "1:": false, "a1": false, "１": false,
	} {
		t.Run(strconv.Quote(text), func(t *testing.T) {
			comm := Comm{Dialect: Dialect14_9, Members: []CommMember{{Name: "count", Value: String(text), Number: true}}}
			var sent map[string]json.RawMessage
			require.NoError(t, json.Unmarshal(comm.Append(nil), &sent))
			want := strconv.Quote(text)
			if number {
				want = text
			}
			assert.Equal(t, want, string(sent["count"]))
		})
	}
}

func TestWhatIsAppendedStandsBehindWhatWasThere(t *testing.T) {
	comm := Comm{}
	assert.Equal(t, "x"+string(comm.Append(nil)), string(comm.Append([]byte("x"))))
	assert.Equal(t, "x"+string(AppendRequest(nil, []byte("{}"))), string(AppendRequest([]byte("x"), []byte("{}"))))
}

// The User-Agent takes every printable character of ASCII, also the first and the last of them.
func TestTextsThatTheUserAgentTakes(t *testing.T) {
	for text, taken := range map[string]bool{" ": true, "~": true, "\x1f": false, "\x7f": false} {
		config := Config{Host: Host{Transport: &script{}, Clock: bubbleClock{}, Random: seeded(1)}}
		config.Device.OSVersion = text
		_, err := NewClient(config)
		assert.Equal(t, taken, err == nil, "%q", text)
	}
}
