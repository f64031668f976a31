package core

import "qqmusicpm/core/scope"

// BatchCall is one call of a batch.
type BatchCall struct {
	// Call is what to ask.
	Call *Call
	// Options change the client's settings for this call.
	Options []CallOption
	// Context ends this call alone; nil means that only the batch's own does. Calls of one request share it.
	Context Context
	// Err, when it is not nil, is the call's answer: nothing is sent for it. It lets a caller keep the place of a call that could not be made.
	Err error
}

// BatchOptions say how a batch is sent.
type BatchOptions struct {
	// Size is how many calls one request carries, 1 to MaxBatch; MaxBatch when 0.
	Size int
	// Settled keeps going when a call fails. Otherwise what has not been sent yet is not sent after the first failure.
	Settled bool
}

// BatchResult is the outcome of one call of a batch.
type BatchResult struct {
	// Answer is what the gateway said, nil when the call failed.
	Answer *Answer
	// Err is why it failed.
	Err error
}

// Batch makes many calls in few requests and returns their outcomes in the
// order of the calls. Calls share a request when they share account, endpoint
// and settings. A batch that holds a write is sent strictly in order, one
// request after another; a request that holds a write is never sent twice (docs/protocol.md §8).
// Without Settled the error is that of the first call that failed; its
// MaybeSent is true when a write of the batch may have been carried out.
func (c *Client) Batch(ctx Context, calls []BatchCall, options BatchOptions) ([]BatchResult, error) {
	if options.Size == 0 {
		options.Size = MaxBatch
	}
	if options.Size < 1 || options.Size > MaxBatch {
		return nil, invalidArgument("batchSize", "must be between 1 and "+digits(MaxBatch))
	}
	bound := scope.Within(ctx, c.root)
	defer bound.Cancel(nil)
	results := make([]BatchResult, len(calls))
	ordered := false
	for i := range calls {
		err := calls[i].Err
		if err != nil && !options.Settled {
			return nil, err
		}
		results[i].Err = err
		ordered = ordered || err == nil && calls[i].Call.Writes()
	}
	posts, err := c.plan(bound, calls, results, options, ordered)
	if err != nil {
		return nil, err
	}
	sentWrite := false
	if ordered {
		for _, p := range posts {
			c.sendPost(bound, p, results)
			first, wrote := p.outcome(results)
			sentWrite = sentWrite || wrote
			if first != nil && !options.Settled {
				break
			}
		}
	} else {
		sent := make(chan struct{})
		for _, p := range posts {
			go func() {
				c.sendPost(bound, p, results)
				sent <- struct{}{}
			}()
		}
		for range posts {
			<-sent
		}
	}
	if options.Settled {
		return results, nil
	}
	for i := range results {
		if err := results[i].Err; err != nil {
			f, err := amended(err)
			f.MaybeSent = f.MaybeSent || sentWrite
			f.Retryable = f.Retryable && !f.MaybeSent
			return nil, err
		}
	}
	return results, nil
}

// plan checks every login and packs the calls into requests. Where the order
// matters only neighbours share a request.
func (c *Client) plan(ctx Context, calls []BatchCall, results []BatchResult, options BatchOptions, ordered bool) ([]*post, error) {
	var posts []*post
	var own *Credential
	for i := range calls {
		call := &calls[i]
		if call.Err != nil {
			continue
		}
		p, err := c.newPost(ctx, call.Call, call.Options, &own)
		if err != nil {
			if !options.Settled || ctx.Err() != nil {
				return nil, err
			}
			results[i].Err = err
			continue
		}
		p.context, p.signed = call.Context, c.signs(call.Call, p.settings.sign)
		from := 0
		if ordered {
			from = max(0, len(posts)-1)
		}
		at := from
		for at < len(posts) && !posts[at].takes(p, options.Size) {
			at++
		}
		if at == len(posts) {
			posts = append(posts, p)
		}
		p = posts[at]
		p.calls, p.at = append(p.calls, call.Call), append(p.at, i)
	}
	return posts, nil
}

func (p *post) takes(next *post, size int) bool {
	return len(p.at) < size && *p.credential == *next.credential && *p.settings == *next.settings && p.context == next.context && p.signed == next.signed
}

// sendPost sends a request of a batch and puts the answers in their places.
func (c *Client) sendPost(ctx Context, p *post, results []BatchResult) {
	answers, err := c.sendWithin(ctx, p)
	if err != nil {
		answers = failed(p.calls, err, true)
	}
	for i, at := range p.at {
		if results[at].Err = answers[i].err; answers[i].err == nil {
			results[at].Answer = &answers[i]
		}
	}
}

// sendWithin sends a request in its own context. A panic, which would end the program here, is an error like any other.
func (c *Client) sendWithin(ctx Context, p *post) (answers []Answer, err error) {
	defer Catch(&err)
	if p.context != nil {
		own := scope.Within(ctx, p.context)
		defer own.Cancel(nil)
		ctx = own
	}
	return c.send(ctx, p), nil
}

// outcome returns the first error of a request and whether a write in it was, or may have been, carried out.
func (p *post) outcome(results []BatchResult) (first error, wrote bool) {
	for i, at := range p.at {
		err := results[at].Err
		if first == nil {
			first = err
		}
		if p.calls[i].Writes() {
			f := FaultOf(err)
			wrote = wrote || err == nil || f == nil || f.MaybeSent
		}
	}
	return first, wrote
}
