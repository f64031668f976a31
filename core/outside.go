package core

import (
	"errors"

	"qqmusicpm/internal/scope"
	"qqmusicpm/internal/small/context"
	"qqmusicpm/internal/small/time"
)

// Everything that others do for a client goes through this file: what the
// credential source, the storage, the transport, the random source and the
// listener of events do. Their panics are errors, and no call waits for them longer than it must.

// guard runs work of others, whose panic is a *ModuleError.
func guard(work func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = panicked(p)
		}
	}()
	return work()
}

// errTooSlow is the error of work that took longer than its limit.
var errTooSlow = errors.New("took too long")

// outside runs work of others in a goroutine of its own and returns when it has ended, when
// ctx has, or after limit, 0 for none: whichever is first, whatever work makes of its context.
// After an error the caller must not look at what work was to fill in: it may still be at it.
func outside(ctx context.Context, clock Clock, limit time.Duration, work func(ctx context.Context) error) error {
	limited, free := within(ctx, clock, limit, errTooSlow)
	defer free()
	done := scope.New(context.Background())
	go func() {
		err := guard(func() error { return work(limited) })
		if err == nil {
			err = errDone
		}
		done.Cancel(err)
	}()
	scope.Either(done, limited)
	err := scope.Cause(done)
	if err == errDone {
		return nil
	}
	if limited.Err() != nil { // which also wins over the error that it caused
		return scope.Cause(limited)
	}
	return err
}

// within returns a scope that ends with cause after d, never when that is not above 0. It has to be freed.
func within(ctx context.Context, clock Clock, d time.Duration, cause error) (limited *scope.Scope, free func()) {
	limited = scope.New(ctx)
	if d <= 0 {
		return limited, func() { limited.Cancel(nil) }
	}
	stop := clock.AfterFunc(d, func() { limited.Cancel(cause) })
	return limited, func() {
		stop()
		limited.Cancel(nil)
	}
}

// errDone ends the scope of work that has no error.
var errDone = errors.New("done")

// wait returns when d has passed or ctx has ended.
func wait(ctx context.Context, clock Clock, d time.Duration) error {
	if d <= 0 {
		return scope.Cause(ctx)
	}
	passed := scope.New(context.Background())
	stop := clock.AfterFunc(d, func() { passed.Cancel(nil) })
	defer stop()
	scope.Either(passed, ctx)
	return scope.Cause(ctx)
}
