package wire

import "qqmusicpm/internal/jsondoc"

// HasPages says that a call's answers are pages of a list.
func HasPages(call string) bool {
	number := numberOf(call)
	return number >= 0 && callSpecs[number].list != ""
}

// Account returns what Continue was given: nil for the first page of a list.
func (c *Call) Account() any { return c.account }

// Used lists the cursors of the pages before, as Continue takes them.
func (c *Call) Used() string { return c.used }

// Continue makes a call the next page of others: for the account of the first, and behind pages with the cursors used.
func (c *Call) Continue(account any, used string) *Call {
	next := *c
	next.account, next.used = account, used
	return &next
}

// Next returns the call of the page behind a, nil when there is none. A list goes on
// while has_more is 1 and the page is not empty (docs/protocol.md §7). When the
// next cursor is empty or was used before, going on would skip items or never end.
func (a *Answer) Next(account any) (*Call, *DataError) {
	spec := a.call.spec()
	if spec.list == "" {
		return nil, nil
	}
	d, data := a.Decoder()
	hasMore := d.member(data, "has_more")
	more := d.Integer(hasMore, 0)
	d.Vital(hasMore)
	var last uint32
	d.Items(d.member(data, spec.list), true, func(item uint32) bool {
		var at [MaxFields]uint32
		ok := d.Match(spec.items(), item, &at)
		if ok {
			last = item
		}
		return ok
	})
	if problem := d.Fatal(false); problem != nil || more != 1 || last == 0 {
		return nil, problem
	}
	d = Decoder{doc: a.doc}
	next := *a.call
	next.param = a.call.paramBehind(&d, last)
	if problem := d.Fatal(true); problem != nil {
		return nil, problem
	}
	cursor := next.Cursor()
	key := cursorKey(cursor)
	used := a.call.used + cursorKey(a.call.Cursor())
	switch {
	case cursor[0].Value.text == "":
		return nil, stuck(&d, last, "is empty")
	case holds(used, key):
		return nil, stuck(&d, last, "was used before")
	}
	next.account, next.used = account, used
	return &next, nil
}

// items is the model of the list's items.
func (s *callSpec) items() *Model {
	for i := range s.answer.fields {
		if f := &s.answer.fields[i]; f.wire == s.list {
			return f.model
		}
	}
	return nil
}

func stuck(d *Decoder, last uint32, problem string) *DataError {
	return dataError(d.doc.Pointer(last), "there are more pages, but the cursor of the next one "+problem)
}

// Cursor returns the parameters that tell a page of the list from the others, as texts.
func (c *Call) Cursor() []Argument {
	d := Decoder{doc: new(jsondoc.Document)}
	_ = d.doc.Parse(c.param) // it was written here
	var cursor []Argument
	for i := range c.spec().params {
		if p := &c.spec().params[i]; p.next != "" {
			cursor = append(cursor, Argument{p.Name, StringValue(d.str(d.doc.Member(0, p.wireName())))})
		}
	}
	return cursor
}

// cursorKey tells the cursors of pages apart. It ends with endOfKey.
func cursorKey(cursor []Argument) string {
	key := ""
	for i := range cursor {
		text := jsondoc.AppendQuoted(nil, cursor[i].Value.text)
		key += string(text)
	}
	return key + endOfKey
}

// endOfKey stands in no key: they are of JSON strings.
const endOfKey = "\n"

// holds reports whether key is one of keys.
func holds(keys, key string) bool {
	for from := 0; from < len(keys); {
		end := from
		for keys[end] != endOfKey[0] {
			end++
		}
		end++
		if keys[from:end] == key {
			return true
		}
		from = end
	}
	return false
}

// paramBehind returns the param of c with the cursor of item last.
func (c *Call) paramBehind(d *Decoder, last uint32) []byte {
	var now jsondoc.Document
	_ = now.Parse(c.param)
	w := jsondoc.Writer{Text: []byte{'{'}}
	for i := range c.spec().params {
		p := &c.spec().params[i]
		value := now.Member(0, p.wireName())
		if p.next == "" && value == 0 {
			continue
		}
		w.Name(p.wireName())
		switch {
		case p.next == "":
			w.Bytes(now.Text(value))
		case p.Kind == KindInt:
			w.Int(d.Integer(d.member(last, p.next), 0))
		default:
			w.Quoted(d.str(d.member(last, p.next)))
		}
	}
	w.Byte('}')
	return w.Text
}
