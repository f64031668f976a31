package core

import (
	"iter"
)

// paging says how a list is continued: which parameters of the next call are
// taken from which fields of the last item. Source: docs/protocol.md §7.
type paging struct {
	call, list string
	cursor     []cursorPart
}

type cursorPart struct{ param, field string }

var pagings = [...]paging{
	{"getSessions", "sessions", []cursorPart{{"lastId", "sessionId"}, {"lastTime", "sortTime"}}},
	{"getMessages", "messages", []cursorPart{{"lastId", "id"}}},
}

// Pager follows a list from page to page, for the account of its first page.
// Use one pager from one goroutine at a time.
type Pager struct {
	client  *Client
	call    *Call
	options []CallOption
	paging  *paging
	account *Credential
	// seen records a cursor and reports whether it was used before.
	seen    func(cursor string) bool
	err     error
	started bool
}

// NewPager makes a pager of a getSessions or getMessages call; the call itself is the first page.
func (c *Client) NewPager(call *Call, options ...CallOption) (*Pager, error) {
	for i := range pagings {
		if pagings[i].call == call.Name() {
			p := &Pager{client: c, call: call, options: options, paging: &pagings[i]}
			used := map[string]bool{p.key(call): true}
			p.seen = func(cursor string) bool {
				before := used[cursor]
				used[cursor] = true
				return before
			}
			return p, nil
		}
	}
	return nil, &InvalidArgumentError{Fault{Call: call.Name(), Argument: "call", Message: "has no pages"}}
}

// Remember gives a pager that has not begun another memory of the cursors used
// so far: seen records one and reports whether it was there. It outlives the
// pager where the caller lets another one go on with it.
func (p *Pager) Remember(seen func(cursor string) bool) {
	p.seen = seen
	seen(p.key(p.call))
}

// Resume lets a new pager go on where another one stopped: its call is the one
// that Position gave, its account that of the first page. It needs the memory of the other one.
func (p *Pager) Resume(account Credential, seen func(cursor string) bool) {
	p.account = &account
	p.Remember(seen)
}

// Position returns what Resume needs: the account of the pages, the arguments
// that make the call the next page's, none behind the last page, and the error
// that the next page would fail with.
func (p *Pager) Position() (account Credential, next []Argument, err error) {
	if p.account != nil {
		account = *p.account
	}
	if p.call != nil {
		for _, part := range p.paging.cursor {
			next = append(next, Argument{part.param, p.call.spec.value(p.call.values, part.param)})
		}
	}
	return account, next, p.err
}

// HasPages says that a call's answers are pages of a list.
func HasPages(call string) bool {
	for i := range pagings {
		if pagings[i].call == call {
			return true
		}
	}
	return false
}

// Next returns the next page, nil and no error behind the last one. A list goes
// on while has_more is 1 and the page is not empty. When the gateway's next
// cursor is empty or was used before, going on would skip items or never end:
// the page is returned and the next call fails with a DataError.
func (p *Pager) Next(ctx Context) (*Answer, error) {
	if p.err != nil || p.started && p.call == nil {
		return nil, p.err
	}
	options, err := p.pinned(ctx)
	if err != nil {
		return nil, named(err, p.call.Name())
	}
	answer, err := p.client.Do(ctx, p.call, options...)
	if err != nil {
		return nil, err
	}
	p.started = true
	p.call, p.err = p.following(answer)
	return answer, nil
}

// pinned keeps the pages to one account: a renewed login of it is used, another account's is not.
func (p *Pager) pinned(ctx Context) ([]CallOption, error) {
	now, err := p.client.login(ctx, p.client.settingsOf(p.options))
	if p.account != nil && (err != nil || now.MusicID != p.account.MusicID) {
		now, err = *p.account, nil
	}
	if err != nil {
		return nil, err
	}
	p.account = &now
	return append(p.options[:len(p.options):len(p.options)], WithCredential(now)), nil
}

// key tells the cursors of the pages apart.
func (p *Pager) key(call *Call) string {
	key := ""
	for _, part := range p.paging.cursor {
		key += call.spec.value(call.values, part.param).text + "\x00"
	}
	return key
}

// following returns the call of the next page, nil when there is none.
func (p *Pager) following(answer *Answer) (*Call, error) {
	spec := p.call.spec
	d := decoder{doc: answer.doc}
	at := d.match(spec.answer, answer.data)
	list := spec.answer.field(p.paging.list)
	more := d.int(at[spec.answer.field("hasMore")], 0)
	var last uint32
	d.items(at[list], func(item uint32) { last = item })
	if d.problem != "" || more != 1 || last == 0 {
		return nil, answer.name(d.err())
	}
	item := spec.answer.fields[list].model
	fields := d.match(item, last)
	values := append([]Value(nil), p.call.values...)
	for i, part := range p.paging.cursor {
		node := fields[item.field(part.field)]
		value := StringValue(d.str(node))
		if item.fields[item.field(part.field)].kind == intField {
			value = IntValue(d.int(node, 0))
		}
		if i == 0 && value.text == "" {
			return nil, p.stuck(d.doc.Pointer(last), "is empty")
		}
		for j := range spec.params {
			if spec.params[j].Name == part.param {
				values[j] = value
			}
		}
	}
	if err := d.err(); err != nil {
		return nil, answer.name(err)
	}
	next, err := newCall(spec, values)
	if err != nil {
		return nil, err
	}
	if p.seen(p.key(next)) {
		return nil, p.stuck(d.doc.Pointer(last), "was used before")
	}
	return next, nil
}

func (p *Pager) stuck(path, problem string) error {
	return named(dataError(path, "there are more pages, but the cursor of the next one "+problem), p.call.Name())
}

// field returns the place of the field with that public name.
func (m *model) field(public string) int {
	for i := range m.fields {
		if quoted := m.fields[i].public; quoted[2:len(quoted)-2] == public {
			return i
		}
	}
	panic("no field " + public)
}

// SessionPages iterates over the pages of the list of conversations, each asked for when it is wanted. An error ends it.
func (c *Client) SessionPages(ctx Context, p GetSessionsParams, options ...CallOption) iter.Seq2[*SessionPage, error] {
	return pages[SessionPage](ctx, c, &p, options)
}

// MessagePages iterates over the pages of a conversation, newest first, each asked for when it is wanted. An error ends it.
func (c *Client) MessagePages(ctx Context, p GetMessagesParams, options ...CallOption) iter.Seq2[*MessagePage, error] {
	return pages[MessagePage](ctx, c, &p, options)
}

func pages[T any, P decodable[T]](ctx Context, c *Client, p parameters, options []CallOption) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		call, err := newCall(p.spec(), p.values())
		var pager *Pager
		if err == nil {
			pager, err = c.NewPager(call, options...)
		}
		for err == nil {
			var answer *Answer
			if answer, err = pager.Next(ctx); err != nil || answer == nil {
				break
			}
			var page *T
			if page, err = decodeAnswer[T, P](answer); err == nil && !yield(page, nil) {
				return
			}
		}
		if err != nil {
			yield(nil, err)
		}
	}
}
