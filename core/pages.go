package core

import (
	"iter"

	"qqmusicpm/internal/small/context"
)

// SessionPages iterates over the pages of the list of conversations, each asked for when it is wanted. An error ends it.
func (c *Client) SessionPages(ctx context.Context, p GetSessionsParams, options ...CallOption) iter.Seq2[*SessionPage, error] {
	return pages[SessionPage](ctx, c, &p, options)
}

// MessagePages iterates over the pages of a conversation, newest first, each asked for when it is wanted. An error ends it.
func (c *Client) MessagePages(ctx context.Context, p GetMessagesParams, options ...CallOption) iter.Seq2[*MessagePage, error] {
	return pages[MessagePage](ctx, c, &p, options)
}

// Sessions iterates over all conversations, newest first. A page is asked for when its first item is wanted. An error ends it.
func (c *Client) Sessions(ctx context.Context, p GetSessionsParams, options ...CallOption) iter.Seq2[*Session, error] {
	return items(c.SessionPages(ctx, p, options...), func(page *SessionPage) []Session { return page.Sessions })
}

// Messages iterates over all messages of a conversation, newest first. A page is asked for when its first item is wanted. An error ends it.
func (c *Client) Messages(ctx context.Context, p GetMessagesParams, options ...CallOption) iter.Seq2[*Message, error] {
	return items(c.MessagePages(ctx, p, options...), func(page *MessagePage) []Message { return page.Messages })
}

func pages[T any, P decodable[T]](ctx context.Context, c *Client, p parameters, options []CallOption) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		call, err := p.NewCall()
		for err == nil && call != nil {
			var answer *Answer
			if answer, err = c.Do(ctx, call, options...); err != nil {
				break
			}
			var page *T
			if page, err = Decode[T, P](answer); err != nil {
				break
			}
			if !yield(page, nil) {
				return
			}
			call, err = answer.Next()
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

func items[Page, Item any](pages iter.Seq2[*Page, error], of func(*Page) []Item) iter.Seq2[*Item, error] {
	return func(yield func(*Item, error) bool) {
		for page, err := range pages {
			if err != nil {
				yield(nil, err)
				return
			}
			list := of(page)
			for i := range list {
				if !yield(&list[i], nil) {
					return
				}
			}
		}
	}
}
