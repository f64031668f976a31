package recording_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/jsondoc"
	"qqmusicpm/internal/recording"
)

var number = regexp.MustCompile(`^-?[0-9]+$`)

// kindsOf lists the JSON types of a document in their order, with what stays of texts: how long they are.
func kindsOf(t *testing.T, text string) (kinds []jsondoc.Kind, lengths []int) {
	t.Helper()
	var doc jsondoc.Document
	require.NoError(t, doc.Parse([]byte(text)), "%s", text)
	for i := range doc.Nodes {
		length := 0
		if doc.Nodes[i].Kind == jsondoc.String {
			length = utf8.RuneCountInString(doc.String(uint32(i)))
			if s := doc.String(uint32(i)); strings.Contains(s, recording.Removed) || strings.ContainsAny(s, "{[") || number.MatchString(s) {
				length = -1 // a text of JSON is written anew, and a number that orders may get a digit more
			}
		}
		kinds, lengths = append(kinds, doc.Nodes[i].Kind), append(lengths, length)
	}
	return kinds, lengths
}

// Whatever comes, JSON stays JSON of the same form, the same way each time within a file.
func FuzzAnonymizer(f *testing.F) {
	for _, plant := range plants {
		f.Add(`{"uin":` + plant.json + `,"content":` + plant.json + `,"sort_time":` + plant.json + `,"x":` + plant.json + `}`)
	}
	for _, text := range []string{
		``, `null`, `{"a":1e400,"a":-0.0,"time":1.5e9}`, `["\ud800",""]`, `{"time":-1773489600,"sequence":99999,"Size":184467440737095516160}`,
		`{"url":"https://"}`, `{"content":"👨‍👩‍👧‍👦🇨🇳🇨🏴󠁧󠁢󠁥󠁮󠁧󠁿#️⃣👍🏽‍"}`, `{"PatMap":{"0":1,"00000":2,"":3}}`, `{"meta_data":"{\"a\":\"[1]\"}"}`, `{"authst":["x",{"y":"z"}]}`, `{"id":"̈́ͅᵃª𐄀〇"}`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Count(text, "[")+strings.Count(text, "{") > 1000 || len(text) > 10000 {
			return
		}
		first, second := recording.NewAnonymizer(9), recording.NewAnonymizer(9)
		replaced, err := first.Answer(text)
		if err != nil {
			return
		}
		require.True(t, json.Valid([]byte(replaced)), "%s", replaced)
		again, err := first.Answer(text)
		require.NoError(t, err)
		require.Equal(t, replaced, again, "a second time")
		elsewhere, err := second.Answer(text)
		require.NoError(t, err)
		require.Equal(t, replaced, elsewhere, "with the same secret")
		kinds, lengths := kindsOf(t, text)
		otherKinds, otherLengths := kindsOf(t, replaced)
		require.Equal(t, kinds, otherKinds)
		for i := range lengths {
			if lengths[i] >= 0 && otherLengths[i] >= 0 {
				require.Equal(t, lengths[i], otherLengths[i], "%s\n%s", text, replaced)
			}
		}

		var file bytes.Buffer
		require.NoError(t, recording.NewRecorderOf(9, noon, &file).Record(recording.Exchange{Request: []byte(text), Status: 200, Response: []byte(text)}))
		_, err = recording.NewPlayer(&file)
		require.NoError(t, err)
	})
}
