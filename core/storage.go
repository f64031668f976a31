package core

import (
	"qqmusicpm/internal/jsondoc"
	"qqmusicpm/internal/small/context"
	"qqmusicpm/internal/small/time"
)

// Storage keeps small texts between page loads and program runs: the device
// and the gateway session, never the credential. A failing Storage never fails a call; one that does not
// answer within two seconds is not asked again by that client. Both are told in an [Event] of the call "storage".
type Storage interface {
	// Get returns the text kept under key, "" when there is none.
	Get(ctx context.Context, key string) (string, error)
	// Set keeps a text under key.
	Set(ctx context.Context, key, value string) error
	// Delete forgets key.
	Delete(ctx context.Context, key string) error
}

// storageTime is how long storage may take.
const storageTime = 2 * time.Second

// kept returns the text that the storage has under key, "" when there is none or the storage fails.
func (c *Client) kept(ctx context.Context, key string) string {
	var text string
	ok := c.askStorage(ctx, func(ctx context.Context) (err error) {
		text, err = c.storage.Get(ctx, key)
		return err
	})
	if !ok {
		return ""
	}
	return text
}

// keep puts a text into the storage. What goes wrong there is nobody's failure: the text is made again when it is missed.
//
//go:noinline // its code stands in the module once, not at each use
func (c *Client) keep(ctx context.Context, key, value string) {
	c.askStorage(ctx, func(ctx context.Context) error { return c.storage.Set(ctx, key, value) })
}

// askStorage reports whether the storage could do what it was asked.
func (c *Client) askStorage(ctx context.Context, work func(ctx context.Context) error) bool {
	if c.storage == nil || c.storageGone.Load() {
		return false
	}
	err := outside(ctx, c.host.Clock, storageTime, work)
	if err == nil || ctx.Err() != nil {
		return err == nil
	}
	if err == errTooSlow {
		c.storageGone.Store(true)
		err = &TimeoutError{Fault{Call: storageCall, Message: "the storage did not answer: the client goes on without it"}}
	} else if FaultOf(err) == nil {
		err = &ModuleError{Fault{Call: storageCall, Message: "the storage failed", Cause: err}}
	}
	c.tell(ctx, &Event{Call: storageCall, Err: err})
	return false
}

// storageCall is what events call a failure of the storage.
const storageCall = "storage"

// stored is a member of a stored object, and where its text belongs.
type stored struct {
	name string
	text *string
}

// readStored reads a flat JSON object of texts; a damaged one is as good as none.
func readStored(text string, members ...stored) {
	var doc jsondoc.Document
	if doc.Parse([]byte(text)) != nil || doc.Nodes[0].Kind != jsondoc.Object {
		return
	}
	for _, m := range members {
		if i := doc.Member(0, m.name); i != 0 && doc.Nodes[i].Kind == jsondoc.String {
			*m.text = doc.String(i)
		}
	}
}

// storedText writes a flat JSON object of texts from names and values in turn.
func storedText(namesAndValues ...string) string {
	w := jsondoc.Writer{Text: []byte{'{'}}
	for i := 0; i < len(namesAndValues); i += 2 {
		w.Name(namesAndValues[i])
		w.Quoted(namesAndValues[i+1])
	}
	w.Byte('}')
	return string(w.Text)
}
