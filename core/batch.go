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

// batchPost is a request of a batch: the calls at these places.
type batchPost struct {
	at         []int
	credential *Credential
	settings   settings
	context    Context
	signed     bool
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
	ctx, release := c.bind(ctx)
	defer release()
	results := make([]BatchResult, len(calls))
	ordered := false
	for i := range calls {
		results[i].Err = calls[i].Err
		if calls[i].Err != nil && !options.Settled {
			return nil, calls[i].Err
		}
		ordered = ordered || calls[i].Err == nil && calls[i].Call.Writes()
	}
	posts, err := c.plan(ctx, calls, results, options, ordered)
	if err != nil {
		return nil, err
	}
	sentWrite := false
	if ordered {
		for _, p := range posts {
			c.sendPost(ctx, p, calls, results)
			first, wrote := outcome(p, calls, results)
			sentWrite = sentWrite || wrote
			if first != nil && !options.Settled {
				break
			}
		}
	} else {
		sent := make(chan struct{})
		for _, p := range posts {
			go func() {
				c.sendPost(ctx, p, calls, results)
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
func (c *Client) plan(ctx Context, calls []BatchCall, results []BatchResult, options BatchOptions, ordered bool) ([]*batchPost, error) {
	var posts []*batchPost
	var own *Credential // the client's login, asked for once
	for i := range calls {
		if results[i].Err != nil {
			continue
		}
		next := batchPost{at: []int{i}, settings: c.settingsOf(calls[i].Options), context: calls[i].Context}
		given := next.settings.credential
		next.settings.credential = nil
		if given == nil {
			given = own
		}
		credential, err := c.login(ctx, given)
		if err != nil {
			err = named(err, calls[i].Call.Name())
			if !options.Settled || ctx.Err() != nil {
				return nil, err
			}
			results[i].Err = err
			continue
		}
		if given == nil {
			own = credential
		}
		next.credential = credential
		next.signed = c.signs(calls[i].Call, next.settings.sign)
		from := 0
		if ordered {
			from = max(0, len(posts)-1)
		}
		joined := false
		for _, p := range posts[from:] {
			if joined = p.takes(&next, options.Size); joined {
				p.at = append(p.at, i)
				break
			}
		}
		if !joined {
			posts = append(posts, &next)
		}
	}
	return posts, nil
}

func (p *batchPost) takes(next *batchPost, size int) bool {
	return len(p.at) < size && *p.credential == *next.credential && p.settings == next.settings && p.context == next.context && p.signed == next.signed
}

func (c *Client) sendPost(ctx Context, p *batchPost, calls []BatchCall, results []BatchResult) {
	if p.context != nil {
		own := scope.New(ctx)
		defer own.Cancel(nil)
		defer scope.After(p.context, func() { own.Cancel(scope.Cause(p.context)) })()
		ctx = own
	}
	group := make([]*Call, len(p.at))
	for i, at := range p.at {
		group[i] = calls[at].Call
	}
	var broken error
	defer func() {
		if broken != nil {
			for i, answer := range failed(group, broken, true) {
				results[p.at[i]].Err = answer.err
			}
		}
	}()
	defer Catch(&broken)
	for i, answer := range c.send(ctx, group, p.credential, p.settings) {
		if answer.err != nil {
			results[p.at[i]].Err = answer.err
		} else {
			results[p.at[i]].Answer = &answer
		}
	}
}

// outcome returns the first error of a request and whether a write in it was, or may have been, carried out.
func outcome(p *batchPost, calls []BatchCall, results []BatchResult) (first error, wrote bool) {
	for _, at := range p.at {
		err := results[at].Err
		if first == nil {
			first = err
		}
		if calls[at].Call.Writes() {
			f := FaultOf(err)
			wrote = wrote || err == nil || f == nil || f.MaybeSent
		}
	}
	return first, wrote
}
