package core

import (
	"math"
	"sync"

	"qqmusicpm/internal/small/context"
	"qqmusicpm/internal/small/time"
)

// RateLimit is how fast requests are sent.
type RateLimit struct {
	// Rate is how many requests a second are sent in the long run.
	Rate float64
	// Burst is how many can be sent at once after a pause.
	Burst float64
}

func (r RateLimit) check() *InvalidArgumentError {
	switch {
	case !(r.Rate > 0) || math.IsInf(r.Rate, 0):
		return invalidArgument("rateLimit.rate", "must be a number above 0")
	case !(r.Burst >= 1) || math.IsInf(r.Burst, 0):
		return invalidArgument("rateLimit.burst", "must be a number of at least 1")
	}
	return nil
}

// limiter is a token bucket by the rules of golang.org/x/time/rate: a request takes a
// token, or books one that is not there yet and waits for it. A booking that is given
// up gives its token back only as far as none was booked after it: the later ones keep their times.
type limiter struct {
	limit RateLimit
	clock Clock

	mu sync.Mutex
	// tokens are those there at the time at; below 0 when some are booked.
	tokens float64
	at     time.Duration
	// lastDue is when the latest booking may go.
	lastDue time.Duration
}

func newLimiter(limit RateLimit, clock Clock) *limiter {
	return &limiter{limit: limit, clock: clock, tokens: limit.Burst, at: clock.Now()}
}

// wait returns when a request may be sent, or ctx has ended.
func (l *limiter) wait(ctx context.Context) error {
	if l == nil || ctx.Err() != nil {
		return wait(ctx, nil, 0)
	}
	now, due := l.book()
	err := wait(ctx, l.clock, due-now)
	if err != nil {
		l.giveBack(due)
	}
	return err
}

// book takes a token and returns when it may be used.
func (l *limiter) book() (now, due time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock() // also when the host's clock panics
	now = l.advance()
	l.tokens--
	due = now + l.timeOf(-l.tokens)
	l.lastDue = due
	return now, due
}

// advance adds the tokens that came since the last time and returns the time. A clock that goes back adds none.
func (l *limiter) advance() time.Duration {
	now := l.clock.Now()
	if passed := (now - l.at).Seconds(); passed > 0 {
		l.tokens = min(l.limit.Burst, l.tokens+passed*l.limit.Rate)
	}
	l.at = now
	return now
}

// giveBack undoes a booking that was not waited for.
func (l *limiter) giveBack(due time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.advance()
	bookedAfter := (l.lastDue - due).Seconds() * l.limit.Rate
	if due <= now || bookedAfter >= 1 || bookedAfter < 0 { // below 0 the clock was set back, and others are behind it
		return
	}
	l.tokens = min(l.limit.Burst, l.tokens+1-bookedAfter)
	if due == l.lastDue {
		l.lastDue = max(now, due-l.timeOf(1))
	}
}

// timeOf is how long it takes until there are so many tokens more.
func (l *limiter) timeOf(tokens float64) time.Duration {
	const longest = math.MaxInt64 / 4 // so that a time of day can be added
	if tokens <= 0 {
		return 0
	}
	return time.Duration(min(tokens/l.limit.Rate*float64(time.Second), longest))
}
