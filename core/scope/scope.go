// Package scope has contexts that can be cancelled with a cause, for programs
// that count bytes: context.WithCancelCause and what comes with it make the
// WebAssembly module 31 KB larger, compressed. A *Scope is a context.Context,
// and its parent may be any.
package scope

import (
	"context"
	"sync"
)

// Scope is a context that ends when it is cancelled or its parent ends.
type Scope struct {
	// Context is the parent: deadlines and values are its.
	context.Context
	done   chan struct{}
	detach func()

	mu    sync.Mutex
	err   error
	cause error
	after map[*func()]struct{}
}

// New returns a scope within parent. It must be cancelled when it is no longer needed.
func New(parent context.Context) *Scope {
	s := &Scope{Context: parent, done: make(chan struct{}), after: map[*func()]struct{}{}}
	s.detach = After(parent, func() { s.end(parent.Err(), Cause(parent)) })
	return s
}

// Cancel ends the scope with a cause; nil stands for context.Canceled. Only the first cause counts.
func (s *Scope) Cancel(cause error) {
	if cause == nil {
		cause = context.Canceled
	}
	s.end(context.Canceled, cause)
	s.detach()
}

func (s *Scope) end(err, cause error) {
	s.mu.Lock()
	if s.err != nil {
		s.mu.Unlock()
		return
	}
	s.err, s.cause = err, cause
	after := s.after
	s.after = nil
	close(s.done)
	s.mu.Unlock()
	for f := range after {
		(*f)()
	}
}

// Done returns a channel that is closed when the scope ends.
func (s *Scope) Done() <-chan struct{} { return s.done }

// Err returns why the scope ended as a context says it, nil while it has not.
func (s *Scope) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// Cause returns why ctx ended, nil while it has not: the cause a scope was
// cancelled with, or context.Cause of any other context. In WebAssembly it is Err of that one.
func Cause(ctx context.Context) error {
	s, ok := ctx.(*Scope)
	if !ok {
		return foreignCause(ctx)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.cause
}

// After calls f once when ctx ends, at once if it has ended. f must not block.
// The function it returns stops that; it has to be called when f is no longer wanted.
func After(ctx context.Context, f func()) (stop func()) {
	s, ok := ctx.(*Scope)
	if !ok {
		return afterForeign(ctx, f)
	}
	s.mu.Lock()
	if s.err != nil {
		s.mu.Unlock()
		f()
		return func() {}
	}
	s.after[&f] = struct{}{}
	s.mu.Unlock()
	return func() {
		s.mu.Lock()
		delete(s.after, &f)
		s.mu.Unlock()
	}
}

func afterForeign(ctx context.Context, f func()) (stop func()) {
	if ctx.Done() == nil {
		return func() {}
	}
	if ctx.Err() != nil {
		f()
		return func() {}
	}
	stopped := make(chan struct{})
	var once sync.Once
	go func() {
		select {
		case <-ctx.Done():
			f()
		case <-stopped:
		}
	}()
	return func() { once.Do(func() { close(stopped) }) }
}
