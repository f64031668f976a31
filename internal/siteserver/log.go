package siteserver

import (
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"
)

// LogRequests writes one line a request to out: method, path, status and
// milliseconds. The query, the headers and the bodies stay out, since they can
// hold a musickey or a message.
func LogRequests(next http.Handler, out io.Writer) http.Handler {
	var mu sync.Mutex
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		seen := &statusWriter{ResponseWriter: w}
		defer func() { // also when the simulator cuts the connection by a panic
			mu.Lock()
			defer mu.Unlock()
			fmt.Fprintf(out, "%s %q %d %dms\n", r.Method, r.URL.Path, seen.status, time.Since(start).Milliseconds())
		}()
		next.ServeHTTP(seen, r)
	})
}

// statusWriter remembers the status of an answer, 0 when there was none.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (w *statusWriter) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController reach the server's own writer.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
