package gateway

import "encoding/json"

// retyped is the data of an answer with the types that OddTypes and TextMeta
// want.
func (c Contrary) retyped(data any) any {
	if !c.OddTypes && !c.TextMeta {
		return data
	}
	data = decodeAny(encode(data))
	if c.OddTypes {
		makeOdd(data)
	}
	if c.TextMeta {
		makeMetaText(data)
	}
	return data
}

// oddValues are what stands in the place of a field by its name, wherever it
// is; of a number that is 0 nothing does.
var oddValues = map[string]any{
	"Duration":    json.Number("12.5"),
	"Attach":      []any{},
	"PatMap":      "",
	"create_time": json.Number(bigNumber),
	"end_msg_seq": json.Number(bigNumber),
	"Size":        json.Number(bigNumber),
}

func makeOdd(v any) {
	eachObject(v, func(object map[string]any) {
		for name, odd := range oddValues {
			if old, ok := object[name]; ok && old != json.Number("0") {
				object[name] = odd
			}
		}
		if ext, ok := object["Ext"].(map[string]any); ok && object["session_id"] != nil {
			ext["nested"] = map[string]any{"level": json.Number("1"), "tags": []any{"a", "b"}}
		}
	})
}

func makeMetaText(v any) {
	eachObject(v, func(object map[string]any) {
		if meta, ok := object["meta_data"].(map[string]any); ok {
			object["meta_data"] = string(encode(meta))
		}
	})
}

// eachObject calls f with every object of a JSON value, inner ones first.
func eachObject(v any, f func(map[string]any)) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			eachObject(e, f)
		}
	case map[string]any:
		for _, e := range v {
			eachObject(e, f)
		}
		f(v)
	}
}
