package recording

import (
	"io"
	"time"
)

// NewRecorderOf is NewRecorder with a secret and a clock of the test's.
func NewRecorderOf(seed byte, now time.Time, out io.Writer) *Recorder {
	return &Recorder{anonymizer: newAnonymizer(secret{seed}), out: out, now: func() time.Time { return now }}
}

// Anonymizer replaces what is personal in JSON texts, as one recording does.
type Anonymizer struct{ *anonymizer }

// NewAnonymizer has a secret of the test's.
func NewAnonymizer(seed byte) Anonymizer { return Anonymizer{newAnonymizer(secret{seed})} }

// Answer replaces in the text of an answer, or returns why that is no JSON.
func (a Anonymizer) Answer(text string) (string, error) {
	replaced, err := a.json([]byte(text), place{})
	return string(replaced), err
}

// Prose, Address and ID replace in a text of that kind.
func (a Anonymizer) Prose(text string) string   { return a.prose(text) }
func (a Anonymizer) Address(text string) string { return a.address(text) }
func (a Anonymizer) ID(text string) string      { return a.ids.id(text) }
