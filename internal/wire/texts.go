package wire

import "unsafe"

// texts makes strings of bytes, many in one allocation. A string that is kept
// keeps at most textsSize bytes, not the whole answer.
type texts struct{ room []byte }

const textsSize = 2048

// keep returns text as a string of its own.
func (t *texts) keep(text []byte) string {
	if len(text) > textsSize/8 {
		return string(text)
	}
	if len(text) > cap(t.room)-len(t.room) {
		t.room = make([]byte, 0, textsSize)
	}
	from := len(t.room)
	t.room = append(t.room, text...)
	// These bytes are never written again: what comes later goes behind them.
	return unsafe.String(unsafe.SliceData(t.room[from:]), len(text))
}
