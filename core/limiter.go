package core

import (
	"sync"
)

// RateLimit is how fast requests are sent.
type RateLimit struct {
	// Rate is how many requests a second are sent in the long run.
	Rate float64
	// Burst is how many can be sent at once after a pause.
	Burst float64
}

// limiter is a token bucket. A request takes a token, or books one that is not there yet and waits for it.
type limiter struct {
	_      incomparable
	limit  RateLimit
	clock  Clock
	mu     sync.Mutex
	tokens float64
	at     Duration
}

func newLimiter(limit RateLimit, clock Clock) *limiter {
	return &limiter{limit: limit, clock: clock, tokens: limit.Burst, at: clock.Now()}
}

func (l *limiter) wait(ctx Context) error {
	if l == nil {
		return nil
	}
	err := wait(ctx, l.clock, Duration(l.take()/l.limit.Rate*float64(second)))
	if err != nil {
		l.mu.Lock()
		l.tokens++
		l.mu.Unlock()
	}
	return err
}

// take takes a token and returns how much of one is missing. The clock may panic: then the lock must not stay.
func (l *limiter) take() (missing float64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock.Now()
	if passed := (now - l.at).Seconds(); passed > 0 {
		l.tokens = min(l.limit.Burst, l.tokens+passed*l.limit.Rate)
	}
	l.at = now
	l.tokens--
	return -l.tokens
}
