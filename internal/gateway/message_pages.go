package gateway

import "slices"

// cursor is the last_id of a GetMessage, "" for a first page.
func (p params) cursor() string {
	if p.sameData {
		return ""
	}
	return p.text("last_id")
}

// page returns the messages of a page in the order in which they are answered,
// newest first unless a switch wants it otherwise, and whether there are more
// behind them.
func (s *session) page(p params) (page []*wireMessage, more bool, err *refusal) {
	size := pageSize(p.integer("size"), defaultMessages)
	forwards := p.contrary.FromBeginning && p.integer("order") == 1
	start, end := 0, len(s.messages)
	if lastID := p.cursor(); lastID != "" {
		seq, known := s.sequenceOf(lastID)
		if !known {
			return nil, false, refuse(codeBadParam, "last_id: is not a message of this session")
		}
		if forwards {
			start, _ = s.find(seq + 1)
		} else {
			end, _ = s.find(seq)
		}
	}
	if forwards {
		page, more = s.messages[start:min(start+size, end)], start+size < end
	} else {
		start = max(0, end-size)
		page, more = s.messages[start:end], start > 0
	}
	if forwards || p.contrary.OldestFirst {
		return page, more, nil
	}
	page = slices.Clone(page)
	slices.Reverse(page)
	return page, more, nil
}

// sequenceOf returns where a message is or was: deleted ones still serve as a
// cursor.
func (s *session) sequenceOf(id string) (int64, bool) {
	if seq, ok := s.goneSeq[id]; ok {
		return seq, true
	}
	i := s.indexOf(id)
	if i < 0 {
		return 0, false
	}
	return s.messages[i].Sequence, true
}

func (s *session) indexOf(id string) int {
	return slices.IndexFunc(s.messages, func(m *wireMessage) bool { return m.ID == id })
}

// find returns the index of the first message whose sequence is seq or more.
func (s *session) find(seq int64) (int, bool) {
	return slices.BinarySearchFunc(s.messages, seq, func(m *wireMessage, seq int64) int {
		return int(max(-1, min(1, m.Sequence-seq)))
	})
}
