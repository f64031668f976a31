package core

import (
	"errors"

	"qqmusicpm/internal/scope"
	"qqmusicpm/internal/small/context"
)

// MaxBatch is how many calls one request can carry (docs/protocol.md §8).
const MaxBatch = 20

// BatchCall is one call of a batch.
type BatchCall struct {
	// Call is what to ask.
	Call *Call
	// Options change the client's settings for this call.
	Options []CallOption
	// Context ends this call alone; nil means that only the batch's own does. Calls with different ones share no request.
	Context context.Context
}

// BatchOptions say how a batch is sent.
type BatchOptions struct {
	// Size is how many calls one request carries, 1 to MaxBatch; MaxBatch when 0.
	Size int
	// Settled keeps going when a call fails. Otherwise the first failure ends the batch: what
	// has not been sent is not sent, what is on its way is not waited for.
	Settled bool
}

// ErrBatchStopped is the error of the calls that a batch gave up because another one of it had failed.
var ErrBatchStopped = errors.New("not made: another call of the batch failed before")

// Batch makes many calls in few requests and returns their answers in the
// order of the calls, each with its own error; [Decode] reads them. Calls share a request when they
// share account, endpoint and settings. A batch that holds a write is sent strictly in order, one
// request after another; a request that holds a write is never sent twice (docs/protocol.md §8).
//
// Batch itself fails when Size is out of its range, when ctx ends and, without Settled, with the
// error of the call that failed first. MaybeSent of that error is true when a write of the batch may have
// been carried out. The answers that had come by then are returned with it, unless nothing was sent.
func (c *Client) Batch(ctx context.Context, calls []BatchCall, options BatchOptions) ([]Answer, error) {
	if options.Size == 0 {
		options.Size = MaxBatch
	}
	if options.Size < 1 || options.Size > MaxBatch {
		return nil, invalidArgument("batchSize", "must be between 1 and "+digits(MaxBatch))
	}
	b := &batch{client: c, calls: calls, options: options, answers: make([]Answer, len(calls)), ctx: scope.Within(ctx, c.root)}
	defer b.ctx.Cancel(nil)
	for i := range calls {
		b.ordered = b.ordered || calls[i].Call.Writes()
		b.answers[i] = Answer{call: calls[i].Call, err: ErrBatchStopped}
	}
	if err := b.plan(); err != nil {
		return nil, err
	}
	err := b.send()
	if b.ctx.Err() != nil {
		err = scope.Cause(b.ctx)
	}
	if err != nil && b.wrote() {
		if fieldsOf(err) == nil {
			err = aborted(b.ctx, err)
		}
		var f *Fault
		f, err = copyError(err)
		f.MaybeSent, f.Retryable = true, false
	}
	return b.answers, err
}

// batch is one on its way.
type batch struct {
	client *Client
	ctx    *scope.Scope
	calls  []BatchCall
	// ordered says that a call changes something, so that the order counts.
	ordered bool
	options BatchOptions
	answers []Answer
	posts   []*batchPost
}

// batchPost is one request of a batch.
type batchPost struct {
	delivery
	// places are those of its calls in the batch.
	places []int
	// context ends this request alone; nil means that only the batch's own does.
	context context.Context
	answers []Answer
}

// plan checks every login and packs the calls into requests. Where the order
// matters only neighbours share a request.
func (b *batch) plan() error {
	var own ownLogin
	for i := range b.calls {
		call := &b.calls[i]
		d, err := b.client.newDelivery(b.ctx, call.Call, call.Options, &own)
		if err != nil {
			if !b.options.Settled || b.ctx.Err() != nil {
				return err
			}
			b.answers[i].err = err
			continue
		}
		d.signed = b.client.signs(call.Call, d.settings.sign)
		at := 0
		if b.ordered {
			at = max(0, len(b.posts)-1)
		}
		for at < len(b.posts) && !b.posts[at].takes(d, call.Context, b.options.Size) {
			at++
		}
		if at < len(b.posts) {
			b.posts[at].calls = append(b.posts[at].calls, call.Call)
		} else {
			b.posts = append(b.posts, &batchPost{delivery: *d, context: call.Context})
		}
		b.posts[at].places = append(b.posts[at].places, i)
	}
	return nil
}

func (p *batchPost) takes(d *delivery, ctx context.Context, size int) bool {
	return len(p.calls) < size && *p.credential == *d.credential && *p.settings == *d.settings && p.signed == d.signed && same(p.context, ctx)
}

// same reports whether two contexts are one. Those that cannot be compared are not.
func same(a, b context.Context) (one bool) {
	_ = guard(func() error {
		one = a == b
		return nil
	})
	return one
}

// send sends the requests and returns the error that ended the batch.
func (b *batch) send() error {
	if b.ordered {
		for _, p := range b.posts {
			if err := b.take(p, b.client.sendPost(b.ctx, p)); err != nil {
				return err
			}
		}
		return nil
	}
	// They end in any order; what ends after the batch has is not looked at.
	ended := make(chan *batchPost, len(b.posts))
	for _, p := range b.posts {
		go func() {
			p.answers = b.client.sendPost(b.ctx, p)
			ended <- p
		}()
	}
	for range b.posts {
		p := <-ended
		if err := b.take(p, p.answers); err != nil {
			return err
		}
	}
	return nil
}

// take puts the answers of a request in their places. The error of the first that failed ends a batch that is not settled.
func (b *batch) take(p *batchPost, answers []Answer) (err error) {
	for i, at := range p.places {
		b.answers[at] = answers[i]
		if err == nil && !b.options.Settled {
			err = answers[i].modelErr()
		}
	}
	return err
}

// wrote reports whether a write of the batch was, or may have been, carried out.
func (b *batch) wrote() bool {
	for i := range b.answers {
		a := &b.answers[i]
		if !a.call.Writes() || a.err == ErrBatchStopped {
			continue
		}
		if f := FaultOf(a.err); a.err == nil || f != nil && f.MaybeSent {
			return true
		}
	}
	return false
}

// sendPost sends a request of a batch in its own context. A panic, which would end the program here, is an error like any other.
func (c *Client) sendPost(ctx context.Context, p *batchPost) (answers []Answer) {
	err := guard(func() error {
		if p.context != nil {
			own := scope.Within(ctx, p.context)
			defer own.Cancel(nil)
			ctx = own
		}
		answers = c.send(ctx, &p.delivery)
		return nil
	})
	if err != nil {
		answers = failed(ctx, p.calls, err, true)
	}
	return answers
}
