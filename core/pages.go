package core

import (
	"iter"
	"slices"

	"qqmusicpm/core/internal/jsondoc"
)

// Pager follows a list from page to page, for the account of its first page.
// Use one pager from one goroutine at a time.
type Pager struct {
	client  *Client
	call    *Call
	options []CallOption
	account *Credential
	// seen records a cursor and reports whether it was used before.
	seen    func(cursor string) bool
	err     error
	started bool
}

// NewPager makes a pager of a getSessions or getMessages call; the call itself is the first page.
func (c *Client) NewPager(call *Call, options ...CallOption) (*Pager, error) {
	if call.spec.list == "" {
		return nil, named(invalidArgument("call", "has no pages"), call.Name())
	}
	p := &Pager{client: c, call: call, options: options}
	var used []string
	p.Remember(func(cursor string) bool {
		before := slices.Contains(used, cursor)
		used = append(used, cursor)
		return before
	})
	return p, nil
}

// Remember gives a pager that has not begun another memory of the cursors used
// so far: seen records one and reports whether it was there. It outlives the
// pager where the caller lets another one go on with it.
func (p *Pager) Remember(seen func(cursor string) bool) {
	p.seen = seen
	seen(cursorKey(p.call.cursor()))
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
		next = p.call.cursor()
	}
	return account, next, p.err
}

// HasPages says that a call's answers are pages of a list.
func HasPages(call string) bool {
	spec := specOf(call)
	return spec != nil && spec.list != ""
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
	now, err := p.client.login(ctx, p.client.settingsOf(p.options).credential)
	if p.account != nil && (err != nil || now.MusicID != p.account.MusicID) {
		now, err = p.account, nil
	}
	if err != nil {
		return nil, err
	}
	p.account = now
	return append(p.options[:len(p.options):len(p.options)], func(s *settings) { s.credential = now }), nil
}

// cursor returns the parameters that tell a page of the list from the others, as texts.
func (c *Call) cursor() []Argument {
	d := decoder{doc: new(jsondoc.Document)}
	_ = d.doc.Parse(c.param) // it was written here
	var cursor []Argument
	for i := range c.spec.params {
		if p := &c.spec.params[i]; p.next != "" {
			cursor = append(cursor, Argument{p.Name, StringValue(d.str(d.doc.Member(0, p.wireName())))})
		}
	}
	return cursor
}

// cursorKey tells the cursors of pages apart.
func cursorKey(cursor []Argument) string {
	key := ""
	for i := range cursor {
		key += cursor[i].Value.text + "\x00"
	}
	return key
}

// following returns the call of the next page, nil when there is none.
func (p *Pager) following(answer *Answer) (*Call, error) {
	spec := p.call.spec
	d := decoder{doc: answer.doc}
	more := d.int(d.member(answer.data, "has_more"), 0)
	var last uint32
	d.items(d.member(answer.data, spec.list), func(item uint32) { last = item })
	if d.problem != "" || more != 1 || last == 0 {
		return nil, answer.name(d.err())
	}
	next := *p.call
	next.param = p.call.behind(&d, last)
	if err := d.err(); err != nil {
		return nil, answer.name(err)
	}
	cursor := next.cursor()
	if cursor[0].Value.text == "" {
		return nil, p.stuck(d.doc.Pointer(last), "is empty")
	}
	if p.seen(cursorKey(cursor)) {
		return nil, p.stuck(d.doc.Pointer(last), "was used before")
	}
	return &next, nil
}

// behind returns the param of c with the cursor of item last.
func (c *Call) behind(d *decoder, last uint32) []byte {
	var now jsondoc.Document
	_ = now.Parse(c.param)
	w := jsondoc.Writer{Text: []byte{'{'}}
	for i := range c.spec.params {
		p := &c.spec.params[i]
		value := now.Member(0, p.wireName())
		if p.next == "" && value == 0 {
			continue
		}
		w.Name(p.wireName())
		switch {
		case p.next == "":
			w.Bytes(now.Text(value))
		case p.Kind == KindInt:
			w.Int(d.int(d.member(last, p.next), 0))
		default:
			w.Quoted(d.str(d.member(last, p.next)))
		}
	}
	w.Byte('}')
	return w.Text
}

func (p *Pager) stuck(path, problem string) error {
	return named(dataError(path, "there are more pages, but the cursor of the next one "+problem), p.call.Name())
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
		call, err := p.NewCall()
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
