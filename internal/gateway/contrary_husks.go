package gateway

// deletedMark is the state or show_type of a husk. Source: the simulator's
// choice.
const deletedMark = 2

// husk is what is left of a message that was deleted.
func (c Contrary) husk(m *wireMessage) *wireMessage {
	left := *m
	left.MetaData = &wireMeta{}
	if c.Husks == "state" {
		left.State = deletedMark
	} else {
		left.ShowType = deletedMark
	}
	return &left
}
