package gateway

import "encoding/json"

// Steps of [SendTold].
const (
	// SendAsked is a request to send that has arrived, whatever becomes of it.
	SendAsked = "asked"
	// SendStored is a message that was put in a session.
	SendStored = "stored"
	// SendKnown is a message that was in its session already: its key was.
	SendKnown = "known"
)

// SendTold is a line of Options.Sends.
type SendTold struct {
	// Step is one of the constants above.
	Step string `json:"step"`
	// ClientKey is the key the client gave the message, "" for none.
	ClientKey string `json:"clientKey"`
}

var sendMethods = map[string]bool{"SendMessageAsync": true, "StarSendSuperMsg": true}

// tellAsked tells of the messages that a request wants to send. The caller
// holds the mutex.
func (g *Gateway) tellAsked(env envelope) {
	if g.first.Sends == nil {
		return
	}
	for _, c := range env.calls {
		if !sendMethods[c.method] {
			continue
		}
		var param struct {
			ClientKey string `json:"client_key"`
		}
		_ = json.Unmarshal(c.param, &param) // what cannot be read has no key
		g.tellSend(SendAsked, param.ClientKey)
	}
}

// tellSend writes one line. A line that is not written is missed by whoever
// counts, which is what they count for.
func (g *Gateway) tellSend(step, clientKey string) {
	if g.first.Sends != nil {
		_, _ = g.first.Sends.Write(append(encode(SendTold{step, clientKey}), '\n'))
	}
}
