package core

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNullEntriesOfMapsOfModelsAreDropped(t *testing.T) {
	value, err := readBoth(t, anyCall(t, "getMediaMessageDetails"), `{"MsgIDs":{"1":null,"2":{"id":2}}}`)
	require.NoError(t, err)
	assert.Len(t, member(t, value, "/msgIds"), 1)
	assert.Equal(t, "2", member(t, value, "/msgIds/2/id"))
}

func TestTheLastOfDuplicatesInAMapOfModelsWins(t *testing.T) {
	for data, want := range map[string]any{
		`{"MsgIDs":{"1":{"id":"a"},"1":{"id":"b"}}}`:                      "b",
		`{"MsgIDs":{"1":{"id":"a"},"1":null,"2":{}}}`:                     nil,
		`{"MsgIDs":{"1":null,"1":{"id":"b"}}}`:                            "b",
		`{"MsgIDs":{"1":"wrong","1":{"id":"b"}}}`:                         "b",
		`{"MsgIDs":{"1":{"id":"a"},"2":{},"\u0031":{"id":"c"},"3":null}}`: "c",
	} {
		value, err := readBoth(t, anyCall(t, "getMediaMessageDetails"), data)
		require.NoError(t, err)
		messages := member(t, value, "/msgIds").(map[string]any)
		if want == nil {
			assert.NotContains(t, messages, "1", data)
			continue
		}
		assert.Equal(t, want, member(t, messages, "/1/id"), data)
	}
}

// A map of a hundred thousand entries, each name twice and backwards, is still read at once.
func TestLargeMapsAreReadInTheirOrder(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"extra":{"first":"x"`)
	for i := range 100_000 {
		fmt.Fprintf(&b, `,"k%d":"%d"`, (100_000-i)%50_000, i)
	}
	b.WriteString(`}}`)
	value, err := readBoth(t, anyCall(t, "getSessions"), b.String())
	require.NoError(t, err)
	extra := member(t, value, "/extra").(map[string]any)
	assert.Len(t, extra, 50_001)
	assert.Equal(t, "99999", extra["k1"])
	assert.Equal(t, "50001", extra["k49999"])
}

func TestMapsKeepTheOrderOfTheGateway(t *testing.T) {
	public, err := answerWith(t, anyCall(t, "getSessions"), `{"extra":{"z":"1","b":"2","a":"3","b":"4","\u007a":"5"}}`).PublicJSON()
	require.NoError(t, err)
	assert.Contains(t, string(public), `"extra":{"a":"3","b":"4","\u007a":"5"}`)
	public, err = answerWith(t, anyCall(t, "getSessions"), `{"extra":{"z":"1","b":"2","y":"3","b":"4","a":"5"}}`).PublicJSON()
	require.NoError(t, err)
	assert.Contains(t, string(public), `"extra":{"z":"1","y":"3","b":"4","a":"5"}`, "not that of the names")
	public, err = answerWith(t, anyCall(t, "getSessions"), `{"extra":{"b":"2","b":"4"}}`).PublicJSON()
	require.NoError(t, err)
	assert.Contains(t, string(public), `"extra":{"b":"4"}`, "and each name once")
}

// However many entries a map has, each name is there once, where it stood last.
func TestMapsOfAnySizeHaveEachNameOnce(t *testing.T) {
	for size := range 60 {
		for _, distinct := range []int{1, 2, 5, size/2 + 1, size + 1} {
			nameOf := func(i int) int { return (size*12 - i*5) % distinct }
			var sent, want []string
			last := map[int]int{}
			for i := range size {
				last[nameOf(i)] = i
			}
			for i := range size {
				entry := fmt.Sprintf(`"%d":"%d"`, nameOf(i), i)
				sent = append(sent, entry)
				if last[nameOf(i)] == i {
					want = append(want, entry)
				}
			}
			public, err := answerWith(t, anyCall(t, "getSessions"), `{"extra":{`+strings.Join(sent, ",")+`}}`).PublicJSON()
			require.NoError(t, err)
			require.Contains(t, string(public), `"extra":{`+strings.Join(want, ",")+`}`)
		}
	}
}
