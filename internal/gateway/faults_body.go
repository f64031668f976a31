package gateway

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
)

const bigNumber = "12345678901234567890" // 20 digits, above 2^63

// spoil makes the body of a fault out of the right one.
func (f Fault) spoil(body []byte, env envelope) []byte {
	switch f.Kind {
	case FaultTruncated:
		return body[:len(body)/2]
	case FaultEmpty:
		return nil
	case FaultGBK:
		return encodeAs(body, simplifiedchinese.GBK)
	case FaultGB18030:
		return toGB18030(body)
	case FaultBOM:
		return slices.Concat([]byte("\ufeff"), body)
	case FaultInvalidUTF8:
		return damage(body)
	case FaultLarge:
		size := min(max(f.MiB, 1), 64) << 20
		return withKey(body, `"padding":"`+strings.Repeat("私信", size/6)+`"`)
	case FaultDeep:
		depth := min(cmp.Or(max(f.Depth, 0), 10_000), 1_000_000)
		return withKey(body, `"deep":`+strings.Repeat("[", depth)+strings.Repeat("]", depth))
	case FaultNaN:
		return withKey(body, `"cost":NaN`)
	case FaultBigNumbers:
		return enlargeNumbers(body, env)
	}
	return body
}

// withKey puts one more key at the start of the answer.
func withKey(body []byte, key string) []byte {
	return slices.Concat([]byte("{"+key+","), body[1:])
}

// toGB18030 encodes body as GB18030. A body with no character that takes four
// bytes gets one, in a key of its own.
func toGB18030(body []byte) []byte {
	enc := simplifiedchinese.GB18030.NewEncoder()
	takesFour := func(r rune) bool {
		text, err := enc.String(string(r))
		return err == nil && len(text) == 4
	}
	if !bytes.ContainsFunc(body, takesFour) {
		body = withKey(body, `"note":"私信🎵"`)
	}
	return encodeAs(body, simplifiedchinese.GB18030)
}

// encodeAs encodes body. What the encoding does not have is escaped: it stays
// JSON.
func encodeAs(body []byte, to encoding.Encoding) []byte {
	enc := to.NewEncoder()
	var out bytes.Buffer
	for _, r := range string(body) {
		if r < utf8.RuneSelf {
			out.WriteByte(byte(r))
			continue
		}
		if text, err := enc.String(string(r)); err == nil {
			out.WriteString(text)
			continue
		}
		writeEscaped(&out, r)
	}
	return out.Bytes()
}

func writeEscaped(out *bytes.Buffer, r rune) {
	if r > 0xffff {
		r -= 0x10000
		fmt.Fprintf(out, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
		return
	}
	fmt.Fprintf(out, `\u%04x`, r)
}

// damage puts one wrong byte after the first character that is not ASCII, or
// in a key of its own when there is none.
func damage(body []byte) []byte {
	i := bytes.IndexFunc(body, func(r rune) bool { return r >= utf8.RuneSelf })
	if i < 0 {
		return withKey(body, "\"note\":\"私信\xff私信\"")
	}
	_, size := utf8.DecodeRune(body[i:])
	return slices.Concat(body[:i+size], []byte{0xff}, body[i+size:])
}

// enlargeNumbers replaces every number inside data by one of 20 digits.
func enlargeNumbers(body []byte, env envelope) []byte {
	var top map[string]json.RawMessage
	if err := json.Unmarshal(body, &top); err != nil {
		panic(err) // the gateway wrote it
	}
	for i := range env.calls {
		name := fmt.Sprintf("req_%d", i)
		var child map[string]json.RawMessage
		if json.Unmarshal(top[name], &child) != nil {
			continue // an answer that refuses the whole request has no calls
		}
		child["data"] = encode(enlarge(decodeAny(child["data"])))
		top[name] = encode(child)
	}
	return encode(top)
}

func enlarge(v any) any {
	switch v := v.(type) {
	case json.Number:
		return json.Number(bigNumber)
	case []any:
		for i := range v {
			v[i] = enlarge(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = enlarge(v[key])
		}
	}
	return v
}

func encode(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // came out of JSON
	}
	return data
}
