package core

import (
	"qqmusicpm/internal/scope"
	"qqmusicpm/internal/small/context"
)

// login returns the credential of a call, the one given for it alone or the client's, after every check that
// needs no network. A call of a further page keeps to the account of the first: a renewed login of it is used, another account's is not.
func (c *Client) login(ctx context.Context, call *Call, given *Credential, own *ownLogin) (*Credential, error) {
	var credential Credential
	var err error
	if given != nil {
		credential = *given
	} else {
		credential, err = own.get(ctx, c)
	}
	if err == nil {
		err = credential.check(c.host.Clock)
	}
	if ctx.Err() != nil {
		return nil, scope.Cause(ctx)
	}
	if first, further := call.wire().Account().(*Credential); further && (err != nil || credential.MusicID != first.MusicID) {
		credential = *first
		err = credential.check(c.host.Clock)
	}
	return &credential, err
}

// ownLogin is the client's own login, asked for once for all calls of a batch.
type ownLogin struct {
	asked      bool
	credential Credential
	err        error
}

func (o *ownLogin) get(ctx context.Context, c *Client) (Credential, error) {
	if !o.asked {
		o.asked = true
		o.credential, o.err = c.askForLogin(ctx)
	}
	return o.credential, o.err
}

// askForLogin returns the client's own login, as it was set or as its source gives it.
func (c *Client) askForLogin(ctx context.Context) (Credential, error) {
	c.mu.Lock()
	own, source := c.credential, c.source
	c.mu.Unlock()
	if source == nil {
		return *own, nil
	}
	var credential Credential
	err := outside(ctx, c.host.Clock, 0, func(ctx context.Context) (err error) {
		credential, err = source(ctx)
		return err
	})
	switch {
	case err == nil:
		return credential, nil
	case FaultOf(err) == nil:
		err = &CredentialInvalidError{Fault{Message: "the credential could not be had", Cause: err}}
	}
	return Credential{}, err
}
