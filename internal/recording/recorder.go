package recording

import (
	"io"
	"os"
	"sync"
	"time"
)

// Recorder writes exchanges as lines of JSON, each whole as soon as it is there.
type Recorder struct {
	mu         sync.Mutex
	anonymizer *anonymizer
	out        io.Writer
	err        error
	now        func() time.Time
}

// NewRecorder returns a recorder with a secret of its own.
func NewRecorder(out io.Writer) *Recorder {
	return &Recorder{anonymizer: newAnonymizer(newSecret()), out: out, now: time.Now}
}

// Create makes the file for a recorder, for its owner alone. It fails when there
// is one already: that could be somebody's only recording.
func Create(name string) (*os.File, error) {
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}

// Record writes one exchange. Nothing is written any more after an error, which every
// call returns from then on: a line could otherwise follow half of another.
func (r *Recorder) Record(e Exchange) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err == nil {
		_, r.err = r.out.Write(append(r.anonymizer.line(e, r.now()), '\n'))
	}
	return r.err
}
