package core

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"qqmusicpm/internal/exactjson"
	"qqmusicpm/internal/wire"
)

// A second reading of the declarations, by reflection: what a struct is as public
// JSON, and what the gateway may send for it. The tables of package wire know nothing of it.

// structOf makes the struct of each call's answer, and reads an answer into it.
var structOf = map[string]func(*Answer) (any, error){
	"getSessions":             decodeAny[SessionPage],
	"deleteSession":           decodeAny[WriteResult],
	"getMessages":             decodeAny[MessagePage],
	"sendMessage":             decodeAny[SentMessages],
	"deleteMessage":           decodeAny[WriteResult],
	"clearSession":            decodeAny[WriteResult],
	"setConfig":               decodeAny[WriteResult],
	"getConfig":               decodeAny[ConfigResult],
	"getMusicianMessageCard":  decodeAny[MusicianMessageCard],
	"reportCardMessageAction": decodeAny[WriteResult],
	"getChatEntries":          decodeAny[ChatEntries],
	"getMediaMessageDetails":  decodeAny[MediaMessageDetails],
	"markAllMessagesRead":     decodeAny[WriteResult],
	"getSafetyHint":           decodeAny[SafetyHint],
	"getFriendshipBadge":      decodeAny[FriendshipBadge],
}

// decodeAny is Decode for any call; without an answer it makes an empty struct.
func decodeAny[T any, P decodable[T]](a *Answer) (any, error) {
	if a == nil {
		return *new(T), nil
	}
	v, err := Decode[T, P](a)
	if err != nil {
		return nil, err
	}
	return *v, nil
}

// publicOf is a struct as public JSON, read exactly.
func publicOf(t *testing.T, v reflect.Value) any {
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Bool:
		return v.Bool()
	case reflect.Int64:
		if text := strconv.FormatInt(v.Int(), 10); v.Int() > 1<<53-1 || v.Int() < -(1<<53-1) {
			return text
		} else {
			return json.Number(text)
		}
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return publicOf(t, v.Elem())
	case reflect.Map:
		object := map[string]any{}
		for _, key := range v.MapKeys() {
			name := key.String()
			if key.Kind() == reflect.Int64 {
				name = strconv.FormatInt(key.Int(), 10)
			}
			object[name] = publicOf(t, v.MapIndex(key))
		}
		return object
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return exactjson.Read(t, wire.ExactJSON(v.Bytes()))
		}
		list := []any{}
		for i := range v.Len() {
			list = append(list, publicOf(t, v.Index(i)))
		}
		return list
	}
	object := map[string]any{}
	if v.Type().Field(0).Anonymous {
		return publicOf(t, v.Field(0))
	}
	for i := range v.NumField() {
		if problems, ok := v.Field(i).Interface().([]Problem); ok && problems == nil {
			continue
		}
		object[publicName(v.Type().Field(i).Name)] = publicOf(t, v.Field(i))
	}
	return object
}

// publicName turns a Go name into camelCase.
func publicName(name string) string {
	name = strings.NewReplacer("IDs", "Ids", "ID", "Id", "URL", "Url").Replace(name)
	first := []rune(name)
	first[0] = unicode.ToLower(first[0])
	return string(first)
}

// dataGenerator writes random data for a struct: mostly right, sometimes tolerable, seldom wrong.
type dataGenerator struct {
	*rand.Rand
	wrong bool
}

func (g *dataGenerator) pick(texts ...string) string { return texts[g.IntN(len(texts))] }

func (g *dataGenerator) name() string {
	return g.pick(`"a"`, `"b"`, `""`, `"__proto__"`, `"\u0061"`, `"\ud800"`, `"1"`, `"-7"`, `"10002"`)
}

func (g *dataGenerator) anything(depth int) string {
	if depth == 0 {
		return g.pick("null", "true", "false", "0", "-1", "1.5", "1e400", "9007199254740993", `"x"`, `"\ud83c"`, `""`, "[]", "{}")
	}
	switch g.IntN(3) {
	case 0:
		return "[" + g.anything(depth-1) + "," + g.anything(depth-1) + "]"
	case 1:
		return g.anyObject(depth)
	}
	return g.anything(0)
}

func (g *dataGenerator) anyObject(depth int) string {
	return "{" + g.name() + ":" + g.anything(depth-1) + "," + g.pick(g.name(), `"data"`) + ":" + g.anything(depth-1) + "}"
}

func (g *dataGenerator) value(t reflect.Type) string {
	if g.IntN(8) == 0 {
		return "null"
	}
	if g.wrong && g.IntN(20) == 0 {
		return g.anything(2)
	}
	switch t.Kind() {
	case reflect.String:
		return g.pick(`""`, `"x"`, `"私信\n"`, `"\u0041\/"`, `"\ud800"`, "12", "-0", "1.50", "1e400", "12345678901234567890")
	case reflect.Int64:
		return g.pick("0", "1", "-1", "-0", "true", "false", `""`, `"12"`, `"-12"`, "1.0", "1e3", "120e-1", "9007199254740993", `"9223372036854775807"`, "-9223372036854775808")
	case reflect.Bool:
		return g.pick("true", "false", "0", "1", "1.0")
	case reflect.Pointer:
		return g.value(t.Elem())
	case reflect.Struct:
		return g.object(t)
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return g.anyObject(2)
		}
		return g.pick("[]", "[null]", "["+g.value(t.Elem())+"]", "["+g.value(t.Elem())+",null,"+g.value(t.Elem())+"]")
	}
	if t.Key().Kind() == reflect.Int64 {
		return "{" + g.pick(`"1"`, `"2"`, `"-0"`, `"\u0031"`) + ":" + g.value(t.Elem()) + "," + g.pick(`"1"`, `"02"`) + ":" + g.value(t.Elem()) + "}"
	}
	if t.Elem().Kind() == reflect.String {
		return "{" + g.name() + ":" + g.pick("null", "true", "1.0", `"x"`, `"\ud800"`) + "," + g.name() + ":" + g.pick("false", "-0", `"y"`) + "}"
	}
	return "{" + g.name() + ":" + g.value(t.Elem()) + "," + g.name() + ":" + g.value(t.Elem()) + "}"
}

func (g *dataGenerator) object(t reflect.Type) string {
	if t.Kind() != reflect.Struct || t.Field(0).Tag.Get("wire") == "" {
		return g.anyObject(3) // kept whole
	}
	var members []string
	for i := range t.NumField() {
		if f := t.Field(i); f.Tag.Get("wire") != "" && g.IntN(3) > 0 {
			members = append(members, strconv.Quote(f.Tag.Get("wire"))+":"+g.value(f.Type))
		}
	}
	if len(members) > 0 && g.IntN(4) == 0 {
		members = append(members, members[g.IntN(len(members))], `"unknown":`+g.anything(2))
	}
	g.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
	return "{" + strings.Join(members, ",") + "}"
}

// The two ways to read an answer follow from the same declarations, so they have to agree on every text.
func TestPublicJSONAndStructsAgree(t *testing.T) {
	for i, name := range wire.CallNames() {
		t.Run(name, func(t *testing.T) {
			empty, err := structOf[name](nil)
			require.NoError(t, err)
			call := anyCall(t, name)
			for _, wrong := range []bool{false, true} {
				g := &dataGenerator{rand.New(rand.NewPCG(uint64(i), 1)), wrong}
				for range 150 {
					data := g.object(reflect.TypeOf(empty))
					_, _ = readBoth(t, call, data)
					_, _ = readStrictly(t, call, data)
				}
			}
		})
	}
}
