package main

import (
	"bytes"
	"fmt"
)

// wireFields writes which fields each answer has on the wire, for what reads a gateway's answers as they were sent.
func (decl *declarations) wireFields() []byte {
	var b bytes.Buffer
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	p("// %s\n", generatedMark)
	p("/** What a field holds: a value, an object that is kept whole, a map of texts, or models: one, a list, or a map of either. */")
	p("export type WireKind = \"integer\" | \"string\" | \"boolean\" | \"whole\" | \"texts\" | \"one\" | \"list\" | \"map\" | \"listMap\";\n")
	p("/** A field, the model of what it holds, and its public name where that is another. */")
	p("export interface WireField {\n  readonly kind: WireKind;\n  readonly model?: string;\n  readonly as?: string;\n}\n")
	p("/** The fields of each model by their names on the wire; null for one that is kept whole. */")
	p("export const wireModels: Readonly<Record<string, Readonly<Record<string, WireField>> | null>> = {")
	p("  FriendshipBadge: null,")
	for _, m := range decl.models {
		if m.whole {
			p("  %s: null,", m.name)
			continue
		}
		p("  %s: {", m.name)
		for _, f := range m.fields {
			kind, name, rest := f.kind(), f.tag.Get("wire"), ""
			if kind.model != "" {
				rest = fmt.Sprintf(", model: %q", kind.model)
			}
			if f.public != name {
				rest += fmt.Sprintf(", as: %q", f.public)
			}
			p("    %s: { kind: %q%s },", name, wireKinds[kind.name], rest)
		}
		p("  },")
	}
	p("};\n")
	p("/** The model of the answer of each call. */")
	p("export const answerModels = {")
	for _, c := range decl.calls {
		p("  %s: %q,", c.callName, c.answer)
	}
	p("} as const;")
	return b.Bytes()
}

var wireKinds = map[string]string{
	"textField": "string", "intField": "integer", "boolField": "boolean", "objectField": "whole", "textMapField": "texts",
	"modelField": "one", "modelListField": "list", "modelMapField": "map", "modelListMapField": "listMap",
}
