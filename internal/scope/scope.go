// Package scope has contexts that end with a cause and cost one allocation and no goroutine.
package scope

import (
	"sync"

	"qqmusicpm/internal/small/context"
)

// Scope is a context that ends when it is cancelled or its parent ends.
type Scope struct {
	// Context is the parent: deadlines and values are its.
	context.Context
	detach func()

	mu sync.Mutex
	// done is made when somebody asks for it.
	done  chan struct{}
	err   error
	cause error
	// after is the last of the functions to call; each knows the one before it.
	after *waiter
}

// waiter is a function to call at the end of a scope. Linked, it costs one allocation and no map.
type waiter struct {
	f            func()
	before, next *waiter
}

// New returns a scope within parent. It must be cancelled when it is no longer needed.
func New(parent context.Context) *Scope {
	s := &Scope{Context: parent}
	s.detach = After(parent, func() { s.end(parent.Err(), Cause(parent)) })
	return s
}

// Within returns a scope within parent that also ends when other does, with its cause.
func Within(parent, other context.Context) *Scope {
	s := New(parent)
	detach, stop := s.detach, After(other, func() { s.end(context.Canceled, Cause(other)) })
	s.detach = func() {
		stop()
		detach()
	}
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
	if s.done != nil {
		close(s.done)
	}
	s.mu.Unlock()
	for w := after; w != nil; w = w.before {
		w.f()
	}
}

// Done returns a channel that is closed when the scope ends.
func (s *Scope) Done() <-chan struct{} {
	s.mu.Lock()
	if s.done == nil {
		s.done = make(chan struct{})
		if s.err != nil {
			close(s.done)
		}
	}
	done := s.done
	s.mu.Unlock()
	return done
}

// Err returns why the scope ended as a context says it, nil while it has not.
func (s *Scope) Err() error {
	s.mu.Lock()
	err := s.err
	s.mu.Unlock()
	return err
}

// Cause returns why ctx ended, nil while it has not: the cause a scope was
// cancelled with, or context.Cause of any other context.
func Cause(ctx context.Context) error {
	s, ok := ctx.(*Scope)
	if !ok {
		return context.Cause(ctx)
	}
	s.mu.Lock()
	cause := s.cause
	s.mu.Unlock()
	return cause
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
	w := &waiter{f: f, before: s.after}
	if w.before != nil {
		w.before.next = w
	}
	s.after = w
	s.mu.Unlock()
	return func() { s.forget(w) }
}

func (s *Scope) forget(w *waiter) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.err != nil: // the list is being called
		return
	case w.next != nil:
		w.next.before = w.before
	case s.after == w:
		s.after = w.before
	default: // forgotten before
		return
	}
	if w.before != nil {
		w.before.next = w.next
	}
	w.before, w.next = nil, nil
}

func afterForeign(ctx context.Context, f func()) (stop func()) {
	if ctx.Done() == nil {
		return func() {}
	}
	if ctx.Err() != nil {
		f()
		return func() {}
	}
	forget := context.AfterFunc(ctx, f)
	return func() { forget() }
}

// Either returns when one of two contexts has ended. It stands for a
// select, which would bring 15 KB of the runtime into the WebAssembly module.
func Either(a, b context.Context) {
	woken := make(chan struct{}, 2)
	wake := func() { woken <- struct{}{} }
	defer After(a, wake)()
	defer After(b, wake)()
	<-woken
}
