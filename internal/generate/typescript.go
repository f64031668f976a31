package main

import (
	"bytes"
	"fmt"
	"strings"
)

// typeScript writes the model and option types of the npm package.
func (decl *declarations) typeScript() []byte {
	var b bytes.Buffer
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	p("// %s\n", generatedMark)
	p("/** A 64-bit integer of the gateway: a number when a double holds it exactly, otherwise the string of its digits. */")
	p("export type Int64 = number | string;\n")
	p("/** An integer as a caller may give it: a safe number, a bigint or a string of digits. */")
	p("export type Integer = number | bigint | string;\n")
	p("/** An id as a caller may give it: a string, a safe number or a bigint. */")
	p("export type ID = string | number | bigint;\n")
	p("/** An object that JSON can hold. Its keys, their order and its numbers stay as they are; bigints are sent exactly, booleans as 0 and 1. */")
	p("export type JSONObject = { [key: string]: unknown };\n")
	p("/** A value of an answer that could not be read: it has its default, or its thing is left out. */")
	p("export interface Problem {")
	p("  /** A JSON Pointer to its place in the body of the answer. */\n  path: string;")
	p("  /** The type that the protocol says. */\n  expected: \"integer\" | \"string\" | \"boolean\" | \"array\" | \"object\";")
	p("  /** The JSON type that came. */\n  got: \"null\" | \"boolean\" | \"number\" | \"string\" | \"array\" | \"object\";")
	p("}\n")
	for _, m := range decl.models {
		p("/** %s */", comment(m.name, m.doc, m.chName))
		p("export interface %s {", m.name)
		for _, f := range m.fields {
			p("  /** %s */", comment("", f.doc, f.zh))
			p("  %s: %s;", f.public, f.modelType())
		}
		if m.problems {
			p("  /** The values that could not be read; missing when there are none. */")
			p("  problems?: Problem[];")
		}
		p("}\n")
	}
	p("/** The badge of a friendship as the gateway sent it: no model of it is public (好友关系标识). */")
	p("export type FriendshipBadge = JSONObject;\n")
	for _, c := range decl.calls {
		p("/** Options of %s: %s. */", c.callName, c.zhTitle)
		p("export interface %sOptions {", c.title)
		for _, f := range c.fields {
			if f.positional() {
				continue
			}
			p("  /** %s */", comment("", strings.TrimSuffix(f.doc, ".")+defaultText(f), f.zh))
			p("  %s?: %s | undefined;", f.public, f.optionType())
		}
		p("}\n")
	}
	p("/** The answer's model of each call. */")
	p("export interface Answers {")
	for _, c := range decl.calls {
		p("  %s: %s;", c.callName, c.answer)
	}
	p("}\n")
	p("/** The positional arguments of each call. */")
	p("export interface Arguments {")
	for _, c := range decl.calls {
		var args []string
		for _, f := range c.fields {
			if f.positional() {
				args = append(args, f.public+": "+f.optionType())
			}
		}
		p("  %s: [%s];", c.callName, strings.Join(args, ", "))
	}
	p("}\n")
	p("/** The options of each call that the protocol knows. */")
	p("export interface Options {")
	for _, c := range decl.calls {
		p("  %s: %sOptions;", c.callName, c.title)
	}
	p("}")
	return b.Bytes()
}

// writingCalls writes which calls change something, for the npm package's own use.
func (decl *declarations) writingCalls() []byte {
	var b bytes.Buffer
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	p("// %s\n", generatedMark)
	p("/** The calls that change something. A getSafetyHint with a close that is not 0 does too. */")
	p("export const writingCalls: ReadonlySet<string> = new Set([")
	for _, c := range decl.calls {
		if c.write {
			p("  %q,", c.callName)
		}
	}
	p("]);")
	return b.Bytes()
}

// comment makes a sentence of a Go doc comment.
func comment(subject, english, chinese string) string {
	if subject != "" {
		english = strings.TrimPrefix(english, subject+" ")
		english = strings.TrimPrefix(strings.TrimPrefix(english, "is "), "are ")
	}
	english = strings.TrimPrefix(strings.TrimPrefix(english, "is "), "are ")
	english = strings.ToUpper(english[:1]) + english[1:]
	return strings.TrimSuffix(english, ".") + " (" + chinese + ")."
}

func defaultText(m *member) string {
	fallback, ok := m.tag.Lookup("default")
	switch {
	case m.tag.Get("method") != "" || !ok:
		return ""
	case fallback == "":
		return `; default ""`
	}
	return "; default " + fallback
}

func (m *member) modelType() string {
	t := m.goType
	switch {
	case t == "string":
		return "string"
	case t == "int64":
		return "Int64"
	case t == "*bool":
		return "boolean | null"
	case t == "RawObject":
		return "JSONObject"
	case t == "map[string]string":
		return "Record<string, string>"
	case strings.HasPrefix(t, "*"):
		return t[1:] + " | null"
	case strings.HasPrefix(t, "[]"):
		return t[2:] + "[]"
	case strings.HasPrefix(t, "map[int64][]"):
		return "Record<string, " + strings.TrimPrefix(t, "map[int64][]") + "[]>"
	}
	return "Record<string, " + strings.TrimPrefix(t, "map[string]") + ">"
}

func (m *member) optionType() string {
	t := map[string]string{
		"ID": "ID", "string": "string", "int64": "Integer", "bool": "boolean", "[]ID": "readonly ID[]", "[]int64": "readonly Integer[]",
		"RawObject": "JSONObject", "ConfigValue": "string | number | bigint",
	}[m.plainType()]
	if m.omits("null") {
		t += " | null"
	}
	return t
}
