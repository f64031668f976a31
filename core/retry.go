package core

const (
	// firstBackoff is the longest wait before the first repetition; it doubles each time.
	firstBackoff = second
	// maxRetryAfter is how long a Retry-After is obeyed; beyond that the caller decides.
	maxRetryAfter = 60 * second
)

// backoff returns how long to wait before repetition n, counted from 0: between half of a doubling bound and the whole of it.
func backoff(n int, random func([]byte)) Duration {
	var b [1]byte
	random(b[:])
	bound := firstBackoff << min(n, 5)
	return bound/2 + bound/2*Duration(b[0])/255
}
