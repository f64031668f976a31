package core

// Event tells what happened in one attempt to send a request. It holds no secret and no message text.
type Event struct {
	_ incomparable
	// Call is the public name of the call, "getSession" for the gateway session, "batch" for several calls in one request.
	Call string
	// Attempt counts from 1.
	Attempt int
	// Status is the HTTP status, 0 when no answer came.
	Status int
	// Code is the gateway's outer code, or the call's own when that is 0.
	Code int64
	// Elapsed is how long the attempt took, without waits.
	Elapsed Duration
	// BytesOut and BytesIn are the lengths of the request's and the answer's body.
	BytesOut, BytesIn int
	// Error is the name of the error type, "" when the attempt succeeded.
	Error string
}
