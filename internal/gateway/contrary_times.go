package gateway

import (
	"math"
	"time"
)

// inUnit is t as Times and SortTimes want it answered; believed is what it is
// when they want nothing.
func inUnit(unit string, t time.Time, believed int64) int64 {
	switch unit {
	case "ms":
		return t.UnixMilli()
	case "us":
		return t.UnixMicro()
	case "zero":
		return 0
	case "negative":
		return -1
	case "huge": // more than a JavaScript Date holds, in seconds, milliseconds and microseconds
		return math.MaxInt64
	}
	return believed
}

// sortTimeIn is a sort_time of the account in another unit.
func (a *account) sortTimeIn(unit string, sortTime int64) int64 {
	t := time.UnixMicro(sortTime)
	if a.id > maxSafe {
		t = time.Unix(0, sortTime)
	}
	return inUnit(unit, t, sortTime)
}

// timesOf returns the time and the sort_time that a message of s is answered
// with.
func (a *account) timesOf(s *session, m *wireMessage, c Contrary) (seconds, sortTime int64) {
	seconds, sortTime = m.Time, m.SortTime
	if c.EqualTimes {
		seconds, sortTime = s.createTime, a.sortTime(time.Unix(s.createTime, 0))
	}
	return inUnit(c.Times, time.Unix(seconds, 0), seconds), a.sortTimeIn(c.SortTimes, sortTime)
}
