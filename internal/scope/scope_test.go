//go:build !smallmodule

package scope

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var errReason = errors.New("reason")

func TestScopeEndsWithTheFirstCause(t *testing.T) {
	s := New(context.Background())
	require.NoError(t, s.Err())
	require.NoError(t, Cause(s))
	s.Cancel(errReason)
	s.Cancel(errors.New("later"))
	<-s.Done()
	assert.Equal(t, context.Canceled, s.Err())
	assert.Equal(t, errReason, Cause(s))
}

func TestCancelWithoutACauseIsCanceled(t *testing.T) {
	s := New(context.Background())
	s.Cancel(nil)
	assert.Equal(t, context.Canceled, Cause(s))
}

func TestScopeEndsWithItsParent(t *testing.T) {
	standard, cancel := context.WithCancelCause(context.Background())
	parents := map[string]struct {
		parent context.Context
		cancel func(error)
		cause  error
	}{
		"a scope":            {New(context.Background()), nil, errReason},
		"a standard context": {standard, cancel, errReason},
	}
	for name, p := range parents {
		if s, ok := p.parent.(*Scope); ok {
			p.cancel = s.Cancel
		}
		child := New(New(p.parent))
		p.cancel(errReason)
		<-child.Done()
		assert.Equal(t, context.Canceled, child.Err(), name)
		assert.Equal(t, p.cause, Cause(child), name)
	}
}

func TestScopeOfAnEndedParentHasEnded(t *testing.T) {
	standard, cancel := context.WithCancel(context.Background())
	cancel()
	ended := New(context.Background())
	ended.Cancel(errReason)
	for name, parent := range map[string]context.Context{"a scope": ended, "a standard context": standard} {
		assert.Equal(t, context.Canceled, New(parent).Err(), name)
	}
}

func TestCancellingAChildLeavesItsParent(t *testing.T) {
	parent := New(context.Background())
	child := New(parent)
	child.Cancel(errReason)
	require.NoError(t, parent.Err())
	assert.Empty(t, parent.after, "a cancelled child is forgotten")
}

func TestDoneIsClosedWhenItIsAskedForLate(t *testing.T) {
	s := New(context.Background())
	s.Cancel(nil)
	<-s.Done()
}

func TestAfterCallsOnceOrNotAtAll(t *testing.T) {
	calls := 0
	s := New(context.Background())
	stop := After(s, func() { calls += 10 })
	After(s, func() { calls++ })
	stop()
	s.Cancel(nil)
	s.Cancel(nil)
	assert.Equal(t, 1, calls)
	After(s, func() { calls++ })
	assert.Equal(t, 2, calls, "an ended scope calls at once")
}

func TestEitherReturnsWhenOneHasEnded(t *testing.T) {
	standard, cancel := context.WithCancel(context.Background())
	ended := New(context.Background())
	ended.Cancel(nil)
	open := New(context.Background())
	Either(ended, open)
	Either(open, ended)
	Either(ended, ended)
	assert.Nil(t, open.after, "nothing is left behind")
	later := New(context.Background())
	go later.Cancel(nil)
	Either(open, later)
	go cancel()
	Either(standard, open)
	assert.Nil(t, open.after)
}

func TestAnyOfManyCanBeStopped(t *testing.T) {
	for stopped := range 3 {
		s := New(context.Background())
		var called []int
		var stops [3]func()
		for i := range stops {
			stops[i] = After(s, func() { called = append(called, i) })
		}
		stops[stopped]()
		stops[stopped]()
		s.Cancel(nil)
		assert.ElementsMatch(t, slices.DeleteFunc([]int{0, 1, 2}, func(i int) bool { return i == stopped }), called)
	}
}

func TestStoppingWhileTheOthersAreCalledStopsNone(t *testing.T) {
	s := New(context.Background())
	called := 0
	var stops [3]func()
	for i := range stops {
		stops[i] = After(s, func() {
			called++
			for _, stop := range stops {
				stop()
			}
		})
	}
	s.Cancel(nil)
	assert.Equal(t, 3, called)
}

func TestValuesAreTheParents(t *testing.T) {
	type key struct{}
	s := New(context.WithValue(context.Background(), key{}, "value"))
	assert.Equal(t, "value", s.Value(key{}))
}
