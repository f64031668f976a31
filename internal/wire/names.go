//go:build !js

package wire

// NameKind is what a declared name of the gateway stands for.
type NameKind uint8

// The kinds of a declared name. A name that is declared as several is the last of them here.
const (
	// NameOfObject is an object, a list or a map whose own names belong to the gateway or the caller.
	NameOfObject NameKind = iota + 1
	// NameOfNumber is an integer or a boolean.
	NameOfNumber
	// NameOfText is a text.
	NameOfText
	// NameOfID is an identifier, or a list of them.
	NameOfID
	// NameOfMap is a map whose names are ids; in a request it may be a list of ids.
	NameOfMap
)

// DeclaredNames lists every name that parameters and answers declare, with what
// it stands for. It is not there in a browser, whose module has no room for it.
func DeclaredNames() map[string]NameKind {
	names := map[string]NameKind{}
	add := func(name string, kind NameKind) { names[name] = max(names[name], kind) }
	seen := map[*Model]bool{}
	var addModel func(m *Model)
	addModel = func(m *Model) {
		if m == nil || seen[m] {
			return
		}
		seen[m] = true
		for i := range m.fields {
			add(m.fields[i].wire, m.fields[i].named())
			addModel(m.fields[i].model)
		}
	}
	for i := range callSpecs {
		for p := range callSpecs[i].params {
			param := &callSpecs[i].params[p]
			if param.wire == "" {
				continue
			}
			add(param.wireName(), param.named())
			if param.second != "" {
				add(param.second[2:len(param.second)-2], NameOfNumber)
			}
		}
		addModel(callSpecs[i].answer)
	}
	return names
}

func (p *Param) named() NameKind {
	switch p.Kind {
	case KindID, KindIDList:
		return NameOfID
	case KindString, KindConfigValue:
		return NameOfText
	case KindObject:
		return NameOfObject
	}
	return NameOfNumber
}

func (f *field) named() NameKind {
	switch {
	case f.key:
		return NameOfID
	case f.kind == textField:
		return NameOfText
	case f.kind == intField, f.kind == boolField:
		return NameOfNumber
	case f.kind == modelMapField, f.kind == modelListMapField:
		return NameOfMap
	}
	return NameOfObject
}
