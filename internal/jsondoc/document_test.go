package jsondoc

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// valid is the verdict of the library that Parse must agree with on every text
// in UTF-8. jsontext has one switch for broken bytes and for lone surrogate
// escapes; the gateway's texts may hold the second, never the first.
func valid(text []byte) bool {
	return utf8.Valid(text) && jsontext.Value(text).IsValid(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
}

var texts = []string{
	`null`, `true`, `false`, `0`, `-0`, `12`, `-3.5e+10`, `1E-2`, `""`, `"a"`, `[]`, `{}`, ` [ 1 , 2 ] `,
	`{"a":{"b":[1,{"c":null}]},"a":2}`, `"\"\\\/\b\f\n\r\t\u0041\ud83c\udfb5"`, `"a\tb\u09afAF\n"`, `"\ud800"`, `"\udc00x"`, `"\ud800\ud800\udc00"`,
	"\t{\r\n}\n", `[[[[]]]]`, `[{},{}]`, `{"":0}`, `18446744073709551616`, `"私信🎵"`, "\"\u2028\"",
	``, ` `, `nul`, `nulll`, `truex`, `NaN`, `Infinity`, `-`, `-a`, `01`, `1.`, `.5`, `1e`, `1e+`, `+1`, `0x1`,
	`"`, `"\`, `"\u12`, `"\x"`, `"\u12g4"`, "\"\n\"", `'a'`, `[`, `]`, `{`, `}`, `[}`, `{]`, `[1`, `[1,`, `[1,]`, `[,1]`, `[1 2]`,
	`{"a"}`, `{"a":}`, `{"a":1,}`, `{,}`, `{a:1}`, `{1:1}`, `{"a":1 "b":2}`, `{"a" 1}`, `[] []`, `{}x`, `[,]`, `{"a":1,,}`, "\ufeff{}",
	`{"a"`, `{"a"x1}`, `"\u 123"`, `"\u/000"`, `"\u:000"`, "\"\\u`000\"", `"\u123`, `"\u1234`, `"\ud83c\`, `"\ud83c\u`, `"\ud83c\udfb`,
	"\"\xff\"", "\"\xe4\xbd\"", "\xff", "\"\xff\\n\"", "\"\\n\xff\"", "\"\\n\xff\\n\"", strings.Repeat("[", 100) + strings.Repeat("]", 100),
}

func TestParseAgreesWithJSONText(t *testing.T) {
	for _, text := range texts {
		var d Document
		err := d.Parse(slices.Clip([]byte(text))) // so that what is read behind its end fails
		assert.Equal(t, valid([]byte(text)), err == nil, "%.40q: Parse says %v", text, err)
	}
}

// The depth is checked against MaxDepth alone: jsontext recurses, which a
// browser's stack does not bear as long as Parse does.
func TestParseTakesMaxDepthAndNoMore(t *testing.T) {
	lists := func(depth int) string { return strings.Repeat("[", depth) + strings.Repeat("]", depth) }
	objects := func(depth int) string { return strings.Repeat(`{"a":`, depth) + "0" + strings.Repeat("}", depth) }
	for _, c := range []struct {
		name, text, problem string
	}{
		{"lists", lists(MaxDepth), ""},
		{"objects", objects(MaxDepth), ""},
		{"one list too deep", lists(MaxDepth + 1), "not JSON: nested deeper than 10000 levels at byte 10000"},
		{"one object too deep", objects(MaxDepth + 1), "not JSON: nested deeper than 10000 levels at byte 50000"},
		{"200,000 lists that never end", strings.Repeat("[", 200_000), "not JSON: nested deeper than 10000 levels at byte 10000"},
		{"200,000 objects that never end", strings.Repeat(`{"a":`, 200_000), "not JSON: nested deeper than 10000 levels at byte 50000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var d Document
			err := d.Parse([]byte(c.text))
			if c.problem == "" {
				require.NoError(t, err)
				return
			}
			assert.EqualError(t, err, c.problem)
		})
	}
}

func TestSyntaxErrorSaysWhatIsWrongAndWhere(t *testing.T) {
	for text, problem := range map[string]string{
		`{"a":1}x`: "something follows the value at byte 7",
		`[1,]`:     "unexpected character at byte 3", `{"a":NaN}`: "unexpected character at byte 5", `nulx`: "unexpected character at byte 3",
		`{"a":"b`: "the text ends early at byte 7", `{"a"`: "the text ends early at byte 4", `tru`: "the text ends early at byte 3", `-`: "the text ends early at byte 1",
		`-a`: "malformed number at byte 1", `1.x`: "malformed number at byte 2", `["\u12"]`: "malformed escape at byte 2",
		"[\"\xff\"]": "invalid UTF-8 at byte 2", "{,\"\xff\"": "invalid UTF-8 at byte 3",
	} {
		var d Document
		assert.EqualError(t, d.Parse([]byte(text)), "not JSON: "+problem, "%q", text)
	}
}

// The nodes of a text, and behind what each of them the next one of its container stands.
func TestNodesStandInTheOrderOfTheText(t *testing.T) {
	var d Document
	require.NoError(t, d.Parse([]byte(`{"a":[1,{"b":[]}],"c":null}`)))
	type node struct {
		text string
		next uint32
	}
	var got []node
	for i, n := range d.Nodes {
		got = append(got, node{string(d.Text(uint32(i))), n.Next})
	}
	assert.Equal(t, []node{
		{`{"a":[1,{"b":[]}],"c":null}`, 9},
		{`"a"`, 2}, {`[1,{"b":[]}]`, 7}, {`1`, 4}, {`{"b":[]}`, 7}, {`"b"`, 6}, {`[]`, 7},
		{`"c"`, 8}, {`null`, 9},
	}, got)
}

// How deep a value is says what is around it, not what came before.
func TestContainersBesideEachOtherAreNotDeep(t *testing.T) {
	var d Document
	for around := 1; around <= 2; around++ {
		require.NoError(t, d.Parse([]byte(strings.Repeat("[", around)+strings.Repeat("[],", MaxDepth)+"{}"+strings.Repeat("]", around))))
	}
}

// Room is made for as many nodes as the beginning of a text promises; it is enough when the end has more.
func TestTheEndOfATextMayBeDenserThanItsBeginning(t *testing.T) {
	var d Document
	require.NoError(t, d.Parse([]byte(`["`+strings.Repeat("x", 100_000)+`"`+strings.Repeat(",0", 5000)+"]")))
	assert.Len(t, d.Nodes, 5002)
}

func TestFlagsOfAString(t *testing.T) {
	for text, flags := range map[string]Flags{
		`"a"`: 0, `"\n"`: Escaped, `"\ud83c\udfb5"`: Escaped, `"\ud800"`: Escaped | LoneSurrogate,
		`"\ud800\n"`: Escaped | LoneSurrogate, `"\n\udc00"`: Escaped | LoneSurrogate,
	} {
		var d Document
		require.NoError(t, d.Parse([]byte(text)))
		assert.Equal(t, flags, d.Nodes[0].Flags, text)
	}
}

func TestPointerNamesEveryNode(t *testing.T) {
	var d Document
	require.NoError(t, d.Parse([]byte(`{"a":[1,{"b/c":2}],"~":{"":[]},"x":3}`)))
	var got []string
	for i := range d.Nodes {
		got = append(got, d.Pointer(uint32(i)))
	}
	assert.Equal(t, []string{"", "/a", "/a", "/a/0", "/a/1", "/a/1/b~1c", "/a/1/b~1c", "/~0", "/~0", "/~0/", "/~0/", "/x", "/x"}, got)
}

func TestMemberTakesTheLastOfDuplicates(t *testing.T) {
	var d Document
	require.NoError(t, d.Parse([]byte(`{"a":1,"b":{"a":9},"\u0061":2}`)))
	assert.Equal(t, "2", string(d.Text(d.Member(0, "a"))))
	assert.Zero(t, d.Member(0, "c"))
}

func TestStringsSayWhatEncodingJSONReads(t *testing.T) {
	for _, text := range texts {
		var want string
		if !valid([]byte(text)) || !strings.HasPrefix(text, `"`) {
			continue
		}
		require.NoError(t, json.Unmarshal([]byte(text), &want))
		var d Document
		require.NoError(t, d.Parse([]byte(text)))
		assert.Equal(t, want, d.String(0), text)
	}
}

func TestAppendQuotedIsReadBack(t *testing.T) {
	for _, s := range []string{"", "a", "\"\\/\b\f\n\r\t\x00\x1f\x7f", "私信🎵\u2028", "a\xffb\xe4\xbd"} {
		var got string
		require.NoError(t, json.Unmarshal(AppendQuoted(nil, s), &got), "%q", s)
		assert.Equal(t, strings.ToValidUTF8(strings.ReplaceAll(s, "\xe4\xbd", "\ufffd\ufffd"), "\ufffd"), got)
	}
}

// Nothing is escaped that can stand as it is.
func TestAppendQuotedEscapesWhatItMust(t *testing.T) {
	for s, want := range map[string]string{
		" ": `" "`, " \n": `" \n"`, "/\x7f\"": "\"/\x7f\\\"\"", "\x1f": `"\u001f"`, "私信\t🎵": `"私信\t🎵"`, "a\xff": "\"a\ufffd\"",
	} {
		assert.Equal(t, want, string(AppendQuoted(nil, s)), "%q", s)
		assert.Equal(t, "x"+want, string(AppendQuoted([]byte("x"), s)), "%q behind a text", s)
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range texts {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if bytes.Count(text, []byte("["))+bytes.Count(text, []byte("{")) > 1000 {
			return // too deep for the stack that jsontext has in a browser
		}
		var d Document
		err := d.Parse(text)
		if want := valid(text); want != (err == nil) {
			t.Fatalf("%q: jsontext says %v, Parse says %v", text, want, err)
		}
		if err != nil {
			return
		}
		end := uint32(len(d.Nodes))
		if d.Nodes[0].Next != end {
			t.Fatalf("%q: root ends at node %d of %d", text, d.Nodes[0].Next, end)
		}
		for i := range min(len(d.Nodes), 200) {
			_ = d.Pointer(uint32(i))
			if d.Nodes[i].Kind != String {
				continue
			}
			var want string
			if json.Unmarshal(d.Text(uint32(i)), &want) != nil || d.String(uint32(i)) != want {
				t.Fatalf("%q: string node %d says %q, want %q", text, i, d.String(uint32(i)), want)
			}
		}
	})
}
