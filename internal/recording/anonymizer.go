package recording

import (
	"regexp"

	"qqmusicpm/internal/jsondoc"
)

// Removed stands in the place of a key or a token.
const Removed = "(removed)"

// anonymizer replaces what is personal in the traffic of one file.
type anonymizer struct {
	key   secret
	ids   ids
	moves moves
}

func newAnonymizer(key secret) *anonymizer {
	return &anonymizer{key: key, ids: newIDs(key), moves: newMoves(key)}
}

// place is where a value stands.
type place struct {
	meaning meaning
	// inText says that it is part of a text that somebody wrote.
	inText bool
	// depth is how many texts it is inside of.
	depth int
}

// deepestText is how many texts of JSON inside one another are read as such.
const deepestText = 3

// json replaces what is personal in a JSON text. Its form stays: which members there are
// in which order, the types, what is null, true or empty.
func (a *anonymizer) json(text []byte, at place) ([]byte, error) {
	var doc jsondoc.Document
	if err := doc.Parse(text); err != nil {
		return nil, err
	}
	var w jsondoc.Writer
	a.value(&w, &doc, 0, at)
	return w.Text, nil
}

func (a *anonymizer) value(w *jsondoc.Writer, doc *jsondoc.Document, i uint32, at place) {
	node := &doc.Nodes[i]
	switch node.Kind {
	case jsondoc.Object:
		a.members(w, doc, i, func(name string) (string, place) { return a.member(name, at) })
	case jsondoc.Array:
		w.Byte('[')
		for item := i + 1; item < node.Next; item = doc.Nodes[item].Next {
			if item > i+1 {
				w.Byte(',')
			}
			a.value(w, doc, item, at)
		}
		w.Byte(']')
	case jsondoc.String:
		w.Quoted(a.text(doc.String(i), at))
	case jsondoc.Number:
		if text := string(doc.Text(i)); node.Flags&jsondoc.Integer != 0 {
			w.Raw(a.integer(text, at.meaning))
		} else {
			w.Raw(a.fraction(text))
		}
	default:
		w.Bytes(doc.Text(i))
	}
}

// members writes an object whose members are renamed and placed by a function.
func (a *anonymizer) members(w *jsondoc.Writer, doc *jsondoc.Document, i uint32, of func(name string) (string, place)) {
	object(w, doc, i, of, func(_ string, value uint32, at place) { a.value(w, doc, value, at) })
}

// object writes an object: of says what the name of a member becomes, and write
// writes its value.
func object(w *jsondoc.Writer, doc *jsondoc.Document, i uint32, of func(name string) (string, place), write func(name string, value uint32, at place)) {
	w.Byte('{')
	for name := i + 1; name < doc.Nodes[i].Next; name = doc.Nodes[name+1].Next {
		if name > i+1 {
			w.Byte(',')
		}
		is := doc.String(name)
		renamed, at := of(is)
		w.Quoted(renamed)
		w.Byte(':')
		write(is, name+1, at)
	}
	w.Byte('}')
}

// ofTop is what the name of a member becomes that is part of nothing else.
func (a *anonymizer) ofTop(name string) (string, place) { return a.member(name, place{}) }

// callName is the name of a call in a request and of its answer.
var callName = regexp.MustCompile(`^req_[0-9]{1,3}$`)

// member tells what the name of a member becomes, and what its value is.
func (a *anonymizer) member(name string, in place) (string, place) {
	if in.meaning == byIdentifiers {
		return a.ids.id(name), place{unknown, in.inText, in.depth}
	}
	at := place{meaningOf(name), in.inText, in.depth}
	if in.meaning == removed || at.meaning == unknown && (in.meaning == identifier || in.meaning == written) {
		at.meaning = in.meaning // a thing is what it is part of
	}
	if callName.MatchString(name) || staysAsName(name, in.inText) {
		return name, at
	}
	return a.ids.id(name), at
}

// constants are texts of the gateway that say nothing of anybody.
var constants = []string{"", "ok", "OK", "success", "true", "false", "null"}

func (a *anonymizer) text(text string, at place) string {
	switch {
	case is(text, constants) && at.meaning != written || text == "":
		return text
	case at.meaning == removed:
		if isShortNumber(text) {
			return text
		}
		return Removed
	case at.depth < deepestText && (text[0] == '{' || text[0] == '['):
		inside := place{at.meaning, at.inText || at.meaning == written, at.depth + 1}
		if replaced, err := a.json([]byte(text), inside); err == nil {
			return string(replaced)
		}
	}
	switch at.meaning {
	case identifier, byIdentifiers:
		return a.ids.id(text)
	case moment, sequence, harmless:
		if isInteger(text) {
			return a.integer(text, at.meaning)
		}
	case address:
		return a.address(text)
	case unknown:
		if isShortNumber(text) {
			return text
		}
		if isOneWord(text) {
			return a.ids.id(text)
		}
	}
	return a.prose(text)
}

// oneWord is a text without spaces, in ASCII, that is no address: an identifier, or a word of a programmer.
var oneWord = regexp.MustCompile(`^[!-~]+$`)

func isOneWord(text string) bool {
	return oneWord.MatchString(text) && !addressPattern.MatchString(text)
}
