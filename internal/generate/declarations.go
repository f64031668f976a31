package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"unicode"
)

// declarations is what core declares.
type declarations struct {
	models []*structure
	calls  []*call
}

type structure struct {
	name   string
	doc    string
	chName string
	fields []*member
	whole  bool
	// problems says that the struct lists what could not be read.
	problems bool
}

type member struct {
	goName string
	public string
	goType string
	doc    string // English, without the bracketed term
	zh     string
	tag    reflect.StructTag
}

type call struct {
	structure
	callName  string // public name
	title     string // the exported Go method
	zhTitle   string
	write     bool
	signed    bool
	signature string
	list      string
	module    string
	method    string
	answer    string
}

// readDeclarations parses the declaring files of core: those with tagged structs.
func readDeclarations(dir string) (*declarations, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	decl := new(declarations)
	set := token.NewFileSet()
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, "_gen.go") {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		file, err := parser.ParseFile(set, path, text, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		for _, d := range file.Decls {
			gen, ok := d.(*ast.GenDecl)
			if !ok || gen.Tok != token.TYPE {
				continue
			}
			for _, spec := range gen.Specs {
				if err := decl.add(spec.(*ast.TypeSpec), gen.Doc); err != nil {
					return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
				}
			}
		}
	}
	return decl, nil
}

func (decl *declarations) add(spec *ast.TypeSpec, doc *ast.CommentGroup) error {
	declared, ok := spec.Type.(*ast.StructType)
	directives := directivesOf(doc)
	if !ok || !tagged(declared) && !directives.has("whole") {
		return nil
	}
	s := structure{name: spec.Name.Name, whole: directives.has("whole")}
	s.doc, s.chName = explain(doc.Text())
	for _, f := range declared.Fields.List {
		m := &member{goName: f.Names[0].Name, goType: typeText(f.Type)}
		if m.goType == "[]Problem" {
			s.problems = true
			continue
		}
		m.public = publicName(m.goName)
		if f.Tag != nil {
			m.tag = reflect.StructTag(strings.Trim(f.Tag.Value, "`"))
		}
		if m.doc, m.zh = explain(f.Doc.Text()); m.doc == "" || m.zh == "" {
			return fmt.Errorf("%s.%s: its comment needs a sentence that ends with a Chinese term in brackets", s.name, m.goName)
		}
		m.doc = strings.TrimPrefix(m.doc, m.goName+" ")
		s.fields = append(s.fields, m)
	}
	line, isCall := directives["call"]
	if !isCall {
		if s.chName == "" {
			return fmt.Errorf("%s: its comment needs a Chinese term in brackets", s.name)
		}
		decl.models = append(decl.models, &s)
		return nil
	}
	words := strings.Fields(line)
	if len(words) < 4 {
		return fmt.Errorf("%s: //pm:call wants name, read or write, method, answer", s.name)
	}
	c := &call{structure: s, callName: words[0], write: words[1] == "write", method: words[2], answer: words[3]}
	c.title = strings.TrimSuffix(s.name, "Params")
	c.signed = len(words) > 4 && words[4] == "signed"
	c.signature = directives["signature"]
	c.list = directives["pages"]
	c.zhTitle = directives["zh"]
	c.module = "readModule"
	if c.write {
		c.module = "writeModule"
	}
	if module := directives["module"]; module != "" {
		c.module = fmt.Sprintf("%q", module)
	}
	decl.calls = append(decl.calls, c)
	return nil
}

// positional says that the protocol has no default for the parameter.
func (m *member) positional() bool {
	return !strings.HasPrefix(m.goType, "Optional[") && m.tag.Get("method") == ""
}

func (m *member) omits(what string) bool {
	for _, o := range strings.Split(m.tag.Get("omit"), ",") {
		if o == what {
			return true
		}
	}
	return false
}

type directives map[string]string

func (d directives) has(name string) bool { _, ok := d[name]; return ok }

func directivesOf(doc *ast.CommentGroup) directives {
	found := directives{}
	if doc == nil {
		return found
	}
	for _, comment := range doc.List {
		if rest, ok := strings.CutPrefix(comment.Text, "//pm:"); ok {
			name, value, _ := strings.Cut(rest, " ")
			found[name] = value
		}
	}
	return found
}

func tagged(s *ast.StructType) bool {
	for _, f := range s.Fields.List {
		if f.Tag != nil && strings.Contains(f.Tag.Value, `wire:"`) {
			return true
		}
	}
	return false
}

var bracketed = regexp.MustCompile(`\s*\(([^()]*\p{Han}[^()]*)\)`)

// explain splits a comment into its English text, in one line, and its bracketed Chinese term.
func explain(comment string) (english, chinese string) {
	text := strings.Join(strings.Fields(comment), " ")
	if match := bracketed.FindStringSubmatch(text); match != nil {
		chinese = match[1]
		text = strings.Replace(text, match[0], "", 1)
	}
	return text, chinese
}

func typeText(e ast.Expr) string {
	switch t := e.(type) {
	case *ast.Ident:
		return t.Name
	case *ast.StarExpr:
		return "*" + typeText(t.X)
	case *ast.ArrayType:
		return "[]" + typeText(t.Elt)
	case *ast.MapType:
		return "map[" + typeText(t.Key) + "]" + typeText(t.Value)
	case *ast.IndexExpr:
		return typeText(t.X) + "[" + typeText(t.Index) + "]"
	}
	return fmt.Sprintf("%T", e)
}

// publicName turns a Go name into camelCase: SessionID is sessionId, MsgIDs is msgIds, URL is url.
func publicName(goName string) string {
	for _, initialism := range []string{"IDs", "ID", "URL"} {
		folded := initialism[:1] + strings.ToLower(initialism[1:])
		goName = strings.ReplaceAll(goName, initialism, folded)
	}
	runes := []rune(goName)
	runes[0] = unicode.ToLower(runes[0])
	return string(runes)
}
