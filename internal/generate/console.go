package main

import (
	"strings"
)

// What the console page shows of a call; the page's own types mirror it.
type (
	consoleCall struct {
		Name   string            `json:"name"`
		Title  map[string]string `json:"title"`
		Writes bool              `json:"writes"`
		Signed bool              `json:"signed"`
		Module string            `json:"module"`
		Method string            `json:"method"`
		Answer string            `json:"answer"`
		Params []consoleParam    `json:"params"`
	}
	consoleParam struct {
		Name       string `json:"name"`
		Kind       string `json:"kind"`
		Positional bool   `json:"positional"`
		Nullable   bool   `json:"nullable"`
		// Default is what the protocol sends when nothing is given, as JSON text; absent when nothing is sent.
		Default *string           `json:"default,omitempty"`
		Wire    string            `json:"wire"`
		Help    map[string]string `json:"help"`
	}
)

func (decl *declarations) consoleCalls() ([]byte, error) {
	modules := map[string]string{"readModule": "music.privateMsg.PrivateMsgRead", "writeModule": "music.privateMsg.PrivateMsgWrite"}
	var calls []consoleCall
	for _, c := range decl.calls {
		module := modules[c.module]
		if module == "" {
			module = strings.Trim(c.module, `"`)
		}
		out := consoleCall{Name: c.callName, Title: map[string]string{"en": words(c.callName), "zh": c.zhTitle}, Writes: c.write, Signed: c.signed,
			Module: module, Method: c.method, Answer: c.answer}
		for _, f := range c.fields {
			param := consoleParam{Name: f.public, Kind: strings.ToLower(strings.TrimPrefix(paramKinds[f.plainType()], "Kind")), Positional: f.positional(),
				Nullable: f.omits("null"), Wire: f.tag.Get("wire"), Help: map[string]string{"en": sentence(f.doc), "zh": f.zh}}
			if fallback, ok := f.tag.Lookup("default"); ok {
				if f.plainType() == "ID" || f.plainType() == "string" {
					fallback = `"` + fallback + `"`
				}
				param.Default = &fallback
			}
			out.Params = append(out.Params, param)
		}
		calls = append(calls, out)
	}
	return jsonFile(calls)
}

func sentence(doc string) string {
	doc = strings.TrimPrefix(strings.TrimPrefix(doc, "is "), "are ")
	return strings.ToUpper(doc[:1]) + doc[1:]
}

// words turns getChatEntries into "Get chat entries".
func words(name string) string {
	var b strings.Builder
	for i, r := range name {
		switch {
		case i == 0:
			b.WriteRune(r - 'a' + 'A')
		case 'A' <= r && r <= 'Z':
			b.WriteRune(' ')
			b.WriteRune(r - 'A' + 'a')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
